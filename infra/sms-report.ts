/** What seven.io tells by its webhooks: what became of a short message, and what somebody wrote back. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { parsedJson } from './json.ts'
import { uuidOf } from './uuid-bytes.ts'

export interface SmsReport {
  /** The vendor numbers no events: the same status of the same message is the same event. */
  eventId: string
  /** The vendor's number of the message. */
  vendorId: string
  /** City (slug, not yet known to be one) and row, as the message was sent; null when the report leaves them out. */
  named: { city: string; messageId: string } | null
  happened: 'delayed' | 'delivered' | 'soft-bounced' | 'bounced'
  /** ISO instant at which it was reported. */
  at: string
}

export interface SmsReply {
  eventId: string
  /** E.164. */
  from: string
  text: string
  /** ISO instant. */
  at: string
}

/** `forged`: not signed with one of the keys, or older than five minutes. `none`: nothing we keep. */
export type ReadSmsHook =
  | { kind: 'forged' | 'none' }
  | { kind: 'report'; report: SmsReport }
  | { kind: 'reply'; reply: SmsReply }

export interface SmsHook {
  /** The address as the webhook was entered at the vendor: part of what is signed. */
  url: string
  method: string
  /** As it came, byte for byte. */
  body: string
  headers: Headers
}

const MOST_SECONDS = 5 * 60

/** https://docs.seven.io/en/rest-api/signing: HMAC-SHA256 over time, nonce, method, address and the MD5 of the body. */
function isSigned(secrets: readonly string[], { url, method, body, headers }: SmsHook, now: number): boolean {
  const [time, nonce] = ['X-Timestamp', 'X-Nonce'].map((name) => headers.get(name) ?? '')
  const given = Buffer.from((headers.get('X-Signature') ?? '').toLowerCase())
  if (!(Math.abs(now / 1000 - Number(time || Number.NaN)) <= MOST_SECONDS) || !nonce) return false
  const signed = [time, nonce, method, url, createHash('md5').update(body).digest('hex')].join('\n')
  return secrets.some((secret) => {
    const made = Buffer.from(createHmac('sha256', secret).update(signed).digest('hex'))
    return made.length === given.length && timingSafeEqual(made, given)
  })
}

const id = z.union([z.string(), z.number()]).transform(String)

const reportSchema = z.object({
  webhook_event: z.literal('dlr'),
  data: z.object({ msg_id: id, status: z.string(), foreign_id: z.string().nullish() }),
})
const replySchema = z.object({
  webhook_event: z.literal('sms_mo'),
  data: z.object({
    id,
    /** The number in international form, without the plus. */
    sender: id.transform((digits) => `+${digits.replace(/^\+|^00/, '')}`).pipe(z.e164()),
    /** Postgres keeps no NUL; for one the words must not be lost. */
    text: z.string().transform((text) => text.replaceAll('\0', '')),
  }),
})

/** https://docs.seven.io/en/rest-api/endpoints/status-reports; what is not named here tells nothing about the delivery. */
const HAPPENED: Readonly<Record<string, SmsReport['happened']>> = {
  DELIVERED: 'delivered',
  // The phone is off or out of reach; the network goes on trying.
  BUFFERED: 'delayed',
  EXPIRED: 'soft-bounced',
  FAILED: 'soft-bounced',
  NOTDELIVERED: 'bounced',
  REJECTED: 'bounced',
}

const NAMED = /^([a-z][a-z0-9-]{1,40})\.([A-Za-z0-9_-]{22})$/

/** The reverse of `foreignIdOf`. */
function namedIn(foreignId: string): SmsReport['named'] {
  const [, city, row] = NAMED.exec(foreignId) ?? []
  if (!city || !row) return null
  return { city, messageId: uuidOf(Buffer.from(row, 'base64url')) }
}

/** Reads what seven.io sends as JSON. `now`: epoch milliseconds of this machine, as the signature's time is one of theirs. */
export function readSmsHook(secrets: readonly string[], hook: SmsHook, now: number): ReadSmsHook {
  if (!isSigned(secrets, hook, now)) return { kind: 'forged' }
  const said = parsedJson(hook.body)
  const at = new Date(Number(hook.headers.get('X-Timestamp')) * 1000).toISOString()
  const report = reportSchema.safeParse(said)
  if (report.success) {
    const { msg_id: vendorId, status, foreign_id: foreignId } = report.data.data
    const happened = HAPPENED[status.toUpperCase()]
    const named = foreignId ? namedIn(foreignId) : null
    // What was sent by somebody else on the same account has another name.
    if (!happened || (foreignId && !named)) return { kind: 'none' }
    return {
      kind: 'report',
      report: { eventId: `seven-${vendorId}-${happened}`, vendorId, named, happened, at },
    }
  }
  const reply = replySchema.safeParse(said)
  if (!reply.success) return { kind: 'none' }
  const { id: number, sender: from, text } = reply.data.data
  return { kind: 'reply', reply: { eventId: `seven-reply-${number}`, from, text, at } }
}
