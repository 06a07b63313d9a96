import { and, asc, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { lectureRooms } from '#db/schema/calendar.ts'
import type { LectureRoomForm } from './lecture-room.schema.ts'

const columns = {
  id: lectureRooms.id,
  officeId: lectureRooms.officeId,
  nameZh: lectureRooms.nameZh,
  nameEn: lectureRooms.nameEn,
  capacity: lectureRooms.capacity,
  equipment: lectureRooms.equipment,
  travelMinutes: lectureRooms.travelMinutes,
  retiredOn: lectureRooms.retiredOn,
}

/** The county's rooms, an office's together; those that are retired too. In the running transaction. */
export async function lectureRoomsOf(tx: Tx, countyId: string) {
  return tx
    .select(columns)
    .from(lectureRooms)
    .where(eq(lectureRooms.countyId, countyId))
    .orderBy(asc(lectureRooms.officeId), asc(lectureRooms.id))
}

/** Adds a room of the actor's own office. */
export async function addLectureRoom(
  actor: Actor,
  room: LectureRoomForm,
): Promise<Outcome<{ roomId: string }, 'no-office'>> {
  const { officeId } = actor
  if (!officeId) return { refused: 'no-office' }
  const scope = scopeOf(actor)
  const roomId = uuidv7()
  return inActorTransaction(scope, async (tx) => {
    await tx.insert(lectureRooms).values({ id: roomId, countyId: actor.countyId, officeId, ...room })
    const subject = { kind: 'lecture-room' as const, id: roomId }
    await recordAudit(tx, scope, 'calendar.room-added', subject, { capacity: room.capacity })
    return { roomId }
  })
}

/**
 * Changes a room, or says from which day on it cannot be taken. What is already booked there stays: it keeps the seats
 * and the travel it was booked with.
 */
export async function changeLectureRoom(
  actor: Actor,
  roomId: string,
  room: LectureRoomForm & { retiredOn: CalendarDay | null },
): Promise<Outcome<{ roomId: string }, 'not-found'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const changed = await tx
      .update(lectureRooms)
      .set(room)
      .where(
        and(
          ...[eq(lectureRooms.countyId, actor.countyId), eq(lectureRooms.id, roomId)],
          actor.role === 'bureau' ? undefined : eq(lectureRooms.officeId, actor.officeId!),
        ),
      )
      .returning({ id: lectureRooms.id })
    if (changed.length === 0) return { refused: 'not-found' as const }
    const subject = { kind: 'lecture-room' as const, id: roomId }
    await recordAudit(tx, scope, 'calendar.room-changed', subject, { capacity: room.capacity })
    return { roomId }
  })
}
