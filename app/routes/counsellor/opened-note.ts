import type { NotePart } from '#app/domains/counselling/reading.server.ts'
import type { Unreadable } from '#app/domains/counselling/sealed-records.server.ts'
import type { NoteBody } from '#app/domains/counselling/note.schema.ts'

/** A part of a note as the page that was asked for it writes it out. */
export type OpenedPart = { position: number; writtenAt: Date } & (
  { note: NoteBody } | { amendment: string } | { refused: Unreadable }
)

/** The one place where what a reading opened is taken out, for the answer to the form that asked. */
export function openedParts(parts: readonly NotePart[]): OpenedPart[] {
  return parts.map(({ position, writtenAt, ...part }) => {
    const common = { position, writtenAt }
    if ('refused' in part) return { ...common, refused: part.refused }
    if ('note' in part) return { ...common, note: part.note.reveal() }
    return { ...common, amendment: part.amendment.reveal() }
  })
}
