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
  | { kind: 'refused' | 'busy' | 'no-answer' }

/** Sends one mail. The same key again, however often, is the same mail. */
export interface Mailer {
  send(order: { city: string; key: string; mail: Mail }): Promise<SendOutcome>
}

type MailEnv = Pick<Env, 'demo' | 'resendApiKey' | 'resendUrl' | 'dataDir' | 'clock'>

/** Without a key and outside the demo mail stays where it is: as rows that fall due. `/readyz` says so. */
export const mailIsHeld = (env: Pick<Env, 'demo' | 'resendApiKey'>): boolean => !env.demo && !env.resendApiKey

/** A demo writes into its outbox, never to real people, unless a test names an address where a stand-in answers. */
export function openMailer(env: MailEnv): Mailer | undefined {
  if (env.demo && !env.resendUrl) return outboxMailer(env.dataDir, env.clock)
  return env.resendApiKey ? resendMailer(env.resendApiKey, env.resendUrl) : undefined
}

const ANSWER_WITHIN_MS = 15_000

/** https://resend.com/docs/api-reference/errors and .../emails/send-email (Idempotency-Key, kept 24 hours). */
export function resendMailer(apiKey: string, baseUrl?: string): Mailer {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {})
  return {
    async send({ key, mail }) {
      const { tags, ...letter } = mail
      const tagged = tags ? { tags: Object.entries(tags).map(([name, value]) => ({ name, value })) } : {}
      const { data, error } = await resend.emails.send(
        { ...letter, ...tagged },
        {
          idempotencyKey: key,
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        },
      )
      if (data) return { kind: 'sent', vendorId: data.id }
      return { kind: outcomeOf(error?.statusCode ?? null) }
    },
  }
}

/** A wrong key or an unverified domain (401, 403) is ours to mend, not the mail's fault: it waits. */
function outcomeOf(status: number | null): 'refused' | 'busy' | 'no-answer' {
  if (status === null || status >= 500 || status === 409) return 'no-answer'
  if (status === 401 || status === 403 || status === 429) return 'busy'
  return 'refused'
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

/** The demo's post office: one file a mail, whose name is the key. */
export function outboxMailer(dataDir: string, clock: Clock): Mailer {
  return {
    async send({ city, key, mail }) {
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
      return { kind: 'sent', vendorId: key, delivered: true }
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
