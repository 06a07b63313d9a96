import { sql } from 'drizzle-orm'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Tx } from '#db/client.server.ts'

/** Who a case is about: all that a counsellor knows of the register. */
export type Face = {
  caseId: string
  name: string
  registerNumber: string
  minorsRegime: boolean
  office: { zh: string; en: string }
  leftOn: CalendarDay | null
}

/** The people of every case in sight, by the case; in the caller's transaction. */
export async function facesIn(tx: Tx): Promise<Map<string, Face>> {
  const rows = await tx.execute<{
    case_id: string
    name: string
    register_number: string
    minors_regime: boolean
    office_zh: string
    office_en: string
    left_on: string | null
  }>(
    sql`select case_id, name, register_number, minors_regime, office_zh, office_en, left_on::text as left_on
      from door_counselling_faces()`,
  )
  return new Map(
    rows.map((row) => [
      row.case_id,
      {
        ...{ caseId: row.case_id, name: row.name, registerNumber: row.register_number },
        ...{ minorsRegime: row.minors_regime, office: { zh: row.office_zh, en: row.office_en } },
        leftOn: row.left_on as CalendarDay | null,
      },
    ]),
  )
}
