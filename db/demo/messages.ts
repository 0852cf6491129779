import { Temporal } from 'temporal-polyfill'
import { writeMail } from '../../app/messages/mail.server.ts'
import { remindersFor, type TalkKind } from '../../app/messages/rules.ts'
import type { Case } from './cases.ts'
import { type Day, instantAt } from './days.ts'
import type { TalkRow } from './follow-ups.ts'
import type { CityRows } from './rows.ts'

/** What reminding needs to know beside the case. */
export interface Post {
  /** ISO, in milliseconds: what lies before was sent, what lies after is due. */
  now: string
  /** Talks before this day were reminded of too, but that is not told. */
  since: Day
  systemId: string
  workerName: string
  /** Times of reminders by day of booking and day of the talk. */
  planned: Map<string, { kind: TalkKind; at: string }[]>
}

const isoOf = (instant: Temporal.Instant): string => new Date(instant.epochMilliseconds).toISOString()

function plannedFor({ planned }: Post, booked: Day, talk: Day): { kind: TalkKind; at: string }[] {
  const key = `${booked} ${talk}`
  const known = planned.get(key)
  if (known) return known
  const [startsAt, bookedAt] = [instantAt(talk, 9 * 60), instantAt(booked, 11 * 60 + 45)].map((at) =>
    Temporal.Instant.from(at),
  )
  if (!startsAt || !bookedAt) return []
  const made = remindersFor(startsAt, bookedAt).map(({ kind, at }) => ({ kind, at: isoOf(at) }))
  planned.set(key, made)
  return made
}

/** The reminders of the talks of a case: those of the past with what became of them, the others due. */
export function tellMessages(rows: CityRows, told: Case, talks: readonly TalkRow[], post: Post): void {
  for (const talk of talks) {
    if (talk.day < post.since) continue
    const invited = talk.again ? [{ kind: 'missed' as const, at: instantAt(talk.booked, 11 * 60 + 50) }] : []
    for (const planned of [...invited, ...plannedFor(post, talk.booked, talk.day)])
      tellMessage(rows, told, talk, planned, post)
  }
}

function tellMessage(
  rows: CityRows,
  told: Case,
  { row, calledOff }: TalkRow,
  { kind, at }: { kind: TalkKind; at: string },
  { now, systemId, workerName }: Post,
): void {
  const { random, person, clientId } = told
  const common = {
    id: random.uuid(),
    clientId,
    appointmentId: row.id ?? null,
    kind,
    channel: 'email' as const,
    language: person.language,
    createdAt: row.recordedAt,
  }
  if (at > now) {
    if (row.state === 'booked') rows.message.push({ ...common, state: 'due', nextAt: at })
    return
  }
  const skipped = { ...common, state: 'skipped', nextAt: null } as const
  if (calledOff !== undefined && at > calledOff) {
    rows.message.push({ ...skipped, reason: 'cancelled', closedAt: calledOff })
    return
  }
  if (person.email === null) {
    rows.message.push({ ...skipped, reason: 'no-address', closedAt: at })
    const over = row.startsAt < now
    rows.task.push({
      id: random.uuid(),
      clientId,
      reason: 'call',
      refId: common.id,
      dueOn: at.slice(0, 10),
      createdAt: at,
      doneAt: over ? row.startsAt : null,
      doneBy: over ? told.workerId : null,
    })
    return
  }
  const frozen = writeMail({
    kind,
    language: person.language,
    to: person.email,
    name: `${person.givenName} ${person.familyName}`,
    startsAt: Temporal.Instant.from(row.startsAt),
    place: row.place,
    worker: workerName,
    link: '',
  })
  const vendorId = `demo-${common.id.slice(0, 8)}`
  const delivered = { delivery: 'delivered', deliveryAt: at } as const
  const sent = { frozen, frozenAt: at, attempts: 1, vendorId, closedAt: at, ...delivered }
  rows.message.push({ ...common, state: 'sent', nextAt: null, ...sent })
  rows.timeline.push({
    clientId,
    occurredOn: at.slice(0, 10),
    recordedAt: at,
    recordedBy: systemId,
    kind: 'reminder-sent',
    refId: common.id,
    words: { message: kind },
  })
}
