/** What Resend keeps: mails in the post, and for 24 hours the answer to each key. https://resend.com/docs/dashboard/emails/idempotency-keys */
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type KnownMessage, REFUSED_ADDRESS } from './wire.ts'

const KEY_MS = 24 * 3_600_000

const mail = z.object({
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
})
type PostedMail = z.infer<typeof mail>
const order = mail.or(z.array(mail).min(1).max(100))

export interface Answer {
  status: number
  said: object
}

export interface Posting {
  key: string
  body: string
  /** Of a batch: what is invalid is left out, and the others go. Otherwise nothing goes. */
  permissive: boolean
  /** Milliseconds since the epoch, by the vendor's clock and by the product's. */
  vendorNow: number
  productNow: number
}

interface Kept {
  digest: string
  until: number
  answer: Answer
}

export const refusal = (status: number, name: string): Answer => ({
  status,
  said: { statusCode: status, name, message: name },
})

export interface PostOffice {
  messages: ReadonlyMap<string, KnownMessage>
  counts: { mails: number; changed: number }
  /** Takes the mails of one call, or gives the answer its key was given before. Answers also what is new in the post. */
  take(posting: Posting): { answer: Answer; fresh: KnownMessage[] }
}

const isBad = ({ to }: PostedMail): boolean => to.startsWith(REFUSED_ADDRESS)

export function openPostOffice(): PostOffice {
  const messages = new Map<string, KnownMessage>()
  const keys = new Map<string, Kept>()
  const counts = { mails: 0, changed: 0 }

  function post({ tags }: PostedMail, { key, productNow }: Posting): KnownMessage {
    const { city = '', message = '' } = Object.fromEntries(tags.map(({ name, value }) => [name, value]))
    const known = messages.get(message) ?? { message, city, accepted: [], fate: null }
    known.accepted.push({ key, at: productNow })
    messages.set(message, known)
    counts.mails += 1
    return known
  }

  return {
    messages,
    counts,
    take(posting) {
      const digest = createHash('sha256').update(posting.body).digest('base64')
      const kept = keys.get(posting.key)
      if (kept && kept.until > posting.vendorNow) {
        if (kept.digest === digest) return { answer: kept.answer, fresh: [] }
        counts.changed += 1
        return { answer: refusal(409, 'invalid_idempotent_request'), fresh: [] }
      }
      const read = order.safeParse(JSON.parse(posting.body))
      if (!read.success) return { answer: refusal(422, 'validation_error'), fresh: [] }
      const all = [read.data].flat()
      const good = all.filter((one) => !isBad(one))
      if (good.length < all.length && !(posting.permissive && Array.isArray(read.data)))
        return { answer: refusal(422, 'validation_error'), fresh: [] }
      const fresh = good.map((one) => post(one, posting))
      const answer = { status: 200, said: saidOf(read.data, posting.permissive) }
      keys.set(posting.key, { digest, until: posting.vendorNow + KEY_MS, answer })
      return { answer, fresh }
    },
  }
}

/** https://resend.com/docs/api-reference/emails/send-email and .../send-batch-emails */
function saidOf(ordered: PostedMail | PostedMail[], permissive: boolean): object {
  if (!Array.isArray(ordered)) return { id: randomUUID() }
  const data = ordered.filter((one) => !isBad(one)).map(() => ({ id: randomUUID() }))
  if (!permissive) return { data }
  const errors = ordered.flatMap((one, index) =>
    isBad(one) ? [{ index, message: 'Invalid `to` field.' }] : [],
  )
  return { data, errors }
}
