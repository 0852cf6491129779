import { z } from 'zod'
import { emailField, phoneField } from '../outreach/list/contact-fields.ts'
import { OFFERED_EARNINGS, OFFERED_HOUSING, OFFERED_RELATIONS } from './rules.ts'

const words = (most: number) => z.string().trim().max(most).default('')
const name = z.string().trim().min(1).max(120)

/** Somebody who lives in the household. `same`: answered once somebody of that name and birth date is known. */
export const memberInput = z.object({
  formKey: z.uuid(),
  familyName: name,
  givenName: name,
  birthDate: z.iso.date(),
  gender: z.enum(['female', 'male', 'diverse']).nullish().default(null),
  relation: z.enum(OFFERED_RELATIONS),
  fromOn: z.iso.date(),
  same: z.enum(['yes', 'no']).nullish().default(null),
})
export type MemberInput = z.output<typeof memberInput>

export const leaveInput = z.object({ member: z.uuid(), untilOn: z.iso.date() })
export type LeaveInput = z.output<typeof leaveInput>

/** Where people live from a day on; `movers` are the people of the household who do. */
export const moveInput = z.object({
  formKey: z.uuid(),
  kind: z.enum(OFFERED_HOUSING),
  homeName: words(120),
  street: words(120),
  houseNumber: words(20),
  postcode: z
    .string()
    .trim()
    .regex(/^\d{5}$/, { error: 'households:error.postcode' })
    .or(z.literal(''))
    .default(''),
  town: words(80),
  fromOn: z.iso.date(),
  movers: z.array(z.uuid()).min(1, { error: 'households:error.nobody' }),
})
export type MoveInput = z.output<typeof moveInput>

export const sharedContactInput = z.object({
  formKey: z.uuid(),
  phone: phoneField,
  email: emailField,
  note: words(300),
})
export type SharedContactInput = z.output<typeof sharedContactInput>

/** Whether a member earns, and how; no amounts. */
export const earningInput = z
  .object({
    formKey: z.uuid(),
    member: z.uuid(),
    earns: z.enum(['yes', 'no']),
    kind: z.enum(OFFERED_EARNINGS).nullish().default(null),
  })
  .refine(({ earns, kind }) => earns === 'no' || kind !== null, {
    path: ['kind'],
    error: 'households:error.kind-missing',
  })
export type EarningInput = z.output<typeof earningInput>
