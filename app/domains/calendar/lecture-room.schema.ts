import { z } from 'zod'

/** What a room can have; a topic may ask for it. */
export const ROOM_EQUIPMENT = ['projector', 'sound', 'induction-loop', 'step-free', 'movable-chairs'] as const

export const lectureRoomSchema = z.object({
  nameZh: z.string('name-missing').trim().min(1, 'name-missing').max(40, 'name-long'),
  nameEn: z.string('name-missing').trim().min(1, 'name-missing').max(60, 'name-long'),
  capacity: z.coerce
    .number('capacity-number')
    .int('capacity-number')
    .min(1, 'capacity-number')
    .max(500, 'capacity-number'),
  equipment: z.array(z.enum(ROOM_EQUIPMENT, 'equipment-unknown')),
  travelMinutes: z.coerce
    .number('travel-number')
    .int('travel-number')
    .min(0, 'travel-number')
    .max(180, 'travel-number'),
})
export type LectureRoomForm = z.infer<typeof lectureRoomSchema>
