import type { Page } from '@playwright/test'
import { digestOf } from '#app/domains/counselling/consent-digest.server.ts'
import { consentTextOn } from '#app/domains/counselling/consent-text.policy.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { countyDatabase, personOf } from './county-database.ts'
import { expect } from './county.ts'

export const COUNSELLOR = 'counsellor-1:counsellor'
const CONSENTED = calendarDay('2026-07-20')

/** What a test takes somebody for who has never been counselled: one person each. */
const TAKEN_FOR = [
  ...(['counselled', 'counselled-without-scripts', 'two-tabs', 'two-tabs-without-scripts'] as const),
  ...(['withdrawn', 'withdrawn-without-scripts', 'handed-over'] as const),
] as const

/**
 * Sign-in name of an adult without a story whom no counsellor knew when the tests began. The last ones of the register:
 * the tests of lessons take the first ones. Nothing that a test does changes who it is.
 */
export async function quietTalker(
  project: { name: string },
  takenFor: (typeof TAKEN_FOR)[number],
): Promise<string> {
  const found = await countyDatabase()<{ name: string }[]>`
    select n.name from supervised_persons p join sign_in_names n on n.account_id = p.account_id
    where p.left_on is null and not p.minors_regime and p.phase = 'regular' and n.name ~ '^[0-9]{8}$'
      and not exists (select from counselling_consents c where c.person_id = p.id and c.at < '2026-07-22T17:00+08')
      and not exists (select from counselling_requests q where q.person_id = p.id and q.asked_at < '2026-07-22T17:00+08')
      and not exists (select from sign_in_names o where o.account_id = n.account_id and o.name !~ '^[0-9]+$')
    order by n.name desc limit ${2 * TAKEN_FOR.length}`
  const one = found[2 * TAKEN_FOR.indexOf(takenFor) + (project.name === 'phone' ? 0 : 1)]
  if (!one) throw new Error('everybody has been counselled')
  return one.name
}

async function addWord(personId: string, round: number, act: 'given' | 'withdrawn'): Promise<void> {
  const text = consentTextOn(CONSENTED)
  await countyDatabase()`
    insert into counselling_consents (id, county_id, person_id, party, round, act, text_version, text_digest, text_locale, manner,
      signed_on, recorded_by, recorded_as)
    select gen_random_uuid(), p.county_id, p.id, 'person', ${round}, ${act}, ${text.version}, ${digestOf(text)}, 'zh', 'screen',
      ${CONSENTED}, p.account_id, 'supervised-person' from supervised_persons p where p.id = ${personId}`
}

/** Somebody who has agreed and waits for a counsellor; how they ask is tried where their own pages are. */
export async function whoWaits(signInName: string): Promise<{ id: string; personId: string; name: string }> {
  const { id: personId, name } = await personOf(signInName)
  await addWord(personId, 1, 'given')
  const [made] = await countyDatabase()<{ id: string }[]>`
    insert into counselling_requests (id, county_id, person_id, way, wished, state, asked_by, asked_as)
    select gen_random_uuid(), p.county_id, p.id, 'person', 'anyone', 'waiting', p.account_id, 'supervised-person'
    from supervised_persons p where p.id = ${personId} returning id`
  return { id: made!.id, personId, name }
}

/** They take their consent back, at this very moment. */
export const withdraws = (personId: string) => addWord(personId, 2, 'withdrawn')

/** The counsellor takes who waits; answers the address of the case. */
export async function take(page: Page, { id, name }: { id: string; name: string }): Promise<string> {
  await page.goto('/counsellor/waiting')
  await expect(page.locator('main')).not.toContainText(name)
  await page
    .locator('form[action$="do=take"]')
    .filter({ has: page.locator(`input[value="${id}"]`) })
    .getByRole('button')
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  return new URL(page.url()).pathname
}

/** Begins a note and fills in when it was. */
export async function beginNote(page: Page, path: string): Promise<string> {
  await page.goto(path)
  await page.getByRole('button', { name: '写这一次的记录' }).click()
  await expect(page).toHaveURL(/\/notes\/[0-9a-f-]{36}$/)
  await page.getByLabel('日期').fill('2026-07-22')
  await page.getByLabel('开始').fill('08:00')
  await page.getByLabel('结束').fill('08:50')
  await page.getByLabel('单独谈').check()
  return new URL(page.url()).pathname
}
