import { z } from 'zod'
import { readPhone } from '../../outreach/list/contact.ts'
import { LOCAL_PART, SENDER_NAME, SMS_NAME } from '../rules/sender.ts'

/** A browser ends lines as the wire does. */
const typed = z.string().transform((text) => text.replace(/\r\n?/g, '\n').trim())

const version = z.coerce.number().int().min(0).max(1_000_000)

/** What is in it is looked at by `checkTemplate`, which knows where it is to stand. */
export const textInput = z.object({
  basedOn: version,
  subject: typed.default(''),
  text: typed.default(''),
  note: z.string().trim().max(200).default(''),
})
export type TextInput = z.output<typeof textInput>

/** An earlier version, or the product's own text, is to hold again. */
export const turnInput = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('restore'), basedOn: version, version }),
  z.object({ intent: z.literal('default'), basedOn: version }),
])
export type TurnInput = z.output<typeof turnInput>

/** A name as it was typed, a number as E.164. */
const smsFrom = z
  .string()
  .trim()
  .max(40)
  .transform((typed, context) => {
    const from = SMS_NAME.test(typed) ? typed : readPhone(typed).phone
    if (from) return from
    context.addIssue({ code: 'custom', message: 'messages:error.smsFrom' })
    return z.NEVER
  })

export const senderInput = z.object({
  name: z.string().trim().min(1).max(40).regex(SENDER_NAME, 'messages:error.senderName'),
  localPart: z.string().trim().toLowerCase().min(1).max(40).regex(LOCAL_PART, 'messages:error.localPart'),
  domain: z.string().min(1).max(253),
  replyTo: z.union([z.literal(''), z.email('kit:error.email')]).default(''),
  smsFrom,
})
export type SenderInput = z.output<typeof senderInput>
