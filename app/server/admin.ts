import { createInterface } from 'node:readline/promises'
import { v7 as uuidv7 } from 'uuid'
import { clockOffsetMs, now } from '#app/clock.server.ts'
import { hashPassword } from '#app/domains/identity/password.server.ts'
import { normaliseSignInName } from '#app/domains/identity/sign-in-name.policy.ts'
import { PASSWORD_MIN } from '#app/domains/identity/sign-in.schema.ts'
import { env } from '#app/env.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { makeDataDir } from '#db/embedded-place.server.ts'
import { startEmbedded } from '#db/embedded.server.ts'
import { NewcomerError } from '#db/newcomer-error.ts'
import { connectOwner, migrateDatabase, prepareExternalDatabase } from '#db/prepare.server.ts'
import { explain } from './newcomer-errors.server.ts'

const USAGE = `npm run admin -- create --name <sign-in name> --person "<name>" --county-code <code> --county "<name>" [--county-en "<name>"] [contacts]
  Makes a county (unless its code exists) and a bureau account in it. Asks for the password, or reads it from the first line
  of standard input when that is not a terminal.

npm run admin -- contacts --county-code <code> [contacts]
  Changes whom the people of a county can turn to, as their pages name it.

contacts: [--procuratorate "<name>"] [--procuratorate-en "<name>"] [--procuratorate-phone <number>]`

type Contacts = { procuratorate?: string; procuratorateEn?: string; phone?: string }
type Wanted = {
  name: string
  person: string
  countyCode: string
  county: string
  countyEn: string
  contacts: Contacts
}
type NewContacts = { countyCode: string; contacts: Contacts }

const valueIn = (args: string[], flag: string) => {
  const at = args.indexOf(`--${flag}`)
  return at === -1 ? undefined : args[at + 1]?.trim()
}

/** What was said about the procuratorate, or a sentence that says what is wrong with it. */
function contactsFrom(args: string[]): Contacts | string {
  const procuratorate = valueIn(args, 'procuratorate')
  const procuratorateEn = valueIn(args, 'procuratorate-en')
  const phone = valueIn(args, 'procuratorate-phone')
  if (phone !== undefined && !/^\+?[0-9][0-9 -]{2,24}$/.test(phone))
    return 'A telephone number has 3 to 25 digits, with spaces or hyphens between them.'
  if (
    [procuratorate, procuratorateEn].some((name) => name !== undefined && (name === '' || name.length > 80))
  )
    return 'The name of a procuratorate has 1 to 80 characters.'
  return {
    ...(procuratorate === undefined ? {} : { procuratorate }),
    ...(procuratorateEn === undefined ? {} : { procuratorateEn }),
    ...(phone === undefined ? {} : { phone }),
  }
}

function newContactsFrom(args: string[]): NewContacts | string {
  const contacts = contactsFrom(args)
  if (typeof contacts === 'string') return contacts
  const countyCode = valueIn(args, 'county-code')
  return countyCode && Object.keys(contacts).length > 0 ? { countyCode, contacts } : USAGE
}

function wantedFrom(args: string[]): Wanted | string {
  const contacts = contactsFrom(args)
  if (typeof contacts === 'string') return contacts
  const value = (flag: string) => valueIn(args, flag)
  const name = normaliseSignInName(value('name') ?? '')
  const person = value('person')
  const countyCode = value('county-code')
  const county = value('county')
  if (!name || !person || !countyCode || !county) return USAGE
  if (!/^[a-z][a-z0-9-]{2,39}$/.test(name))
    return 'A sign-in name has 3 to 40 letters a–z, digits or hyphens, and begins with a letter.'
  if (!/^[a-z0-9-]{2,20}$/.test(countyCode))
    return 'A county code has 2 to 20 letters a–z, digits or hyphens.'
  return { name, person, countyCode, county, countyEn: value('county-en') ?? county, contacts }
}

async function askPassword(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  try {
    if (process.stdin.isTTY) process.stderr.write(`Password (at least ${PASSWORD_MIN} characters): `)
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
  }
}

async function create(wanted: Wanted, password: string, socketDir: string | undefined): Promise<string> {
  const owner = connectOwner(socketDir)
  const today = dayAt(now())
  const { contacts } = wanted
  try {
    const passwordHash = await hashPassword(password)
    return await owner.begin(async (tx) => {
      // The rows carry the product's time, as everything else does.
      await tx`select set_config('app.clock_offset_ms', ${String(clockOffsetMs())}, true)`
      const [taken] = await tx`select 1 from sign_in_names where name = ${wanted.name}`
      if (taken) throw new NewcomerError(`The sign-in name ${wanted.name} is taken. Choose another.`)
      const [known] = await tx<{ id: string }[]>`select id from counties where code = ${wanted.countyCode}`
      const countyId = known?.id ?? uuidv7()
      if (!known) {
        await tx`insert into counties (id, code, name_zh, name_en, procuratorate_zh, procuratorate_en, procuratorate_phone)
          values (${countyId}, ${wanted.countyCode}, ${wanted.county}, ${wanted.countyEn}, ${contacts.procuratorate ?? `${wanted.county}人民检察院`},
            ${contacts.procuratorateEn ?? `${wanted.countyEn} People's Procuratorate`}, ${contacts.phone ?? env.procuratorateHotline})`
      }
      const accountId = uuidv7()
      const staffId = uuidv7()
      await tx`insert into accounts (id, password_hash) values (${accountId}, ${passwordHash})`
      await tx`insert into sign_in_names (id, name, kind, account_id) values (${uuidv7()}, ${wanted.name}, 'chosen', ${accountId})`
      await tx`insert into staff (id, account_id, name) values (${staffId}, ${accountId}, ${wanted.person})`
      await tx`insert into staff_appointments (id, county_id, staff_id, role, valid_from) values (${uuidv7()}, ${countyId}, ${staffId}, 'bureau', ${today})`
      await tx`insert into audit_events (id, county_id, actor_account_id, actor_role, act, subject_kind, subject_id, detail)
        values (${uuidv7()}, ${countyId}, null, 'system:admin', 'identity.account-created', 'account', ${accountId}, ${tx.json({ role: 'bureau' })})`
      return `Bureau account ${wanted.name} made in ${wanted.county}. It signs in at /sign-in.`
    })
  } finally {
    await owner.end()
  }
}

async function changeContacts(
  { countyCode, contacts }: NewContacts,
  socketDir: string | undefined,
): Promise<string> {
  const owner = connectOwner(socketDir)
  try {
    return await owner.begin(async (tx) => {
      await tx`select set_config('app.clock_offset_ms', ${String(clockOffsetMs())}, true)`
      const [county] = await tx<{ id: string; name: string; phone: string }[]>`
        update counties set procuratorate_zh = coalesce(${contacts.procuratorate ?? null}, procuratorate_zh),
          procuratorate_en = coalesce(${contacts.procuratorateEn ?? null}, procuratorate_en),
          procuratorate_phone = coalesce(${contacts.phone ?? null}, procuratorate_phone)
        where code = ${countyCode} returning id, procuratorate_zh as name, procuratorate_phone as phone`
      if (!county) throw new NewcomerError(`There is no county with the code ${countyCode}.`)
      await tx`insert into audit_events (id, county_id, actor_account_id, actor_role, act, subject_kind, subject_id, detail)
        values (${uuidv7()}, ${county.id}, null, 'system:admin', 'supervision.contacts-changed', 'county', ${county.id},
          ${tx.json({ changed: Object.keys(contacts) })})`
      return `The pages of ${countyCode} now name ${county.name}, ${county.phone}.`
    })
  } finally {
    await owner.end()
  }
}

/** What the command line asks for, to be done on a database that is there; or the sentence that says why not. */
async function askedFor(args: string[]): Promise<(socketDir: string | undefined) => Promise<string>> {
  if (args[0] === 'contacts') {
    const wanted = newContactsFrom(args)
    if (typeof wanted === 'string') throw new NewcomerError(wanted)
    return (socketDir) => changeContacts(wanted, socketDir)
  }
  const wanted = args[0] === 'create' ? wantedFrom(args) : USAGE
  if (typeof wanted === 'string') throw new NewcomerError(wanted)
  const password = await askPassword()
  if ([...password].length < PASSWORD_MIN)
    throw new NewcomerError(`The password needs at least ${PASSWORD_MIN} characters.`)
  return (socketDir) => create(wanted, password, socketDir)
}

async function run(): Promise<void> {
  const work = await askedFor(process.argv.slice(2))
  if (env.databaseUrl) {
    await prepareExternalDatabase()
    console.log(await work(undefined))
    return
  }
  const database = await startEmbedded({ dataDir: makeDataDir(env.dataDir) })
  try {
    await migrateDatabase({ superuserSocketDir: database.socketDir, database: env.databaseName })
    console.log(await work(database.socketDir))
  } finally {
    if (!database.adopted) await database.stop()
  }
}

run().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
