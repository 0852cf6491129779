import { z } from 'zod'
import { phoneField } from '../outreach/list/contact-fields.ts'
import { LANGUAGES } from '../outreach/list/languages.ts'
import { GROUP_LENGTHS, GROUP_VENUES, SEATS_LIMITS } from './groups/rules.ts'
import { ABSENCE_REASONS } from './rules/calendar.ts'
import { HOLD_REASONS } from './rules/holds.ts'
import { decideDay, WEEKDAYS } from './rules/hours.ts'
import { INTERPRETING_MODES, type WishedInterpreter } from './rules/interpreting.ts'
import { ABSENCE_CAUSES, ATTENDANCES, CALLED_OFF_BY, TALK_RESULTS } from './rules/outcome.ts'
import { MOST_OFFERED, REPLY_CAUSES, REPLY_KINDS } from './rules/replies.ts'
import { TRAVEL_LIMITS, VENUES } from './rules/venues.ts'

/** Of result, cause and by only what belongs to the outcome counts. */
export const outcomeInput = z
  .object({
    outcome: z.enum(ATTENDANCES, { error: 'follow-ups:error.outcome' }),
    result: z.enum(TALK_RESULTS).optional(),
    cause: z.enum(ABSENCE_CAUSES).optional(),
    by: z.enum(CALLED_OFF_BY).optional(),
    on: z.iso.date(),
    note: z.string().trim().max(2000).default(''),
  })
  .superRefine(({ outcome, by }, context) => {
    if (outcome !== 'cancelled' || by) return
    context.addIssue({ code: 'custom', path: ['by'], message: 'follow-ups:error.by' })
  })

/** `HH:MM` on the office's wall. */
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'follow-ups:error.time' })

const travelMinutes = z
  .number()
  .int()
  .min(TRAVEL_LIMITS[0])
  .max(TRAVEL_LIMITS[1])
  .multipleOf(5, { error: 'follow-ups:error.travel' })

/** `none`: nobody yet; `along`: whoever was asked, if she is free then; else somebody by her id. */
const interpreterWish = z.union([z.enum(['none', 'along']), z.uuid()])

const roomNumber = z.string().regex(/^(none|\d{1,6})$/, { error: 'follow-ups:error.no-room' })

/** Without a time the first free one of the day; a room by its number, or none. */
export const wishInput = z
  .object({
    day: z.iso.date(),
    time: wallTime.optional(),
    room: roomNumber.optional(),
    at: z.enum(VENUES).optional(),
    travel: travelMinutes.optional(),
    place: z.string().trim().max(120).optional(),
    interpreter: interpreterWish.optional(),
    mode: z.enum(INTERPRETING_MODES).optional(),
  })
  .superRefine(({ at, place }, context) => {
    if ((at !== 'employer' && at !== 'elsewhere') || place) return
    context.addIssue({ code: 'custom', path: ['place'], message: 'follow-ups:error.no-place' })
  })

/** The day to look at, as the address of a page says it; null = it names none. */
export const dayAskedIn = (query: URLSearchParams): string | null =>
  z.iso.date().safeParse(query.get('day')).data ?? null

/** For what the free times are asked, as the address of a page says it; what makes no sense there is left out. */
export function placeAskedIn(query: URLSearchParams): {
  venue?: (typeof VENUES)[number] | undefined
  travel?: number | undefined
  roomId?: number | null | undefined
  interpreter?: string | undefined
} {
  const room = query.get('room') ?? undefined
  const travel = travelMinutes.safeParse(Number(query.get('travel') || Number.NaN))
  return {
    venue: VENUES.find((known) => known === query.get('at')),
    travel: travel.data,
    roomId: room !== undefined && /^(none|\d{1,6})$/.test(room) ? roomAsked(room) : undefined,
    interpreter: interpreterWish.safeParse(query.get('interpreter')).data,
  }
}

/** Left out = as it was. */
export const roomAsked = (room: string | undefined): number | null | undefined =>
  room === undefined ? undefined : room === 'none' ? null : Number(room)

/** Left out = as it was. */
export function interpreterAsked(
  told: string | undefined,
  mode?: (typeof INTERPRETING_MODES)[number],
): WishedInterpreter | undefined {
  if (told === undefined) return undefined
  return told === 'none' || told === 'along' ? { is: told } : { is: 'named', interpreterId: told, mode }
}

export const roomInput = z.object({ name: z.string().trim().min(1).max(60) })
export const retireInput = z.object({ room: z.coerce.number().int().positive().max(999_999) })
const spoken = z
  .string()
  .refine((tag) => Object.hasOwn(LANGUAGES, tag) && tag !== 'de', { error: 'kit:error.choose' })

/** Somebody who translates between German and these languages. */
export const interpreterInput = z.object({
  name: z.string().trim().min(2).max(80),
  kind: z.enum(['person', 'service']),
  languages: z.array(spoken).min(1, { error: 'follow-ups:error.no-language' }),
  phone: phoneField,
})
export const retireInterpreterInput = z.object({ interpreter: z.uuid() })

/** Who translates in a talk: somebody is asked, has agreed, or does not come. */
export const INTERPRETING_ACTS = ['ask', 'agree', 'lift'] as const
export const askInput = z.object({ interpreter: z.uuid(), mode: z.enum(INTERPRETING_MODES).optional() })
export const askedInput = z.object({ askedId: z.uuid() })

/** Whose address: one's own, or of a room by its number. */
export const feedInput = z.object({
  of: z.string().regex(/^(me|\d{1,6})$/),
  intent: z.enum(['open', 'revoke']),
})

/** An instant as our pages write one; finer than a second nothing is agreed. */
const moment = z.iso.datetime({ precision: 0 })

/** A client's answer by his link. `seen`: the time he read (ISO instant); `call-me`: none of the times fits. */
export const replyInput = z.object({
  answer: z.enum([...REPLY_KINDS, 'call-me']),
  seen: moment,
  cause: z.enum(REPLY_CAUSES).optional(),
  times: z.array(moment).max(MOST_OFFERED).default([]),
})

/** `back`: where the line stood; an id is that of a talk. */
export const taskDoneInput = z.object({ taskId: z.uuid(), back: z.enum(['today', 'file']).or(z.uuid()) })

export const holdInput = z.object({
  formKey: z.uuid(),
  reason: z.enum(HOLD_REASONS),
  from: z.iso.date(),
  until: z.iso.date(),
})

export const endHoldInput = z.object({ holdId: z.uuid() })

/** Without a last day it is the first one alone. */
export const closureInput = z.object({
  from: z.iso.date(),
  until: z.iso.date().optional(),
  name: z.string().trim().min(2).max(100),
})

export const openDayInput = z.object({ closureId: z.uuid() })

export const absenceInput = z.object({
  worker: z.uuid(),
  from: z.iso.date(),
  until: z.iso.date(),
  reason: z.enum(ABSENCE_REASONS),
})

export const liftAbsenceInput = z.object({ absenceId: z.uuid() })

const halfDay = z.object({ from: wallTime.optional(), until: wallTime.optional() }).default({})

/** Whose hours: of the city's office, or a worker's by her id. */
export const HOURS_OF_CITY = 'city'
const whoseHours = z.union([z.literal(HOURS_OF_CITY), z.uuid()])

/** Monday to Friday, in this order. */
const week = z
  .array(z.object({ morning: halfDay, afternoon: halfDay }).default({ morning: {}, afternoon: {} }))
  .default([])
  .transform((days, context) =>
    WEEKDAYS.map((weekday, nth) => {
      const decided = decideDay(weekday, days[nth] ?? { morning: {}, afternoon: {} })
      if (decided.ok) return decided.value
      const [half = '', why = ''] = decided.error.split(' ')
      context.addIssue({ code: 'custom', path: [nth, half, 'from'], message: `follow-ups:error.${why}` })
      return z.NEVER
    }),
  )

/** A week from a day on; a half day without times is free. */
export const hoursInput = z.object({ worker: whoseHours, validFrom: z.iso.date(), days: week })

/** A worker's hours are the city's again, from a day on. */
export const followCityInput = z.object({ worker: z.uuid(), validFrom: z.iso.date() })

export const dropHoursInput = z.object({ worker: whoseHours, validFrom: z.iso.date() })

const groupTime = {
  day: z.iso.date(),
  time: wallTime,
  minutes: z
    .number()
    .int()
    .refine((minutes) => GROUP_LENGTHS.some((length) => length === minutes)),
  at: z.enum(GROUP_VENUES),
  room: roomNumber.optional(),
  travel: travelMinutes.optional(),
  place: z.string().trim().max(120).optional(),
}
const seats = z.number().int().min(SEATS_LIMITS[0]).max(SEATS_LIMITS[1])
const groupTitle = z.string().trim().min(3).max(100)

/** Elsewhere is a place with a name. */
const named = (
  { at, place }: { at: string; place?: string | undefined },
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void => {
  if (at === 'office' || place) return
  context.addIssue({ code: 'custom', path: ['place'], message: 'follow-ups:error.no-place' })
}

export const groupInput = z
  .object({ formKey: z.uuid(), title: groupTitle, ...groupTime, responsible: z.uuid(), seats })
  .superRefine(named)
export const moveGroupInput = z.object(groupTime).superRefine(named)
export const editGroupInput = z.object({ title: groupTitle, seats })
export const callOffInput = z.object({ note: z.string().trim().max(500).default('') })
export const addMemberInput = z.object({ client: z.uuid() })
export const memberInput = z.object({ member: z.uuid() })
/** Several at once who came. */
export const attendedInput = z.object({ who: z.array(z.uuid()).min(1, { error: 'follow-ups:error.nobody' }) })
