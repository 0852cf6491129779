/** Short messages by seven.io. */
import { z } from 'zod'
import type { Env } from './env.ts'
import { type Mailer, outboxMailer, type SendOutcome } from './mail.ts'
import { uuidBytes } from './uuid-bytes.ts'

export interface Sms {
  /** Who it comes from: at most eleven letters and digits, or a number (E.164) that takes answers. To a reader no more than the mail's sender tells. */
  from: string
  /** E.164. */
  to: string
  text: string
}

/** Sends one short message. The vendor keeps no keys: what nobody answered is never sent again. */
export interface Texter {
  send(order: { city: string; key: string; sms: Sms }): Promise<SendOutcome>
}

type SmsEnv = Pick<Env, 'demo' | 'sevenApiKey' | 'sevenUrl' | 'dataDir' | 'clock'>

/** Undefined: no key, and short messages stay rows that fall due. The demo's go into its outbox. */
export function openTexter(env: SmsEnv): Texter | undefined {
  if (env.demo && !env.sevenUrl) return outboxTexter(outboxMailer(env.dataDir, env.clock))
  return env.sevenApiKey ? sevenTexter(env.sevenApiKey, env.sevenUrl) : undefined
}

const outboxTexter = (outbox: Mailer): Texter => ({
  send: ({ city, key, sms }) => outbox.send({ city, key, mail: { ...sms, subject: 'SMS' } }),
})

const GATEWAY = 'https://gateway.seven.io'
const ANSWER_WITHIN_MS = 15_000

/** 64 characters at most: the longest slug has 41, and a uuid without its hyphens, to the base of 64, has 22. */
const ROW = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What reports name a message by: city and row, and nobody. `key` ends with the id of the row. */
export function foreignIdOf(city: string, key: string): string {
  const [row] = ROW.exec(key) ?? []
  if (!row) throw new Error('A key names no row')
  return `${city}.${uuidBytes(row).toString('base64url')}`
}

/** A number as a sender is 16 digits at most, and nothing else: the plus of E.164 would make a name of it. */
const fromOf = ({ from }: Sms): string => from.replace(/^\+/, '')

const answerSchema = z.object({
  success: z.coerce.string(),
  messages: z.array(z.object({ id: z.coerce.string().nullish() })).default([]),
})

/**
 * One POST (decision 0029 says why not the vendor's client). What the codes mean: `ErrorCode` of github.com/seven-io/js-client.
 */
export function sevenTexter(apiKey: string, url: string = GATEWAY): Texter {
  return {
    async send({ city, key, sms }) {
      const request = {
        method: 'POST',
        headers: { 'X-Api-Key': apiKey, 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ ...sms, from: fromOf(sms), foreign_id: foreignIdOf(city, key) }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      }
      const answer = await fetch(`${url}/api/sms`, request).catch(() => undefined)
      if (!answer) return { kind: 'no-answer' }
      if ([401, 403, 429].includes(answer.status)) return { kind: 'busy' }
      const said = answerSchema.safeParse(await answer.json().catch(() => undefined))
      if (!answer.ok || !said.success) return { kind: 'no-answer' }
      const { success, messages } = said.data
      if (success === '100') return { kind: 'sent', vendorId: messages[0]?.id ?? key }
      return { kind: outcomeOf(Number(success)) }
    },
  }
}

/** Ours to mend (credit, key, address of the machine, limit of the day), so it waits: it was certainly not taken. */
const BUSY = [403, 500, 900, 902, 903]
/** Number, sender or text are wrong, or the carrier said no: once more would be the same. */
const REFUSED = [201, 202, 300, 301, 304, 305, 306, 400, 401, 600]

/** 402, the same text twice in three minutes, and whatever is unknown: nobody can tell what became of it. */
function outcomeOf(code: number): 'busy' | 'refused' | 'no-answer' {
  if (BUSY.includes(code)) return 'busy'
  return REFUSED.includes(code) ? 'refused' : 'no-answer'
}
