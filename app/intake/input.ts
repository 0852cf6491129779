import { z } from 'zod'
import { emailField, phoneField } from '../outreach/list/contact-fields.ts'
import { LANGUAGES } from '../outreach/list/languages.ts'
import { LITERACIES, NOTICE_LANGUAGES, OFFERED_CHANNELS, OFFERED_WAYS } from './rules.ts'

const words = (most: number) => z.string().trim().max(most).default('')

const language = z
  .string()
  .refine((tag) => Object.hasOwn(LANGUAGES, tag), { error: 'kit:error.choose' })
  .nullish()
  .default(null)

/** How somebody is reached and spoken to. `basedOn`: the record the form was filled from, none for the first. */
export const contactInput = z
  .object({
    formKey: z.uuid(),
    basedOn: z.uuid().nullish().default(null),
    mobile: phoneField,
    phone: phoneField,
    email: emailField,
    messenger: words(120),
    preferred: z.enum(OFFERED_CHANNELS).nullish().default(null),
    bestTime: words(120),
    otherName: words(120),
    otherPhone: phoneField,
    language,
    interpreter: z.boolean().default(false),
    interpreterGender: z.enum(['female', 'male']).nullish().default(null),
    readsLanguage: language,
    literacy: z.enum(LITERACIES).nullish().default(null),
  })
  .refine(({ otherName, otherPhone }) => otherPhone === null || otherName !== '', {
    path: ['otherName'],
    error: 'intake:error.other-name',
  })
export type ContactInput = z.output<typeof contactInput>

/** The sheet was given to these people of a household, in one talk. */
export const noticeInput = z.object({
  formKey: z.uuid(),
  informed: z.array(z.uuid()).min(1, { error: 'intake:error.nobody' }),
  occurredOn: z.iso.date(),
  language: z.enum(NOTICE_LANGUAGES),
  way: z.enum(OFFERED_WAYS),
  interpreter: words(120),
})
export type NoticeInput = z.output<typeof noticeInput>
