import { and, eq, isNull, sql } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { calendarFeed } from '../../../db/city/schema/rooms.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { holdRoom } from '../rooms/commands.server.ts'

/** `me`, or the number of a room. */
type Whose = 'me' | number

const own = ({ actor }: CityWork, of: Whose) =>
  and(
    of === 'me' ? eq(calendarFeed.actorId, actor.id) : eq(calendarFeed.roomId, of),
    isNull(calendarFeed.revokedAt),
  )

/** A new address for a calendar; the one before leads nowhere from now on. Of two at once the later one holds. */
export async function openFeed(
  city: CityWork,
  { of, tokenHash }: { of: Whose; tokenHash: string },
): Promise<Result<null, 'no-room'>> {
  const key = of === 'me' ? city.actor.id : `room ${of}`
  await city.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 7047))`)
  const room = await holdRoom(city, of === 'me' ? null : of)
  if (!room.ok) return fail('no-room')
  await city.db.update(calendarFeed).set({ revokedAt: city.now }).where(own(city, of))
  await city.db.insert(calendarFeed).values({
    actorId: of === 'me' ? city.actor.id : null,
    roomId: of === 'me' ? null : of,
    tokenHash,
    madeAt: city.now,
    madeBy: city.actor.id,
  })
  return ok(null)
}

/** The address leads nowhere any more. Twice is the same. */
export async function revokeFeed(city: CityWork, of: Whose): Promise<void> {
  await city.db.update(calendarFeed).set({ revokedAt: city.now }).where(own(city, of))
}
