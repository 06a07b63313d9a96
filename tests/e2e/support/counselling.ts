import type { Page } from '@playwright/test'
import { digestOf } from '#app/domains/counselling/consent-digest.server.ts'
import { consentTextOn } from '#app/domains/counselling/consent-text.policy.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { countyDatabase, personOf } from './county-database.ts'
import { expect } from './county.ts'

export const COUNSELLOR = 'counsellor-1:counsellor'
const CONSENTED = calendarDay('2026-07-20')

async function addWord(personId: string, round: number, act: 'given' | 'withdrawn'): Promise<void> {
  const text = consentTextOn(CONSENTED)
  await countyDatabase()`
    insert into counselling_consents (id, county_id, person_id, party, round, act, text_version, text_digest, text_locale, manner,
      signed_on, recorded_by, recorded_as)
    select gen_random_uuid(), p.county_id, p.id, 'person', ${round}, ${act}, ${text.version}, ${digestOf(text)}, 'zh', 'screen',
      ${CONSENTED}, p.account_id, 'supervised-person' from supervised_persons p where p.id = ${personId}`
}

/** Somebody who has agreed and waits for a counsellor. */
export async function whoWaits(signInName: string): Promise<{ id: string; personId: string; name: string }> {
  const { id: personId, name } = await personOf(signInName)
  await addWord(personId, 1, 'given')
  const [made] = await countyDatabase()<{ id: string }[]>`
    insert into counselling_requests (id, county_id, person_id, way, wished, state, asked_by, asked_as)
    select gen_random_uuid(), p.county_id, p.id, 'person', 'anyone', 'waiting', p.account_id, 'supervised-person'
    from supervised_persons p where p.id = ${personId} returning id`
  return { id: made!.id, personId, name }
}

/** The person asks in their own words and agrees, on their own pages. */
export async function asks(page: Page, signInName: string, words: string) {
  await page.goto('/my/counselling')
  await page.getByRole('link', { name: '我想谈谈' }).click()
  await page.getByLabel('想先说一句（可以不写）').fill(words)
  await page.getByRole('button', { name: '跟老师说我想谈谈' }).click()
  await page.getByRole('link', { name: '看看同意书' }).click()
  await page.getByRole('button', { name: '我同意' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('说好了，在等一位老师')
  const { id: personId, name } = await personOf(signInName)
  const [made] = await countyDatabase()<{ id: string }[]>`
    select id from counselling_requests where person_id = ${personId} and state = 'waiting'`
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
