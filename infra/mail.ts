import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resend } from 'resend'
import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Env } from './env.ts'

export interface Mail {
  from: string
  to: string
  /** Where an answer goes; none: to the sender. */
  replyTo?: string
  subject: string
  text: string
  /** What reports about it name it by; see mail-report.ts. */
  tags?: { city: string; message: string }
}

/**
 * What became of one call. `sent`: accepted, and `delivered` where nobody will report more. `refused`: never will be. `busy`: certainly not accepted, ask again later.
 * `no-answer`: nobody knows; only the same key and body may be tried again.
 */
export type SendOutcome =
  | { kind: 'sent'; vendorId: string; delivered?: true }
  | { kind: 'refused' | 'no-answer' }
  /** `afterSeconds`: when the vendor wants to hear of us again, if he said so. */
  | { kind: 'busy'; afterSeconds?: number }

/** What became of a call that carries many: of each mail by itself once it was taken, in their order, else of all. */
export type BatchOutcome =
  | { kind: 'taken'; each: ({ kind: 'sent'; vendorId: string; delivered?: true } | { kind: 'refused' })[] }
  | Exclude<SendOutcome, { kind: 'sent' }>

/** The same key again, however often, is the same call: nobody gets a mail twice. */
export interface Mailer {
  send(order: { city: string; key: string; mail: Mail }): Promise<SendOutcome>
  /** All in one call, at most `MOST_IN_A_BATCH`; each tagged with the message it is. */
  sendBatch(order: { city: string; key: string; mails: readonly TaggedMail[] }): Promise<BatchOutcome>
}

export type TaggedMail = Mail & Required<Pick<Mail, 'tags'>>

/** https://resend.com/docs/dashboard/emails/batch-sending#limitations */
export const MOST_IN_A_BATCH = 100

type MailEnv = Pick<Env, 'demo' | 'resendApiKey' | 'resendUrl' | 'resendAnswerMs' | 'dataDir' | 'clock'>

/** Without a key and outside the demo mail stays where it is: as rows that fall due. `/readyz` says so. */
export const mailIsHeld = (env: Pick<Env, 'demo' | 'resendApiKey'>): boolean => !env.demo && !env.resendApiKey

/** A demo writes into its outbox, never to real people, unless a test names an address where a stand-in answers. */
export const mailStaysHere = (env: Pick<Env, 'demo' | 'resendUrl'>): boolean => env.demo && !env.resendUrl

export function openMailer(env: MailEnv): Mailer | undefined {
  if (mailStaysHere(env)) return outboxMailer(env.dataDir, env.clock)
  return env.resendApiKey ? resendMailer(env.resendApiKey, env.resendUrl, env.resendAnswerMs) : undefined
}

const ANSWER_WITHIN_MS = 15_000

/** https://resend.com/docs/api-reference/errors, .../emails/send-email and .../emails/send-batch-emails (keys are kept 24 hours). */
export function resendMailer(apiKey: string, baseUrl?: string, answerWithinMs = ANSWER_WITHIN_MS): Mailer {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {})
  const answered = () => ({ signal: AbortSignal.timeout(answerWithinMs) })
  return {
    async send({ key, mail }) {
      const { data, error, headers } = await resend.emails.send(letterOf(mail), {
        idempotencyKey: key,
        ...answered(),
      })
      return data ? { kind: 'sent', vendorId: data.id } : notSent(error?.statusCode ?? null, headers)
    },
    async sendBatch({ key, mails }) {
      const { data, error, headers } = await resend.batch.send(mails.map(letterOf), {
        idempotencyKey: key,
        // One address that cannot be does not keep the others from going out.
        batchValidation: 'permissive',
        ...answered(),
      })
      if (!data) return notSent(error?.statusCode ?? null, headers)
      const refused = new Set((data.errors ?? []).map(({ index }) => index))
      const ids = data.data.map(({ id }) => id)
      const each = mails.map((_, nth) => {
        const vendorId = refused.has(nth) ? undefined : ids.shift()
        return vendorId === undefined ? { kind: 'refused' as const } : { kind: 'sent' as const, vendorId }
      })
      return { kind: 'taken', each }
    },
  }
}

const letterOf = ({ tags, ...letter }: Mail) => ({
  ...letter,
  ...(tags ? { tags: Object.entries(tags).map(([name, value]) => ({ name, value })) } : {}),
})

/** A wrong key or an unverified domain (401, 403) is ours to mend, not the mail's fault: it waits. */
function notSent(
  status: number | null,
  headers: Record<string, string> | null,
): Exclude<SendOutcome, { kind: 'sent' }> {
  if (status === null || status >= 500 || status === 409) return { kind: 'no-answer' }
  if (status === 401 || status === 403) return { kind: 'busy' }
  if (status !== 429) return { kind: 'refused' }
  const afterSeconds = Number(headers?.['retry-after'] ?? Number.NaN)
  return afterSeconds > 0 ? { kind: 'busy', afterSeconds } : { kind: 'busy' }
}

const folder = (dataDir: string): string => join(dataDir, 'outbox')

export interface OutboxMail extends Omit<Mail, 'tags' | 'replyTo'> {
  key: string
  replyTo?: string | undefined
  /** ISO instant. */
  sentAt: string
}

const outboxMail: z.ZodType<OutboxMail> = z.object({
  key: z.string(),
  sentAt: z.string(),
  from: z.string(),
  to: z.string(),
  replyTo: z.string().optional(),
  subject: z.string(),
  text: z.string(),
})

/** The demo's post office: one file a mail, whose name is the key; in a batch that of the message. */
export function outboxMailer(dataDir: string, clock: Clock): Mailer {
  const put = (city: string, key: string, { tags: _, ...mail }: Mail): void => {
    const place = join(folder(dataDir), city)
    mkdirSync(place, { recursive: true, mode: 0o700 })
    const draft = join(place, `.${key}.${process.pid}`)
    const letter: OutboxMail = { key, sentAt: clock.now().toString(), ...mail }
    writeFileSync(draft, JSON.stringify(letter), { mode: 0o600 })
    try {
      // A link appears whole or not at all, and not twice.
      linkSync(draft, join(place, `${key}.json`))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  return {
    async send({ city, key, mail }) {
      put(city, key, mail)
      return { kind: 'sent', vendorId: key, delivered: true }
    },
    async sendBatch({ city, mails }) {
      const each = mails.map((mail) => {
        put(city, mail.tags.message, mail)
        return { kind: 'sent' as const, vendorId: mail.tags.message, delivered: true as const }
      })
      return { kind: 'taken', each }
    },
  }
}

const names = (path: string): string[] => {
  try {
    return readdirSync(path).filter((name) => !name.startsWith('.'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Every city that has sent something, with its mails, newest first. */
export function readOutbox(dataDir: string): { city: string; mails: OutboxMail[] }[] {
  return names(folder(dataDir))
    .sort()
    .map((city) => {
      const place = join(folder(dataDir), city)
      const mails = names(place).map((name) =>
        outboxMail.parse(JSON.parse(readFileSync(join(place, name), 'utf8'))),
      )
      return { city, mails: mails.sort((a, b) => Date.parse(b.sentAt) - Date.parse(a.sentAt)) }
    })
}
