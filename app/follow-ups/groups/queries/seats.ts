import { sql } from 'drizzle-orm'

/** Of a row of `group_talk`: how many have a seat, whether or not it is known by now that they came. */
export const seatsTaken = sql<number>`(
  select count(*)::int from appointment seat
  where seat.group_id = group_talk.id and seat.voided_at is null and seat.state <> 'cancelled')`
