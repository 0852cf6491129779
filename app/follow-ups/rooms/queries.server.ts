import { asc, isNull } from 'drizzle-orm'
import { room } from '../../../db/city/schema/rooms.ts'
import type { StaffDb } from '../../../db/handles.ts'

export interface Room {
  id: number
  name: string
}

/** Rooms that can be booked, by name. */
export const roomsOf = (db: StaffDb): Promise<Room[]> =>
  db.select({ id: room.id, name: room.name }).from(room).where(isNull(room.retiredAt)).orderBy(asc(room.name))
