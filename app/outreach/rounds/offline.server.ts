/** The round on a phone without network: what it takes along, and what it brings back. */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import type { Result } from '../../kit/result.ts'
import { takeVisit } from '../commands.server.ts'
import { type OfflineVisit, readOfflineVisit, type VisitOutcome } from '../input.ts'
import { doorsOfRound } from '../queries.server.ts'
import { roundHead } from './queries.server.ts'
import { OFFLINE_HOURS, type OfflineRefusal, refusalOfTime } from './rules.ts'

export interface OfflineRound {
  round: { id: string; name: string; until: string }
  /** The account that took it along: nobody else brings its visits back. */
  takenBy: string
  /** ISO instants. */
  takenAt: string
  expiresAt: string
  houses: {
    dwellingId: string
    street: string
    houseNumber: string
    town: string
    people: { personId: string; name: string; marks: { on: string; outcome: VisitOutcome }[] }[]
  }[]
}

/** Names and doors still to be visited, nothing else. Undefined when there is no such round. */
export async function offlineRound(
  { db, now, actor }: CityWork,
  roundId: string,
): Promise<OfflineRound | undefined> {
  const head = await roundHead(db, roundId)
  if (!head) return undefined
  const doors = await doorsOfRound(db, roundId)
  return {
    round: { id: head.id, name: head.name, until: head.untilOn },
    takenBy: actor.id,
    takenAt: now.toString(),
    expiresAt: now.add({ hours: OFFLINE_HOURS }).toString(),
    houses: doors.flatMap(({ dwellingId, street, houseNumber, town, people }) => {
      const open = people.filter(({ state }) => state === 'open')
      if (open.length === 0) return []
      return [
        {
          dwellingId,
          street,
          houseNumber,
          town,
          people: open.map(({ personId, familyName, givenName, visits }) => ({
            personId,
            name: givenName ? `${familyName}, ${givenName}` : familyName,
            marks: visits.map(({ on, outcome }) => ({ on, outcome })),
          })),
        },
      ]
    }),
  }
}

export type TakenVisit =
  | { id: string; taken: 'now' | 'before' }
  | { id: string; taken: 'refused'; reason: OfflineRefusal | 'no-programme' | 'call-back-past' }

const idOf = (sent: unknown): string =>
  typeof sent === 'object' && sent !== null && 'id' in sent && typeof sent.id === 'string' ? sent.id : ''

/**
 * Takes what a phone brings back, each visit once by its id; one that is refused takes no other with it. Undefined when
 * there is no such round. Two phones at once meet person by person, in one order, and wait for each other.
 */
export async function takeOffline(
  city: CityWork,
  roundId: string,
  sent: readonly unknown[],
): Promise<TakenVisit[] | undefined> {
  const head = await roundHead(city.db, roundId)
  if (!head) return undefined
  const closedAt = head.closedAt ? Temporal.Instant.from(head.closedAt) : null
  const members = await membersOf(city, roundId)
  const read = sent.map((one) => ({ id: idOf(one), visit: readOfflineVisit(one) }))
  const answers = new Map<number, TakenVisit>()
  const order = [...read.entries()].sort(
    ([, a], [, b]) => compare(a.visit?.personId, b.visit?.personId) || compare(a.id, b.id),
  )
  for (const [place, { id, visit }] of order) {
    const refused = refusalOf(visit, members, { now: city.now, closedAt })
    const answer: TakenVisit =
      refused || !visit
        ? { id, taken: 'refused', reason: refused ?? 'invalid' }
        : answerOf(id, await takeVisit(city, knockOf(city, visit, roundId)))
    answers.set(place, answer)
  }
  return read.map(({ id }, place) => answers.get(place) ?? { id, taken: 'refused', reason: 'invalid' })
}

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0)

async function membersOf({ db }: CityWork, roundId: string): Promise<ReadonlySet<string>> {
  const rows = await db.execute<{ personId: string }>(sql`
    select person_id as "personId" from round_person walked where round_id = ${roundId}::uuid
      and not exists (select from restricted_person hidden where hidden.person_id = walked.person_id)`)
  return new Set(rows.map(({ personId }) => personId))
}

function refusalOf(
  visit: OfflineVisit | undefined,
  members: ReadonlySet<string>,
  when: { now: Temporal.Instant; closedAt: Temporal.Instant | null },
): OfflineRefusal | undefined {
  if (!visit || (visit.outcome === 'call-back') !== Boolean(visit.callBackAt)) return 'invalid'
  if (!members.has(visit.personId)) return 'not-in-round'
  return refusalOfTime(Temporal.Instant.from(visit.occurredAt), when)
}

function knockOf(
  { now }: CityWork,
  { id, personId, outcome, occurredAt, callBackAt, language, note }: OfflineVisit,
  roundId: string,
): Parameters<typeof takeVisit>[1] {
  const at = Temporal.Instant.from(occurredAt)
  const then = Temporal.Instant.compare(at, now) > 0 ? now : at
  return {
    id,
    personId,
    roundId,
    outcome,
    occurredOn: then.toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString(),
    callBackAt: callBackAt ? Temporal.Instant.from(callBackAt) : undefined,
    language: language ?? undefined,
    note: note ?? undefined,
  }
}

function answerOf(
  id: string,
  taken: Result<
    { known: boolean },
    'no-programme' | 'unknown-person' | 'in-future' | 'call-back-past' | 'other-visit'
  >,
): TakenVisit {
  if (taken.ok) return { id, taken: taken.value.known ? 'before' : 'now' }
  return { id, taken: 'refused', reason: taken.error === 'unknown-person' ? 'not-in-round' : taken.error }
}
