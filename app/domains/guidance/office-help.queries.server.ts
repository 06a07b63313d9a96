import { officeMonthIn, type BoardRow } from '#app/domains/hours/office-month.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import {
  assignmentState,
  isCounted,
  type AssignmentState,
  type Studied,
} from '#app/domains/learning/assignment.policy.ts'
import {
  standingAssignments,
  studiedBy,
  type StandingAssignment,
} from '#app/domains/learning/assignments.queries.server.ts'
import { findModule, modulesFor, unitsFor, type Module } from '#app/domains/learning/lessons.server.ts'
import type { CalendarDay, CalendarMonth } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import {
  recommend,
  type NoModuleReason,
  type Recommendation,
  type TeachableModule,
} from './recommend.policy.ts'

/** An assignment as staff see it. */
export type AssignmentView = {
  id: string
  code: string
  title: { zh: string; en: string } | null
  dueOn: CalendarDay
  state: AssignmentState
  unitsLeft: number
}

/** What would help one person of the board: asked already, a module to ask for, or why there is none. */
export type RowHelp =
  /** `renews`: the assignment of that module that is done or overdue, and gives way. */
  | ({ kind: 'recommended'; renews: string | null } & Recommendation)
  | { kind: 'none'; why: NoModuleReason }
  | { kind: 'assigned' }
  | { kind: 'not-needed' }
export type HelpedRow = Omit<BoardRow, 'facts'> & { help: RowHelp; assignments: AssignmentView[] }

/** The office's month with what would help each of those who are short; past months have no help. One audit row. */
export function officeBoard(actor: Actor, month: CalendarMonth) {
  return inActorTransaction(scopeOf(actor), (tx) => officeBoardIn(tx, actor, month))
}

/** The same in the running transaction; `shown` as in officeMonthIn(). */
export async function officeBoardIn(tx: Tx, actor: Actor, month: CalendarMonth, { shown = true } = {}) {
  const board = await officeMonthIn(tx, actor, month, { shown })
  const ids = board.current ? board.rows.map(({ personId }) => personId) : []
  const [assignments, studied] = await Promise.all([standingAssignments(actor, ids), studiedBy(actor, ids)])
  // The board is the adults'; minors stand in their own list (社矫法 52).
  const modules = modulesFor(false)
  const rows = board.rows.map(({ facts, ...row }): HelpedRow => {
    const own = assignments
      .filter(({ personId }) => personId === row.personId)
      .map((one) => viewOf(one, studied(row.personId), board.today, false))
    if (!board.current) return { ...row, help: { kind: 'not-needed' }, assignments: [] }
    return {
      ...row,
      help: helpOf(row, own, () =>
        recommend({
          modules: teachable(modules, false, studied(row.personId), board.today),
          learner: { ...facts, grade: row.grade },
          ...{ today: board.today, short: row.short, onlineRoom: row.onlineRoom },
        }),
      ),
      // What is done has brought its minutes; the board shows what is still open.
      assignments: own.filter(({ state }) => state !== 'done'),
    }
  })
  return { ...board, rows }
}

function helpOf(
  row: Pick<BoardRow, 'short'>,
  own: readonly AssignmentView[],
  recommended: () => ReturnType<typeof recommend>,
): RowHelp {
  if (row.short === 0) return { kind: 'not-needed' }
  if (own.some(({ state }) => state === 'open' || state === 'due-soon')) return { kind: 'assigned' }
  const found = recommended()
  if (isRefused(found)) return { kind: 'none', why: found.refused }
  // The first is the month's; the person's file shows the others.
  const { first } = found
  const renews = own.find(({ code }) => code === first.code)?.id ?? null
  return { kind: 'recommended', ...first, renews }
}

/** The modules of a regime with what of each is left for somebody. */
export function teachable(
  modules: readonly Module[],
  minorsRegime: boolean,
  studied: ReadonlyMap<string, Studied>,
  today: CalendarDay,
): TeachableModule[] {
  return modules.map((module) => ({
    code: module.code,
    units: unitsFor(module, minorsRegime).map(({ id, minutes }) => ({
      minutes,
      left: !isCounted(studied.get(id), today),
      begun: studied.get(id)?.begun ?? false,
    })),
  }))
}

/** An assignment with its title and where it stands. A module that is no longer taught has no title and nothing left. */
export function viewOf(
  assignment: StandingAssignment,
  studied: ReadonlyMap<string, Studied>,
  today: CalendarDay,
  minorsRegime: boolean,
): AssignmentView {
  const module = findModule(assignment.moduleCode, minorsRegime)
  const unitIds = module ? unitsFor(module, minorsRegime).map(({ id }) => id) : []
  return {
    ...{ id: assignment.id, code: assignment.moduleCode, title: module?.title ?? null },
    ...{ dueOn: assignment.dueOn, ...assignmentState(assignment, unitIds, studied, today) },
  }
}
