/** What Resend reports about a mail: whether the report is Resend's, and which of our messages it is about. */
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { z } from 'zod'
import { parsedJson } from './json.ts'

export interface MailReport {
  /** Of the event: the same event may be reported more than once. */
  eventId: string
  /** Slug, as the mail was tagged; not yet known to be a city. */
  city: string
  messageId: string
  happened: 'delayed' | 'delivered' | 'soft-bounced' | 'bounced' | 'complained'
  /** ISO instant. */
  at: string
}

/** `forged`: not signed with one of the secrets, or older than five minutes. `none`: nothing we keep, or no message of a city. */
export type ReadReport = { kind: 'forged' | 'none' } | { kind: 'report'; report: MailReport }

const tagsSchema = z
  .record(z.string(), z.string())
  // The documentation says a list, the library of the vendor a record: both have been seen.
  .or(
    z
      .array(z.object({ name: z.string(), value: z.string() }))
      .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
  )

const eventSchema = z.object({
  type: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  data: z.object({
    tags: tagsSchema.optional(),
    bounce: z.object({ type: z.string() }).optional(),
  }),
})

/** https://resend.com/docs/dashboard/webhooks/event-types; what is not named here tells nothing about the delivery. */
function happenedIn({ type, data }: z.output<typeof eventSchema>): MailReport['happened'] | undefined {
  switch (type) {
    case 'email.delivered':
      return 'delivered'
    case 'email.delivery_delayed':
      return 'delayed'
    case 'email.complained':
      return 'complained'
    // The address stands on the vendor's own list of those that bounced or complained.
    case 'email.suppressed':
      return 'bounced'
    case 'email.failed':
      return 'soft-bounced'
    case 'email.bounced':
      return data.bounce?.type === 'Permanent' ? 'bounced' : 'soft-bounced'
    default:
      return undefined
  }
}

/** Whether one of the secrets signed it within the last five minutes; several are good while one is being replaced. */
function isSigned(secrets: readonly string[], payload: string, headers: Headers): boolean {
  const signed = {
    'webhook-id': headers.get('svix-id') ?? '',
    'webhook-timestamp': headers.get('svix-timestamp') ?? '',
    'webhook-signature': headers.get('svix-signature') ?? '',
  }
  return secrets.some((secret) => {
    try {
      new Webhook(secret).verify(payload, signed, { jsonParse: false })
      return true
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false
      throw error
    }
  })
}

/** Reads a report of Resend (sent through Svix). `payload`: the body as it came, byte for byte. */
export function readMailReport(secrets: readonly string[], payload: string, headers: Headers): ReadReport {
  if (!isSigned(secrets, payload, headers)) return { kind: 'forged' }
  const event = eventSchema.safeParse(parsedJson(payload))
  if (!event.success) return { kind: 'none' }
  const { data, created_at: at } = event.data
  const happened = happenedIn(event.data)
  const { city, message } = data.tags ?? {}
  if (!happened || !city || !z.uuid().safeParse(message).success) return { kind: 'none' }
  const eventId = headers.get('svix-id') ?? ''
  return { kind: 'report', report: { eventId, city, messageId: message ?? '', happened, at } }
}
