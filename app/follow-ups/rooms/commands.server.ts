import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { calendarFeed, room } from '../../../db/city/schema/rooms.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import type { Room } from './queries.server.ts'

export type HeldRoom = Room

/** Holds a room until the act ends: nobody else books it meanwhile. Null: none is wanted. */
export async function holdRoom(
  { db }: CityWork,
  roomId: number | null,
): Promise<Result<HeldRoom | null, 'no-room'>> {
  if (roomId === null) return ok(null)
  const [found] = await db
    .select({ id: room.id, name: room.name })
    .from(room)
    .where(and(eq(room.id, roomId), isNull(room.retiredAt)))
    .for('update')
  return found ? ok(found) : fail('no-room')
}

/** A room of that name, in any case: there is one already, or there is one now. */
export async function addRoom(
  { db, now, actor }: CityWork,
  { name }: { name: string },
): Promise<Result<null, 'name-taken'>> {
  const made = await db
    .insert(room)
    .values({ name, addedAt: now, addedBy: actor.id })
    .onConflictDoNothing()
    .returning({ id: room.id })
  return made.length > 0 ? ok(null) : fail('name-taken')
}

/** It is not booked any more, and its calendar ends; what was booked stays. Twice is the same. */
export async function retireRoom({ db, now }: CityWork, roomId: number): Promise<Result<null, 'no-room'>> {
  const known = await db
    .update(room)
    .set({ retiredAt: sql`coalesce(${room.retiredAt}, ${now.toString()}::timestamptz)` })
    .where(eq(room.id, roomId))
    .returning({ id: room.id })
  if (known.length === 0) return fail('no-room')
  await db
    .update(calendarFeed)
    .set({ revokedAt: now })
    .where(and(eq(calendarFeed.roomId, roomId), isNull(calendarFeed.revokedAt)))
  return ok(null)
}
