/** What a scene has cost, from what the cities' rows say and what the vendor has in the post. */
import type { Fate, KnownMessage } from './vendor/wire.ts'

/** A message of a city with the talk it is about. Moments in milliseconds since the epoch. */
export interface Row {
  id: string
  appointmentId: string
  channel: 'email' | 'sms' | 'letter' | 'call' | 'visit'
  state: 'due' | 'frozen' | 'sent' | 'skipped' | 'failed' | 'unknown' | 'handed'
  reason: string | null
  delivery: string | null
  nextAt: number | null
  isClaimed: boolean
  /** A person has an open task about the message, or about its talk. */
  hasTask: boolean
  talkHasTask: boolean
  /** Lines in the client's stream that say it was sent. */
  sentLines: number
  startsAt: number
  isBooked: boolean
  /** When the talk was called off or moved. */
  endedAt: number | null
}

/** A city's hint and what it should be: its rows' next moment. */
export interface Hint {
  hint: number | null
  nextAt: number | null
}

export interface Evidence {
  rows: readonly Row[]
  posted: readonly KnownMessage[]
  hints: readonly Hint[]
  /** By the product's clock. */
  now: number
}

export interface Verdict {
  /** What was to be written by mail, and what became of it. */
  reminders: number
  sent: number
  skipped: number
  failed: number
  unknown: number
  /** Forgotten: due and not looked at, called sent without being in the post, given up without a reason or a person. */
  lost: number
  /** Messages that are in the post more than once. */
  doubled: number
  /** Put into the post when the talk had begun. */
  afterTheEvent: number
  /** Put into the post though the talk had been called off or moved a minute before. */
  pointless: number
  /** In the post, and the city neither says so nor asks a person. */
  untold: number
  /** Talks within a day of which nobody knows whether the client was reached, and no person has the task. */
  uncovered: number
  /** Of sent messages, those that do not stand exactly once in the client's stream. */
  wrongLines: number
  /** Closed or waiting, and still claimed. */
  claims: number
  /** Cities whose hint would let them oversleep, or has them opened over and over. */
  wrongHints: number
  /** Whose delivery is another than the most final of the reports. */
  misheard: number
}

const HOUR = 3_600_000
/** What was frozen before a talk was called off may be under way for as long as a vendor may take. */
const UNDER_WAY_MS = 60_000

const isOpen = ({ state }: Row): boolean => state === 'due' || state === 'frozen'
const isReached = ({ delivery }: Row): boolean => delivery === 'delivered' || delivery === 'complained'
const SAYS: Record<Fate, string> = { delivered: 'delivered', bounced: 'bounced', complained: 'complained' }

export function judge({ rows, posted, hints, now }: Evidence): Verdict {
  const post = new Map(posted.map((mail) => [mail.message, mail]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const mails = rows.filter(({ channel }) => channel === 'email')
  const count = (from: readonly Row[], isSo: (row: Row) => boolean): number => from.filter(isSo).length
  const inPost = ({ id }: Row): boolean => post.has(id)
  const isLost = (row: Row): boolean => {
    if (isOpen(row)) return (row.nextAt ?? 0) <= now
    if (row.state === 'sent') return row.channel === 'email' && !inPost(row)
    if (row.state === 'unknown') return row.reason !== 'past' && !row.hasTask
    return (row.state === 'skipped' || row.state === 'failed') && !row.reason
  }
  const sendings = posted.flatMap(({ message, accepted }) => {
    const row = byId.get(message)
    return row ? accepted.map(({ at }) => ({ at, row })) : []
  })
  const isTold = (row: Row | undefined): boolean =>
    row?.state === 'sent' || (row?.state === 'unknown' && (row.hasTask || row.reason === 'past'))
  return {
    reminders: mails.length,
    sent: count(mails, ({ state }) => state === 'sent'),
    skipped: count(mails, ({ state }) => state === 'skipped'),
    failed: count(mails, ({ state }) => state === 'failed'),
    unknown: count(mails, ({ state }) => state === 'unknown'),
    lost: count(rows, isLost),
    doubled: posted.filter(({ accepted }) => accepted.length > 1).length,
    afterTheEvent: sendings.filter(({ at, row }) => at >= row.startsAt).length,
    pointless: sendings.filter(({ at, row }) => row.endedAt !== null && at > row.endedAt + UNDER_WAY_MS)
      .length,
    untold: posted.filter(({ message }) => !isTold(byId.get(message))).length,
    uncovered: uncovered(rows, now),
    wrongLines: count(mails, (row) => row.sentLines !== (row.state === 'sent' ? 1 : 0)),
    claims: count(rows, (row) => row.isClaimed),
    wrongHints: hints.filter((city) => isWrong(city, now)).length,
    misheard: posted.filter(({ message, fate }) => fate && byId.get(message)?.delivery !== SAYS[fate]).length,
  }
}

/** A hint that is too early costs one look, one that is too late a message. */
const isWrong = ({ hint, nextAt }: Hint, now: number): boolean =>
  hint === null ? nextAt !== null : hint <= now || (nextAt !== null && hint > nextAt)

function uncovered(rows: readonly Row[], now: number): number {
  const talks = new Map<string, Row[]>()
  for (const row of rows) talks.set(row.appointmentId, [...(talks.get(row.appointmentId) ?? []), row])
  return [...talks.values()].filter((of) => {
    const [talk] = of
    if (!talk?.isBooked || talk.startsAt <= now || talk.startsAt > now + 24 * HOUR) return false
    return !of.some((row) => isReached(row) || row.hasTask || row.talkHasTask)
  }).length
}
