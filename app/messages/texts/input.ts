import { z } from 'zod'
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

export const senderInput = z.object({
  name: z.string().trim().min(1).max(40).regex(SENDER_NAME, 'messages:error.senderName'),
  localPart: z.string().trim().toLowerCase().min(1).max(40).regex(LOCAL_PART, 'messages:error.localPart'),
  domain: z.string().min(1).max(253),
  replyTo: z.union([z.literal(''), z.email('kit:error.email')]).default(''),
  smsName: z.string().trim().regex(SMS_NAME, 'messages:error.smsName'),
})
export type SenderInput = z.output<typeof senderInput>
