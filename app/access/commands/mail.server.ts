/** Mail about accounts. The web process only queues a row; the worker makes the link, fixes the text and sends it. */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { PlatformDb, PlatformTx } from '../../../db/handles.ts'
import { platformMail } from '../../../db/platform/schema/index.ts'
import { decrypt, encrypt, type RootKey } from '../../../infra/key.ts'
import type { Mail, SendOutcome } from '../../../infra/mail.ts'
import { keyIsGood, retryAt } from '../../messages/rules.ts'
import { type AccountMail, composeMail, type MailPlace } from './compose-mail.server.ts'

interface QueuedMail {
  kind: AccountMail['kind']
  to: string
  language: 'de' | 'en'
  accountId?: string
  invitationId?: string
  citySlug?: string
}

/** What a row's secrets are encrypted for: one row's cannot be passed off as another's. */
export const purposeOf = (mailId: string): string => `mail:${mailId}`

/** A row that falls due at once. Where it goes can be read with the installation's key only. */
export async function queueMail(
  tx: PlatformTx,
  key: RootKey,
  { to, ...mail }: QueuedMail,
  now: Temporal.Instant,
): Promise<void> {
  const id = randomUUID()
  const recipient = encrypt(key, purposeOf(id), to)
  await tx.insert(platformMail).values({ id, ...mail, recipient, nextAt: now, createdAt: now })
}

/** How long a worker has a mail to itself; much longer than the vendor may take to answer. */
const CLAIM_SECONDS = 120

const frozenMail: z.ZodType<Mail> = z.object({
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
})

export type FrozenMail =
  | { next: 'send'; key: string; city: string; mail: Mail; until: Temporal.Instant; neverSent: boolean }
  /** Somebody else has it, it is closed, or it has just been closed here. */
  | { next: 'nothing' }

/** Made from the row: the same row is the same mail, whoever sends it and however often. */
const keyOf = (mailId: string): string => `partizipation-mail-${mailId}`

/** Where the demo lays mail that belongs to no city. */
const NO_CITY = 'partizipation'

/**
 * Claims one due mail, looks whether it makes sense, and fixes link and text: all or nothing. What was frozen before
 * keeps text and key. Until `until` nobody else is given it; `neverSent` = no vendor can have it yet.
 */
export async function freezeMail(
  platform: PlatformDb,
  place: MailPlace & { key: RootKey },
  mailId: string,
  now: Temporal.Instant,
): Promise<FrozenMail> {
  const { key } = place
  const until = now.add({ seconds: CLAIM_SECONDS })
  return platform.transaction(async (tx) => {
    const [claimed] = await tx
      .update(platformMail)
      .set({ claimedUntil: until, nextAt: until, attempts: sql`${platformMail.attempts} + 1` })
      .where(
        and(
          eq(platformMail.id, mailId),
          inArray(platformMail.state, ['due', 'frozen']),
          lte(platformMail.nextAt, now),
          or(isNull(platformMail.claimedUntil), lte(platformMail.claimedUntil, now)),
        ),
      )
      .returning()
    if (!claimed?.recipient) return { next: 'nothing' }

    // Of a try that broke off nobody can say whether the vendor heard it; `busy` is the vendor's own no.
    const neverSent = claimed.state === 'due' || claimed.reason === 'busy'
    if (claimed.frozenAt && !keyIsGood(claimed.frozenAt, now)) {
      await end(tx, mailId, neverSent ? { state: 'failed', reason: 'busy' } : { state: 'unknown' }, now)
      return { next: 'nothing' }
    }
    const to = decrypt(key, purposeOf(mailId), claimed.recipient)
    const written = claimed.frozen && decrypt(key, purposeOf(mailId), claimed.frozen)
    const composed = await composeMail(tx, place, { ...claimed, to, linked: written !== null }, now)
    if (!composed.ok) {
      await end(tx, mailId, { state: neverSent ? 'skipped' : 'unknown', reason: composed.error }, now)
      return { next: 'nothing' }
    }
    const mail = written ? frozenMail.parse(JSON.parse(written)) : composed.value.mail
    const frozen = claimed.frozen ?? encrypt(key, purposeOf(mailId), JSON.stringify(mail))
    await tx
      .update(platformMail)
      .set({ state: 'frozen', frozen, frozenAt: claimed.frozenAt ?? now, reason: null })
      .where(eq(platformMail.id, mailId))
    const city = composed.value.city ?? NO_CITY
    return { next: 'send', key: keyOf(mailId), city, mail, until, neverSent }
  })
}

type End =
  | { state: 'sent'; vendorId: string }
  | { state: 'skipped' | 'failed'; reason: string }
  | { state: 'unknown'; reason?: string }

/** How it ended, and nothing of its text. */
async function end(tx: PlatformTx, mailId: string, ending: End, now: Temporal.Instant): Promise<void> {
  await tx
    .update(platformMail)
    .set({ nextAt: null, claimedUntil: null, closedAt: now, recipient: null, frozen: null, ...ending })
    .where(eq(platformMail.id, mailId))
}

/**
 * Writes down what became of a call. Without an answer, or when the vendor is busy, the mail waits with the same text
 * and key. `neverSent` as the freeze said it; `random` in [0, 1).
 */
export async function closeMail(
  platform: PlatformDb,
  mailId: string,
  outcome: SendOutcome,
  { neverSent, random, now }: { neverSent: boolean; random: number; now: Temporal.Instant },
): Promise<void> {
  await platform.transaction(async (tx) => {
    const [row] = await tx
      .select({ attempts: platformMail.attempts })
      .from(platformMail)
      .where(and(eq(platformMail.id, mailId), eq(platformMail.state, 'frozen')))
      .for('update')
    // Closed already by another worker that tried the same key.
    if (!row) return
    if (outcome.kind === 'sent') return end(tx, mailId, { state: 'sent', vendorId: outcome.vendorId }, now)
    if (outcome.kind === 'refused') return end(tx, mailId, { state: 'failed', reason: 'refused' }, now)
    await tx
      .update(platformMail)
      .set({
        nextAt: retryAt(row.attempts, now, random),
        claimedUntil: null,
        reason: outcome.kind === 'busy' && neverSent ? 'busy' : 'no-answer',
      })
      .where(eq(platformMail.id, mailId))
  })
}

/** Ids of mails to look at now, the longest waiting first. */
export async function dueMails(platform: PlatformDb, now: Temporal.Instant, most: number): Promise<string[]> {
  const due = await platform
    .select({ id: platformMail.id })
    .from(platformMail)
    .where(lte(platformMail.nextAt, now))
    .orderBy(platformMail.nextAt)
    .limit(most)
  return due.map(({ id }) => id)
}
