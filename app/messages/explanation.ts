import type { Note } from './note.ts'
import type { Messages } from './zh.ts'

export function explainNote(messages: Messages, note: Note): string {
  // Each code's sentence takes that code's facts; TypeScript cannot see the pairing through the index.
  const sentence = messages.hours.why[note.code] as (facts: Note) => string
  return sentence(note)
}
