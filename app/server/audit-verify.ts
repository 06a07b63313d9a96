import fs from 'node:fs'
import { now } from '#app/clock.server.ts'
import { anchorFileSchema, type Anchor } from '#app/domains/audit/anchor.schema.ts'
import { sentenceOf, tailIsOld, VERDICTS, verdictOf } from '#app/domains/audit/verdict.policy.ts'
import { countiesOf } from '#db/audit-seals.server.ts'
import { NewcomerError } from '#db/newcomer-error.ts'
import { explain } from './newcomer-errors.server.ts'
import { workOnLog } from './owner-work.server.ts'
import { examineLog, type Examination } from './verify-log.server.ts'

const USAGE = 'npm run audit:verify [-- --anchor <file of npm run audit:anchor, or of the page>]'

function anchorsFrom(args: readonly string[]): Anchor[] {
  if (args.length === 0) return []
  const file = args[1]
  if (args[0] !== '--anchor' || !file || args.length > 2) throw new NewcomerError(USAGE)
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw new NewcomerError(`The anchor ${file} cannot be read. Check the path.`, { cause: error })
  }
  try {
    return anchorFileSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new NewcomerError(
      `${file} is no anchor of this program: it should hold what npm run audit:anchor wrote, whole.`,
      { cause: error },
    )
  }
}

function tell(log: Examination): void {
  const { county, tail } = log
  const sealed = `${log.rows} rows in ${log.seals} batches${log.sealedUpTo ? `, sealed up to ${log.sealedUpTo}` : ''}`
  if (log.verdict === 'intact') console.log(`${county.code}: Intact: ${sealed}.`)
  for (const finding of log.findings) console.log(`${county.code}: ${sentenceOf(finding)}`)
  if (log.more > 0) console.log(`${county.code}: … and ${log.more} more.`)
  console.log(
    tail.rows === 0
      ? `${county.code}: No row waits for its seal.`
      : `${county.code}: ${tail.rows} rows since ${tail.since} are not sealed yet; whether they were changed cannot be said.`,
  )
  if (tailIsOld(tail.since, now()))
    console.log(
      `${county.code}: Warning: rows wait for more than an hour. Check that the app runs with JOBS=on, and that no transaction stays open.`,
    )
}

/** `npm run audit:verify`: reads the whole log against its seals. Ends with the verdict's own code. */
async function run(): Promise<void> {
  const anchors = anchorsFrom(process.argv.slice(2))
  const logs = await workOnLog(async (owner) => {
    const found: Examination[] = []
    const counties = await countiesOf(owner)
    for (const county of counties) {
      const own = anchors.find(
        ({ countyCode, countyId }) => countyCode === county.code || countyId === county.id,
      )
      found.push(await examineLog(owner, county, own))
    }
    return found
  })
  for (const log of logs) tell(log)
  const strangers = anchors.filter(
    (anchor) =>
      !logs.some(({ county }) => county.id === anchor.countyId || county.code === anchor.countyCode),
  )
  for (const { countyCode } of strangers)
    console.log(`${countyCode}: ${sentenceOf({ verdict: 'foreign-anchor', what: 'county' })}`)
  const verdict = verdictOf([
    ...logs.flatMap(({ findings }) => findings),
    ...strangers.map(() => ({ verdict: 'foreign-anchor', what: 'county' }) as const),
  ])
  process.exitCode = VERDICTS[verdict]
}

run().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
