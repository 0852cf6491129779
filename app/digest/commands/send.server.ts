/** One mail a person, day and kind: planned as a row, fixed once, claimed by one worker, and closed with what became of it. */
import { and, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { digest } from '../../../db/city/schema/digests.ts'
import type { Mail, SendOutcome } from '../../../infra/mail.ts'
import type { DigestReader } from '../../access/queries/digest-readers.server.ts'
import { openDaysOf } from '../../follow-ups/queries/days-off.server.ts'
import { retryAt } from '../../messages/rules.ts'
import { composeDigest, type DigestPlace } from '../compose.server.ts'
import { isMorning, isStillOf, kindsOn } from '../rules.ts'

const KEPT_DAYS = 30
/** How long a worker has a mail to itself; much longer than the vendor may take to answer. */
const CLAIM_SECONDS = 120

type Work = Pick<CityWork, 'db' | 'now' | 'today'>

/** Lays a row for everybody who wants the mail, on mornings on which the office is open; what is there already stays. Old rows go. */
export async function planDigests({ db, now, today }: Work, readers: readonly DigestReader[]): Promise<void> {
  const week = { from: today.subtract({ days: today.dayOfWeek - 1 }), to: today }
  const kinds = isMorning(now) ? kindsOn(today, await openDaysOf(db, week)) : []
  const day = today.toString()
  const rows = readers.flatMap(({ accountId, isLead }) =>
    kinds.filter((kind) => kind === 'daily' || isLead).map((kind) => ({ accountId, day, kind, nextAt: now })),
  )
  if (rows.length > 0) await db.insert(digest).values(rows).onConflictDoNothing()
  await db.delete(digest).where(lt(digest.day, today.subtract({ days: KEPT_DAYS }).toString()))
}

/** Ids of mails to look at now, those of earlier mornings too: they are closed. */
export async function dueDigests({ db, now }: Work): Promise<string[]> {
  const due = await db
    .select({ id: digest.id })
    .from(digest)
    .where(lte(digest.nextAt, now))
    .orderBy(digest.id)
  return due.map(({ id }) => id)
}

export type FrozenDigest =
  | { next: 'send'; key: string; mail: Mail; until: Temporal.Instant }
  /** Somebody else has it, it is closed, or it has just been closed here. */
  | { next: 'nothing' }

/** Claims one, looks whether it still makes sense, and fixes its text. `reader`: undefined when it is no longer wanted. */
export async function freezeDigest(
  city: CityWork,
  digestId: string,
  readers: readonly DigestReader[],
  place: DigestPlace,
): Promise<FrozenDigest> {
  const { db, now } = city
  const until = now.add({ seconds: CLAIM_SECONDS })
  const [claimed] = await db
    .update(digest)
    .set({ claimedUntil: until, nextAt: until, attempts: sql`${digest.attempts} + 1` })
    .where(
      and(
        eq(digest.id, digestId),
        inArray(digest.state, ['due', 'frozen']),
        lte(digest.nextAt, now),
        or(isNull(digest.claimedUntil), lte(digest.claimedUntil, now)),
      ),
    )
    .returning()
  if (!claimed) return { next: 'nothing' }
  // Of a try that broke off nobody can say whether the vendor heard it; `busy` is the vendor's own no.
  const neverSent = claimed.state === 'due' || claimed.reason === 'busy'
  const stop = async (reason: string): Promise<FrozenDigest> => {
    await end(city, digestId, neverSent ? { state: 'skipped', reason } : { state: 'unknown', reason })
    return { next: 'nothing' }
  }
  if (!isStillOf(Temporal.PlainDate.from(claimed.day), now)) return stop('late')
  const reader = readers.find(({ accountId }) => accountId === claimed.accountId)
  if (!reader || (claimed.kind === 'weekly' && !reader.isLead)) return stop('not-wanted')
  const mail = claimed.frozen ?? (await composeDigest(city, claimed.kind, reader, place))
  if (!mail) return stop('nothing')
  await db.update(digest).set({ state: 'frozen', frozen: mail, reason: null }).where(eq(digest.id, digestId))
  return { next: 'send', key: `partizipation-digest-${digestId}`, mail, until }
}

type End = { state: 'sent'; vendorId: string } | { state: 'skipped' | 'unknown' | 'failed'; reason: string }

async function end({ db, now }: Pick<CityWork, 'db' | 'now'>, digestId: string, ending: End): Promise<void> {
  await db
    .update(digest)
    .set({ nextAt: null, claimedUntil: null, closedAt: now, frozen: null, ...ending })
    .where(eq(digest.id, digestId))
}

/** Writes down what became of a call; without an answer it waits with the same text and key. `random` in [0, 1). */
export async function closeDigest(
  city: CityWork,
  digestId: string,
  outcome: SendOutcome,
  random: number,
): Promise<void> {
  const { db, now } = city
  const [row] = await db
    .select({ attempts: digest.attempts })
    .from(digest)
    .where(and(eq(digest.id, digestId), eq(digest.state, 'frozen')))
    .for('update')
  // Closed already by another worker that tried the same key.
  if (!row) return
  if (outcome.kind === 'sent') return end(city, digestId, { state: 'sent', vendorId: outcome.vendorId })
  if (outcome.kind === 'refused') return end(city, digestId, { state: 'failed', reason: 'refused' })
  await db
    .update(digest)
    .set({
      nextAt: retryAt(row.attempts, now, random),
      claimedUntil: null,
      reason: outcome.kind === 'busy' && row.attempts === 1 ? 'busy' : 'no-answer',
    })
    .where(eq(digest.id, digestId))
}
