import { expect, test } from 'vitest'
import { sortedRows } from './appointment-rows.tsx'
import { fieldOfRefusal, firstFields, noteOfFields, possibleAppointments } from './note-fields.ts'

const at = (time: string) => new Date(`2026-07-22T${time}:00+08:00`)
const NOW = at('10:00')
const during = (from: string, to: string) => ({ from: at(from), to: at(to) })

test('a note begins today, or at the time of the appointment that it was', () => {
  expect(firstFields(NOW, undefined)).toEqual({ day: '2026-07-22' })
  const of = { id: 'a', during: { from: new Date('2026-07-21T23:40:00+08:00'), to: at('00:30') } }
  expect(firstFields(NOW, { ...of, place: 'phone' })).toEqual({
    ...{ appointment: 'a', day: '2026-07-21', start: '23:40', end: '00:30', kind: 'remote' },
  })
  expect(firstFields(NOW, { ...of, place: 'in-person' })).not.toHaveProperty('kind')
})

test('a note can have been what has begun, was not settled otherwise, and has no other note', () => {
  const one = (id: string, from: string, outcome: string | null = null, noted = false) => ({
    ...{ id, during: during(from, '23:00'), outcome, noted },
  })
  const all = [
    ...[one('open', '09:00'), one('kept', '08:00', 'kept'), one('now', '10:00'), one('later', '10:01')],
    ...[
      one('noted', '07:00', 'kept', true),
      one('missed', '06:00', 'not-kept'),
      one('moved', '05:00', 'moved'),
    ],
  ]
  expect(possibleAppointments(all, NOW).map(({ id }) => id)).toEqual(['open', 'kept', 'now'])
})

test('what waits for a word comes before what is to come; what is past, the latest first', () => {
  const one = (from: string, to: string, outcome: string | null = null) => ({
    during: during(from, to),
    outcome,
  })
  const rows = [
    one('15:00', '16:00'),
    one('09:30', '10:30'),
    one('08:00', '09:00', 'kept'),
    one('11:00', '12:00'),
  ]
  const { toSettle, toCome, past } = sortedRows([...rows, one('07:00', '08:00', 'cancelled')], NOW)
  expect(toSettle).toEqual([rows[1]])
  expect(toCome).toEqual([rows[3], rows[0]])
  expect(past.map(({ outcome }) => outcome)).toEqual(['kept', 'cancelled'])
})

const WHOLE = {
  ...{ day: '2026-07-22', start: '23:50', end: '00:20', kind: 'alone', agreedLine: '按时来。' },
  ...{ brought: '睡不好', did: '', plan: '', risk: '' },
}
test('over midnight a note ends on the next day', () => {
  expect(noteOfFields(WHOLE)).toMatchObject({
    note: { during: { from: at('23:50'), to: new Date('2026-07-23T00:20:00+08:00') } },
  })
})
test('what is missing is named by its field', () => {
  expect(noteOfFields({ ...WHOLE, agreedLine: '两\n行' })).toEqual({
    problems: { agreedLine: 'line-missing' },
  })
  expect(noteOfFields({ ...WHOLE, brought: ' ' })).toEqual({ problems: { brought: 'note-empty' } })
})

test('a refusal stands under the field that can mend it', () => {
  expect(fieldOfRefusal('not-over-yet')).toBe('end')
  expect(fieldOfRefusal('already-signed')).toBe('appointment')
  expect(fieldOfRefusal('stale')).toBe('note')
})
