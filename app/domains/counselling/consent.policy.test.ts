import { describe, expect, test } from 'vitest'
import { addDays, calendarDay } from '#app/shared/calendar-day.ts'
import { CONSENT_TEXTS, consentTextOn, type ConsentText } from './consent-text.policy.ts'
import { checkPaper, consentState, type ConsentWord } from './consent.policy.ts'
import { digestOf } from './consent-digest.server.ts'

const TODAY = calendarDay('2026-07-22')
const word = (
  party: ConsentWord['party'],
  round: number,
  act: ConsentWord['act'] = 'given',
  more: Partial<ConsentWord> = {},
): ConsentWord => ({ party, round, act, textVersion: 1, signedOn: calendarDay('2026-07-01'), ...more })
const adult = { minorsRegime: false, today: TODAY }
const minor = { minorsRegime: true, today: TODAY }

describe('whether a consent stands', () => {
  test.each<[string, ConsentWord[], typeof adult, boolean, readonly string[]]>([
    ['nothing said', [], adult, false, ['person']],
    ['given', [word('person', 1)], adult, true, []],
    ['given and withdrawn', [word('person', 1), word('person', 2, 'withdrawn')], adult, false, ['person']],
    [
      'withdrawn and given again, in any order of rows',
      [word('person', 3), word('person', 1), word('person', 2, 'withdrawn')],
      adult,
      true,
      [],
    ],
    ['a guardian alone', [word('guardian', 1)], adult, false, ['person']],
    [
      'an adult whose guardian withdrew',
      [word('person', 1), word('guardian', 1, 'withdrawn')],
      adult,
      true,
      [],
    ],
    ['a minor without a guardian', [word('person', 1)], minor, false, ['guardian']],
    ['a minor with one', [word('person', 1), word('guardian', 1)], minor, true, []],
    [
      'a minor whose guardian withdrew',
      [word('person', 1), word('guardian', 1), word('guardian', 2, 'withdrawn')],
      minor,
      false,
      ['guardian'],
    ],
    ['a guardian against the minor’s own no', [word('guardian', 1)], minor, false, ['person']],
  ])('%s', (_, words, who, stands, missing) => {
    const state = consentState(words, who)
    expect([state.stands, state.missing]).toEqual([stands, missing])
  })

  test('since the day on which the last of what is needed was signed', () => {
    const words = [word('person', 1), word('guardian', 1, 'given', { signedOn: calendarDay('2026-07-10') })]
    expect(consentState(words, minor).since).toBe('2026-07-10')
    expect(consentState(words, adult).since).toBe('2026-07-01')
  })

  test('a text that asks anew ends the yes to an earlier one, from its day on', () => {
    const next: ConsentText = {
      ...CONSENT_TEXTS[0]!,
      version: 2,
      from: calendarDay('2026-07-20'),
      asksAnew: true,
    }
    const texts = [...CONSENT_TEXTS, next]
    expect(consentState([word('person', 1)], adult, texts).missing).toEqual(['new-text'])
    expect(
      consentState([word('person', 1)], { ...adult, today: calendarDay('2026-07-19') }, texts).stands,
    ).toBe(true)
    expect(
      consentState([word('person', 1)], adult, [...CONSENT_TEXTS, { ...next, asksAnew: false }]).stands,
    ).toBe(true)
  })
})

test.each([
  ['today', TODAY, null],
  ['thirty days ago', addDays(TODAY, -30), null],
  ['longer ago', addDays(TODAY, -31), 'too-old'],
  ['tomorrow', addDays(TODAY, 1), 'in-the-future'],
])('a paper of %s', (_, day, refused) => {
  expect(checkPaper(day, TODAY)).toEqual(refused && { refused })
})

describe('the text', () => {
  test('a version that somebody may have seen is never changed: add another one', () => {
    expect(CONSENT_TEXTS.map((text) => [text.version, digestOf(text)])).toMatchInlineSnapshot(`
      [
        [
          1,
          "6100ad09b4126d54e35eeb95230abdcda3cfc6f39149eec6403581e889e4989c",
        ],
      ]
    `)
  })

  test('both languages say as much', () => {
    for (const { zh, en } of CONSENT_TEXTS)
      expect(zh.parts.map(({ lines }) => lines.length)).toEqual(en.parts.map(({ lines }) => lines.length))
  })

  test('English has straight quotation marks: a Chinese font sets the others wide', () => {
    expect(JSON.stringify(CONSENT_TEXTS.map(({ en }) => en))).not.toMatch(/[‘’“”]/)
  })

  test('the one of a day', () => {
    expect(consentTextOn(TODAY).version).toBe(1)
    expect(() => consentTextOn(calendarDay('2025-12-31'))).toThrow(RangeError)
  })
})
