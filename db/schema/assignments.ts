import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { countyId, day, id, instant } from './columns.ts'
import { supervisedPersons } from './supervision.ts'

/** Who may ask somebody to study a module. It decides nothing about the person: no hour hangs on it. */
export const assigningRoles = ['office', 'social-worker', 'bureau'] as const
/** Why an assignment was taken back; `renewed`: a new one of the same module took its place. */
export const withdrawalReasons = ['not-needed', 'cannot-now', 'mistake', 'renewed'] as const

/** 课单: somebody was asked to study a module by a day. One that stands per person and module (partial unique index). */
export const moduleAssignments = pgTable(
  'module_assignments',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    /** `a1` */
    moduleCode: text().notNull(),
    assignedBy: uuid().notNull(),
    assignedAs: text({ enum: assigningRoles }).notNull(),
    assignedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    /** The last day on which it is in time. */
    dueOn: day().notNull(),
    withdrawnAt: instant(),
    withdrawnBy: uuid(),
    withdrawnReason: text({ enum: withdrawalReasons }),
  },
  (table) => [
    unique('module_assignments_county_id_id').on(table.countyId, table.id),
    uniqueIndex('module_assignments_one_standing')
      .on(table.countyId, table.personId, table.moduleCode)
      .where(sql`withdrawn_at is null`),
    index('module_assignments_county_person').on(table.countyId, table.personId),
    foreignKey({
      name: 'module_assignments_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    check('module_assignments_code_shape', sql`${table.moduleCode} ~ '^[a-z][0-9]{1,2}$'`),
    check(
      'module_assignments_due_in_time',
      sql`${table.dueOn} >= (${table.assignedAt} at time zone 'Asia/Shanghai')::date`,
    ),
    check(
      'module_assignments_withdrawn_whole',
      sql`num_nonnulls(${table.withdrawnAt}, ${table.withdrawnBy}, ${table.withdrawnReason}) in (0, 3)`,
    ),
  ],
)
