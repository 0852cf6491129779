import { z } from 'zod'
import { LANGUAGES } from '../outreach/list/languages.ts'
import { OFFERED_CATEGORIES, PURPOSES } from './rules.ts'

const words = (most: number) => z.string().trim().max(most).default('')

/** One form answered by a client. `formKey` is what its rows have in common, so that the form sent twice is one form. */
export const consentInput = z.object({
  formKey: z.uuid(),
  organisationId: z.uuid({ error: 'kit:error.choose' }),
  purpose: z.enum(PURPOSES),
  categories: z.array(z.enum(OFFERED_CATEGORIES)).min(1, { error: 'partners:error.no-category' }),
  answer: z.enum(['given', 'refused']),
  occurredOn: z.iso.date(),
  expiresOn: z.iso.date().nullish().default(null),
  textVersion: z.string().max(10),
  languageShown: z.string().refine((language) => language in LANGUAGES, { error: 'kit:error.choose' }),
  interpreterName: words(120),
  signedHow: z.enum(['typed', 'paper']).nullish().default(null),
  signedName: words(120),
})
export type ConsentInput = z.output<typeof consentInput>

export const WITHDRAWN_HOW = ['in-person', 'phone', 'in-writing'] as const

/** A client takes back what was given in one form. */
export const withdrawInput = z.object({
  formId: z.uuid(),
  how: z.enum(WITHDRAWN_HOW),
  reason: words(500),
})
export type WithdrawInput = z.output<typeof withdrawInput>

/** `consentId`: the consent to identity the referral rests on; it says to whom and for what. */
export const referralInput = z.object({
  formKey: z.uuid(),
  consentId: z.uuid({ error: 'kit:error.choose' }),
  note: words(2000),
  untilOn: z.iso.date().nullish().default(null),
})
export type ReferralInput = z.output<typeof referralInput>

export const endInput = z.object({ referralId: z.uuid(), reason: z.string().trim().min(1).max(500) })
export type EndInput = z.output<typeof endInput>

export const noteInput = z.object({
  formKey: z.uuid(),
  text: z.string().trim().min(1).max(4000),
  /** Only asked of the city's staff. */
  readers: z.enum(['internal', 'partners']).default('internal'),
})
export type NoteInput = z.output<typeof noteInput>

/** Declining needs a reason: somebody has to find another way for the client. */
export const answerInput = z
  .object({ referralId: z.uuid(), answer: z.enum(['accepted', 'declined']), reason: words(500) })
  .refine(({ answer, reason }) => answer === 'accepted' || reason !== '', {
    path: ['reason'],
    error: 'partners:error.decline-reason',
  })
export type AnswerInput = z.output<typeof answerInput>
