import type { Sql, TransactionSql } from 'postgres'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'
import { COUNTY } from './county.ts'
import { linesBetween, linesOfHistory } from './county-lines.ts'
import { demoWorld, type DemoWorld } from './demo-world.ts'
import { drawnStudies } from './drawn-month.ts'
import { drawnQuizzes } from './drawn-quizzes.ts'
import { lastImport, recordImport } from './import-record.ts'
import { historyMonths } from './register-flow.ts'
import { demoStaff } from './staff.ts'
import { writeAccounts, writeCounty, writeMinorGrant, writePeople, writeStaff } from './write-county.ts'
import { beginLedger, writeLedger, writeStudies } from './write-ledger.ts'
import { writeFeedback } from './write-feedback.ts'
import { writeCounselling } from './write-counselling.ts'
import { writeLectures } from './write-lectures.ts'
import { writeOccasions } from './write-occasions.ts'
import { writePastRegisters } from './write-past-registers.ts'
import { writeQuestions } from './write-questions.ts'
import { writeQuizzes } from './write-quizzes.ts'
import { OWN_VERSION_ID } from './policy-versions.ts'

export type SeedProgress = { done: number; total: number; what: string }
export type SeedOptions = { now: Date; report: (progress: SeedProgress) => void }

/**
 * Builds 云溪县 with five years of history and the current month up to `now`, in one transaction: it is there whole or
 * not at all. Does nothing when it is there. Two starts at once wait for each other.
 */
export async function seedDemoCounty(owner: Sql, { now, report }: SeedOptions): Promise<{ seeded: boolean }> {
  const outcome = await owner.begin(async (tx) => {
    await waitForTurn(tx)
    if (await isSeeded(tx)) return { seeded: false }
    const months = historyMonths(now)
    // People, each month of the history, the current month.
    const total = months.length + 2
    report({ done: 0, total, what: 'people' })
    const world = demoWorld(now)
    await writeEveryone(tx, world)
    let entries = 0
    let taken = Promise.resolve(0)
    for (const [index, month] of months.entries()) {
      report({ done: index + 1, total, what: `hours ${month}` })
      // Made while the database still takes in the month before.
      const lines = linesOfHistory(world, month)
      entries += await taken
      taken = (await beginLedger(tx, lines, OWN_VERSION_ID)).count
    }
    entries += await taken
    report({ done: total - 1, total, what: `hours ${monthOf(dayAt(now))}` })
    entries += await writeLedger(tx, linesBetween(world, null, now, []), OWN_VERSION_ID)
    await writeStudies(tx, drawnStudies(world.current, now))
    await writeQuestions(tx, world.current, now, [])
    await writeQuizzes(tx, drawnQuizzes(world, null, now))
    await writeLectures(tx, now)
    await writeOccasions(tx, now)
    await writePastRegisters(tx)
    await writeFeedback(tx, now)
    await writeCounselling(tx, world.current, now)
    const people = world.current.length + world.past.length
    const span = [months[0]!, monthOf(dayAt(now))] as const
    await recordImport(tx, { seededAt: now, until: now, entries, people, months: span })
    report({ done: total, total, what: 'done' })
    return { seeded: true }
  })
  // The planner knows nothing of tables that were empty a moment ago, and the first page should not wait for autovacuum.
  if (outcome.seeded)
    await owner`analyze hours_entries, supervised_persons, grade_periods, pauses, sign_in_names, accounts, quiz_attempts, quiz_answers,
      occasions, occasion_rosters, occasion_places, attendance_marks, attendance_confirmations`
  return outcome
}

/**
 * Brings a demo county that was seeded earlier up to `now`: the rest of the months since. The people stay; `npm run
 * demo:reset` builds them anew. Nothing is added twice, and on the same county day nothing is looked for.
 */
export async function topUpDemoCounty(owner: Sql, { now, report }: SeedOptions): Promise<{ added: number }> {
  return owner.begin(async (tx) => {
    await waitForTurn(tx)
    const last = await lastImport(tx)
    if (!last || dayAt(last.until) >= dayAt(now)) return { added: 0 }
    report({ done: 0, total: 1, what: 'hours' })
    const world = demoWorld(last.seededAt)
    const lines = linesBetween(world, last.until, now, last.starts)
    const added = await writeLedger(tx, lines, OWN_VERSION_ID)
    await writeStudies(tx, drawnStudies(world.current, now))
    await writeQuestions(tx, world.current, now, [...last.starts, last.until])
    await writeQuizzes(tx, drawnQuizzes(world, last.until, now))
    await writeLectures(tx, now)
    await writeOccasions(tx, now)
    await writePastRegisters(tx)
    await writeFeedback(tx, now)
    await writeCounselling(tx, world.current, now)
    const months = [monthOf(dayAt(last.until)), monthOf(dayAt(now))] as const
    const people = new Set(lines.map(({ personId }) => personId)).size
    await recordImport(tx, { seededAt: last.seededAt, until: now, entries: added, people, months })
    report({ done: 1, total: 1, what: 'done' })
    return { added }
  })
}

async function writeEveryone(tx: TransactionSql, { seededAt, current, past }: DemoWorld): Promise<void> {
  const staff = demoStaff()
  await writeCounty(tx, seededAt)
  await writeAccounts(tx, seededAt, staff, current)
  await writeStaff(tx, seededAt, staff)
  await writePeople(tx, seededAt, [...current, ...past])
  await writeMinorGrant(tx, seededAt, current)
}

/** One seed or top-up at a time, across processes; let go with the transaction. */
async function waitForTurn(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(7113012)`
}

async function isSeeded(tx: TransactionSql): Promise<boolean> {
  const [found] = await tx`select 1 from counties where id = ${COUNTY.id}`
  return found !== undefined
}
