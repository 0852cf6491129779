/** Mails go out many in one call: this is where a call is made up, or one taken up again that nobody answered. */
import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../../db/act.ts'
import { message, messageBatch } from '../../../../db/city/schema/messages.ts'
import { MOST_IN_A_BATCH, type TaggedMail } from '../../../../infra/mail.ts'
import { whenToDisturb } from '../../rules/ladder.ts'
import { batchKeyOf, isPlanKind, keyIsGood, type SkipReason, TALK_KINDS } from '../../rules.ts'
import type { Outgoing } from '../outgoing.ts'
import { planSense } from '../plan-mail.server.ts'
import type { MessageRow } from '../rungs.server.ts'
import { senseOf, talkFactsOf } from '../talk-mail.server.ts'
import { closeUnknown } from './close.server.ts'
import { type Ready, type Unwritten, writeRows } from './write.server.ts'

/** How long a worker has a call to itself; longer than it may wait for its turn and the vendor's answer together. */
const CLAIM_SECONDS = 120

export interface Batch {
  batchId: string
  key: string
  mails: readonly TaggedMail[]
  /** From then on it is somebody else's. */
  until: Temporal.Instant
  /** No vendor can have it yet. */
  neverSent: boolean
}

export type TakenUp = { unwritten: readonly Unwritten[] } & (
  | { next: 'call'; batch: Batch }
  /** Something was done, and nothing of it is a call; there may be more. */
  | { next: 'more' }
  /** No mail is due that nobody else has in his hands. */
  | { next: 'nothing' }
)

/**
 * The next call: mails that are due, each looked at once more and its body fixed, all or nothing. A batch that is taken up
 * again keeps key and bodies.
 */
export async function takeUpBatch(city: CityWork, out: Outgoing = {}): Promise<TakenUp> {
  const until = city.now.add({ seconds: CLAIM_SECONDS })
  const open = await claimOpen(city, until)
  if (open) {
    const batch = await takeUpAgain(city, open)
    return batch
      ? { next: 'call', batch: { ...batch, until }, unwritten: [] }
      : { next: 'more', unwritten: [] }
  }
  const rows = await dueRows(city, out)
  if (rows.length === 0) return { next: 'nothing', unwritten: [] }
  const { ready, unwritten } = await writeRows(city, rows, out)
  if (ready.length === 0) return { next: 'more', unwritten }
  return { next: 'call', batch: { ...(await freeze(city, ready, until)), until }, unwritten }
}

/** The longest waiting, as many as one call may carry. One that the vendor refused together with others goes by itself. */
async function dueRows(
  { db, now }: CityWork,
  { place, most = MOST_IN_A_BATCH }: Outgoing,
): Promise<MessageRow[]> {
  const due = await db
    .select()
    .from(message)
    .where(
      and(
        lte(message.nextAt, now),
        eq(message.channel, 'email'),
        eq(message.state, 'due'),
        place ? undefined : inArray(message.kind, [...TALK_KINDS]),
      ),
    )
    .orderBy(asc(message.nextAt), asc(message.id))
    .limit(most)
    .for('update', { skipLocked: true })
  return due[0]?.reason === 'alone' ? due.slice(0, 1) : due.filter(({ reason }) => reason !== 'alone')
}

async function freeze(
  { db, now }: CityWork,
  ready: readonly Ready[],
  until: Temporal.Instant,
): Promise<Omit<Batch, 'until'>> {
  const [made] = await db
    .insert(messageBatch)
    .values({ frozenAt: now, nextAt: until })
    .returning({ batchId: messageBatch.id })
  if (!made) throw new Error('A batch was not made')
  const { batchId } = made
  const bodies = ready.map(({ row, slot, mail }, nth) => ({ id: row.id, nth, slot, frozen: mail }))
  await db.execute(sql`
    update message set state = 'frozen', frozen = body.frozen, frozen_at = coalesce(frozen_at, ${now.toString()}),
      batch_id = ${batchId}, batch_nth = body.nth, slot = body.slot, attempts = attempts + 1, reason = null, next_at = null
    from jsonb_to_recordset(${JSON.stringify(bodies)}::jsonb) as body (id uuid, nth smallint, slot text, frozen jsonb)
    where message.id = body.id`)
  return { batchId, key: batchKeyOf(batchId), mails: ready.map(({ mail }) => mail), neverSent: true }
}

interface Open {
  batchId: string
  frozenAt: Temporal.Instant
  /** By the clock of Postgres the vendor still knows the key. */
  young: boolean
}

async function claimOpen({ db, now }: CityWork, until: Temporal.Instant): Promise<Open | undefined> {
  const next = db
    .select({ id: messageBatch.id })
    .from(messageBatch)
    .where(lte(messageBatch.nextAt, now))
    .orderBy(asc(messageBatch.nextAt))
    .limit(1)
    .for('update', { skipLocked: true })
  const [claimed] = await db
    .update(messageBatch)
    .set({ nextAt: until, attempts: sql`${messageBatch.attempts} + 1` })
    .where(eq(messageBatch.id, next))
    .returning({
      batchId: messageBatch.id,
      frozenAt: messageBatch.frozenAt,
      young: sql<boolean>`${messageBatch.madeAt} > clock_timestamp() - interval '23 hours'`,
    })
  return claimed
}

/** Of a call that broke off nobody can say whether the vendor heard it: the very same once more, or a person decides. */
async function takeUpAgain(
  city: CityWork,
  { batchId, frozenAt, young }: Open,
): Promise<Omit<Batch, 'until'> | undefined> {
  const rows = await city.db
    .select()
    .from(message)
    .where(eq(message.batchId, batchId))
    .orderBy(asc(message.batchNth))
    .for('update')
  const over = await noSenseAnyMore(city, rows)
  if (!young || !keyIsGood(frozenAt, city.now) || over.size > 0) {
    await closeUnknown(city, batchId, over)
    return undefined
  }
  const calm = whenToDisturb(city.now)
  if (!calm.equals(city.now) && rows.every(({ kind }) => kind !== 'plan-to-sign')) {
    await city.db.update(messageBatch).set({ nextAt: calm }).where(eq(messageBatch.id, batchId))
    return undefined
  }
  const mails = rows.map(({ id, frozen }) => {
    if (!frozen?.tags) throw new Error(`Message ${id} of a batch is not frozen`)
    return { ...frozen, tags: frozen.tags }
  })
  return { batchId, key: batchKeyOf(batchId), mails, neverSent: false }
}

/** Of which mails nobody would want that they went out now, and why: one alone keeps the whole call back. */
async function noSenseAnyMore(
  city: CityWork,
  rows: readonly MessageRow[],
): Promise<ReadonlyMap<string, SkipReason>> {
  const facts = await talkFactsOf(
    city,
    rows.map(({ id }) => id),
  )
  const over = new Map<string, SkipReason>()
  for (const row of rows) {
    const { id, kind } = row
    const talk = facts.get(id)
    const sense = isPlanKind(kind)
      ? await planSense(city, { ...row, kind })
      : talk && senseOf({ ...row, kind }, talk, city.now)
    if (sense && !sense.ok) over.set(id, sense.error)
  }
  return over
}
