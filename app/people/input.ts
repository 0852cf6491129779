import { z } from 'zod'
import { readDate } from '../outreach/list/dates.ts'
import { LANGUAGES } from '../outreach/list/languages.ts'

/** Who asks: the person himself, or who sends him. */
export const ASKERS = ['self', 'partner', 'jobcenter', 'other'] as const
export type Asker = (typeof ASKERS)[number]

/** As exactly as it is known: `05.03.1990`, `3.1990`, `1990`; a reduced ISO date. `today` is an ISO date. */
const birthDate = (today: string) =>
  z
    .string()
    .trim()
    .max(30)
    .transform((typed, context) => {
      const read = readDate(typed, { today, era: 'past' })
      if (read.ok && read.value <= today.slice(0, read.value.length)) return read.value
      context.addIssue({ code: 'custom', message: 'people:error.birth-date' })
      return z.NEVER
    })

const asked = {
  /** Becomes the request's id, so that the form sent twice is one request. */
  formKey: z.uuid(),
  asker: z.enum(ASKERS, { error: 'kit:error.choose' }),
  referrer: z.string().trim().max(200).default(''),
  concern: z.string().trim().min(3).max(500),
}

const saysWhoSent = ({ asker, referrer }: { asker: Asker; referrer: string }): boolean =>
  asker === 'self' || referrer !== ''
const whoSent = { path: ['referrer'], error: 'people:error.referrer' }

/**
 * Somebody who comes by himself or is sent. `person`: one of those proposed, `new` when he is none of them, nothing while
 * that has not been asked.
 */
export const requestInput = (today: string) =>
  z
    .object({
      ...asked,
      familyName: z.string().trim().min(1).max(100),
      givenName: z.string().trim().max(100).default(''),
      birthDate: birthDate(today),
      phone: z.string().trim().max(60).default(''),
      language: z
        .string()
        .refine((tag) => tag in LANGUAGES, { error: 'kit:error.choose' })
        .nullish()
        .default(null),
      person: z.union([z.literal('new'), z.uuid()]).optional(),
    })
    .refine(saysWhoSent, whoSent)
export type RequestInput = z.output<ReturnType<typeof requestInput>>

/** The same of somebody who is known. */
export const knownRequestInput = z.object({ ...asked, personId: z.uuid() }).refine(saysWhoSent, whoSent)
export type KnownRequestInput = z.output<typeof knownRequestInput>

const part = z.string().trim().max(100).default('')
/** What is typed so far, while people are proposed for it. */
export const typedInput = z.object({
  familyName: part,
  givenName: part,
  birthDate: part,
  phone: part,
})
export type TypedInput = z.output<typeof typedInput>

/** Two who look like one, and are two. */
export const apartInput = z.object({ oneId: z.uuid(), otherId: z.uuid() })

/** They may be one after all. */
export const togetherInput = z.object({ apartId: z.uuid(), reason: z.string().trim().min(3).max(500) })
export type TogetherInput = z.output<typeof togetherInput>

export const FIELDS = [
  'familyName',
  'givenName',
  'birthDate',
  'gender',
  'nationality',
  'phone',
  'email',
  'language',
  'enteredOn',
  'address',
] as const
export type Field = (typeof FIELDS)[number]

/** Whose value stays, field by field. */
const side = z.enum(['kept', 'gone']).default('kept')
export const mergeInput = z.object({
  familyName: side,
  givenName: side,
  birthDate: side,
  gender: side,
  nationality: side,
  phone: side,
  email: side,
  language: side,
  enteredOn: side,
  address: side,
  reason: z.string().trim().min(3).max(500),
})
export type MergeInput = z.output<typeof mergeInput>

export const unmergeInput = z.object({ mergeId: z.uuid(), reason: z.string().trim().min(3).max(500) })
export type UnmergeInput = z.output<typeof unmergeInput>
