import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { actor } from '../../../../db/city/schema/actor.ts'
import { groupTalk } from '../../../../db/city/schema/diary.ts'
import type { StaffDb } from '../../../../db/handles.ts'
import { seatsTaken } from './seats.ts'

/** Which groups a page lists; so its address says it: `?show=past`. */
export const GROUPS_SHOWN = ['ahead', 'past'] as const
export type GroupsShown = (typeof GROUPS_SHOWN)[number]

export interface GroupLine {
  id: string
  title: string
  /** ISO instant. */
  startsAt: string
  minutes: number
  place: string
  responsible: string
  capacity: number
  taken: number
  /** Of those whose outcome nobody has written. */
  open: number
  calledOff: boolean
}

export interface GroupList {
  lines: GroupLine[]
  /** Id of the last line when there are more. */
  next: string | null
}

const PAGE = 25

const open = sql<number>`(
  select count(*)::int from appointment seat
  where seat.group_id = group_talk.id and seat.voided_at is null and seat.state = 'booked')`

/** A page of the city's groups: those that are not over yet, the next one first, or those that are, the last one first. */
export async function listGroups(
  db: StaffDb,
  { now, shown, after }: { now: Temporal.Instant; shown: GroupsShown; after: string | null },
): Promise<GroupList> {
  const past = shown === 'past'
  const end = sql`${groupTalk.startsAt} + make_interval(mins => ${groupTalk.minutes})`
  const compare = (sign: SQL): SQL | undefined =>
    after === null
      ? undefined
      : sql`(${groupTalk.startsAt}, ${groupTalk.id}) ${sign} (
          select last.starts_at, last.id from group_talk last where last.id = ${after}::uuid)`
  const which = past
    ? and(lte(groupTalk.startsAt, now), sql`${end} <= ${now.toString()}::timestamptz`, compare(sql`<`))
    : // What began eight hours ago is over: so the index says where to begin.
      and(
        gt(groupTalk.startsAt, now.subtract({ hours: 8 })),
        sql`${end} > ${now.toString()}::timestamptz`,
        compare(sql`>`),
      )
  const order = past
    ? [desc(groupTalk.startsAt), desc(groupTalk.id)]
    : [asc(groupTalk.startsAt), asc(groupTalk.id)]
  const rows = await db
    .select({ group: groupTalk, responsible: actor.name, taken: seatsTaken, open })
    .from(groupTalk)
    .innerJoin(actor, eq(actor.id, groupTalk.responsibleId))
    .where(which)
    .orderBy(...order)
    .limit(PAGE + 1)
  const lines = rows.slice(0, PAGE).map(({ group, ...of }) => ({
    ...{ id: group.id, title: group.title, startsAt: group.startsAt.toString(), minutes: group.minutes },
    ...{ place: group.place, capacity: group.capacity, calledOff: group.calledOffAt !== null },
    ...of,
  }))
  return { lines, next: rows.length > PAGE ? (lines.at(-1)?.id ?? null) : null }
}
