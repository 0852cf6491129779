import { z } from 'zod'
import type { visit } from '../../db/city/schema/outreach.ts'
import { LANGUAGES } from './list/languages.ts'

export type VisitOutcome = (typeof visit.$inferSelect)['outcome']

/** In the order in which a door answers most often; the last four need a second look. */
export const VISIT_OUTCOMES = [
  'nobody-home',
  'interested',
  'declined',
  'spoke-to-other',
  'moved',
  'call-back',
  'language-barrier',
  'wrong-address',
  'deceased',
] as const satisfies readonly VisitOutcome[]

const note = z.string().trim().max(500)
/** BCP 47, of the table of languages. */
const language = z.string().refine((tag) => Object.hasOwn(LANGUAGES, tag))
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'outreach:error.time' })

/** A knock, from a form. `callBackOn` and `callBackTime` on the wall in the city. */
export const visitInput = z
  .object({
    formKey: z.uuid(),
    personId: z.uuid(),
    outcome: z.enum(VISIT_OUTCOMES),
    occurredOn: z.iso.date(),
    callBackOn: z.iso.date().optional(),
    callBackTime: time.optional(),
    language: language.optional(),
    note: note.optional(),
  })
  .superRefine(({ outcome, callBackOn, callBackTime }, context) => {
    if (outcome === 'call-back' && !(callBackOn && callBackTime))
      context.addIssue({ code: 'custom', path: ['callBackOn'], message: 'outreach:error.callBackMissing' })
  })
export type RecordVisit = z.output<typeof visitInput>

/** Nobody opened: one door or several in one go. */
export const houseInput = z.object({
  formKey: z.uuid(),
  dwellingId: z.array(z.uuid()).min(1).max(200),
  occurredOn: z.iso.date(),
})
export type NobodyHome = z.output<typeof houseInput>

const keys = z.array(z.string().max(200)).max(500).default([])

/** Which part of a list a round goes to. */
export const partInput = z.object({
  importId: z.uuid().optional(),
  postcodes: keys,
  streetKeys: keys,
  languages: keys,
  women: z.boolean().default(false),
  under27: z.boolean().default(false),
  fromOn: z.iso.date().optional(),
})
export type PartInput = z.output<typeof partInput>

const percent = z.number().int().min(0).max(100)

/** Planning a round; `formKey` becomes its id. */
export const roundInput = partInput
  .extend({
    formKey: z.uuid(),
    name: z.string().trim().min(3).max(120),
    fromOn: z.iso.date(),
    untilOn: z.iso.date(),
    instructions: z.string().trim().max(2000).default(''),
    phone: z
      .string()
      .trim()
      .regex(/^[+0-9][0-9 ()/-]{5,30}$/, { error: 'outreach:error.phone' }),
    targetWomen: percent,
    targetUnder27: percent,
    walkers: z.array(z.uuid()).min(1).max(50),
  })
  .superRefine(({ fromOn, untilOn }, context) => {
    if (untilOn < fromOn)
      context.addIssue({ code: 'custom', path: ['untilOn'], message: 'outreach:error.untilBeforeFrom' })
  })
export type RoundInput = z.output<typeof roundInput>

export const liftInput = z.object({ markId: z.uuid(), reason: z.string().trim().min(5).max(300) })
export const calledInput = z.object({ requestId: z.uuid() })

/** What somebody leaves behind the code of a letter. */
export const callRequestInput = z.object({
  phone: z
    .string()
    .trim()
    .regex(/^[+0-9][0-9 ()/.-]{4,30}$/),
  bestTime: z.string().trim().max(120).default(''),
})
export type CallRequestInput = z.output<typeof callRequestInput>

const offlineVisit = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  outcome: z.enum(VISIT_OUTCOMES),
  occurredAt: z.iso.datetime({ offset: true }),
  callBackAt: z.iso.datetime({ offset: true }).nullish(),
  language: language.nullish(),
  note: note.nullish(),
})
export type OfflineVisit = z.output<typeof offlineVisit>

/** One visit of a phone's message; undefined when it cannot be read, so that the others are not lost with it. */
export const readOfflineVisit = (sent: unknown): OfflineVisit | undefined => offlineVisit.safeParse(sent).data

/** Taking back a whole import. */
export const takeBackInput = z.object({ reason: z.string().trim().min(3).max(500) })
