import { Temporal } from 'temporal-polyfill'
import type { TimelineKind } from '../../db/city/schema/clients.ts'

import { isSignable, type VersionState } from '../work-plans/rules/states.ts'

export type { TimelineKind } from '../../db/city/schema/clients.ts'

export const STATIONS = [
  'list',
  'visit',
  'assessment',
  'plan',
  'follow-ups',
  'work',
  'kept',
  'extension',
] as const
export type Station = (typeof STATIONS)[number]

export interface Milestones {
  listed: boolean
  visited: boolean
  assessed: boolean
  planSigned: boolean
  followUps: number
  /** ISO dates; `until` null = still there. */
  jobs: readonly { from: string; until: string | null }[]
  extended: boolean
  today: string
}

export type Way = { station: Station; reached: boolean; count?: number }[]

/** A job counts as kept once six months of it have passed, whether or not it goes on. */
const keptSixMonths = ({ from, until }: { from: string; until: string | null }, today: string): boolean => {
  const end = until !== null && until < today ? until : today
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(from).add({ months: 6 }), end) <= 0
}

/** The client's way: which stations are behind. Work may come before any follow-up. */
export function wayOf(facts: Milestones): Way {
  const { listed, visited, assessed, planSigned, followUps, jobs, extended, today } = facts
  return [
    { station: 'list', reached: listed },
    { station: 'visit', reached: visited },
    { station: 'assessment', reached: assessed },
    { station: 'plan', reached: planSigned },
    { station: 'follow-ups', reached: followUps > 0, count: followUps },
    { station: 'work', reached: jobs.some((job) => job.from <= today) },
    { station: 'kept', reached: jobs.some((job) => keptSixMonths(job, today)) },
    { station: 'extension', reached: extended },
  ]
}

/** The same from what the client page knows. */
export const wayOfClient = (
  client: {
    listed: boolean
    visited: boolean
    assessment: object | null
    plan: { inForceOn: string | null } | null
    followUps: number
    placements: Milestones['jobs']
    extended: boolean
  },
  today: string,
): Way =>
  wayOf({
    listed: client.listed,
    visited: client.visited,
    assessed: client.assessment !== null,
    planSigned: client.plan !== null && client.plan.inForceOn !== null,
    followUps: client.followUps,
    jobs: client.placements,
    extended: client.extended,
    today,
  })

export type NextStep = 'assess' | 'plan' | 'sign' | 'book' | 'talk'

/**
 * The one thing to do next for a client: from the first talk to a plan, its signatures and a date for the next talk.
 * A talk that is due comes before everything else. Undefined: nothing is to be done.
 */
export function nextStepOf(
  client: {
    assessment: object | null
    plan: { state: VersionState } | null
    window: object | null
    /** Day of the booked talk on the wall in the city's offices, an ISO date. */
    talkOn: string | null
  },
  /** ISO date. */
  today: string,
): NextStep | undefined {
  const { assessment, plan, window, talkOn } = client
  if (talkOn && talkOn <= today) return 'talk'
  if (!assessment) return 'assess'
  if (!plan || plan.state === 'draft' || plan.state === 'ended') return 'plan'
  if (isSignable(plan.state)) return 'sign'
  if (talkOn) return 'talk'
  return window ? 'book' : undefined
}

const ICONS = {
  'file-opened': 'draft',
  asked: 'talk',
  sent: 'arrow-forward',
  merged: 'people',
  unmerged: 'people',
  'handed-over': 'people',
  lent: 'people',
  'came-back': 'people',
  restricted: 'visibility',
  'restriction-lifted': 'visibility',
  visited: 'door',
  deceased: 'close',
  counselled: 'talk',
  'document-kept': 'draft',
  assessed: 'talk',
  'plan-offered': 'checklist',
  'plan-signed': 'signature',
  'plan-withdrawn': 'close',
  'plan-ended': 'checklist',
  'plan-resumed': 'checklist',
  'plan-link-sent': 'mail',
  'step-done': 'check',
  'step-dropped': 'close',
  'step-open': 'checklist',
  'appointment-booked': 'calendar-today',
  'appointment-moved': 'calendar-today',
  attended: 'talk',
  late: 'talk',
  'talk-not-held': 'talk',
  excused: 'calendar-today',
  'no-show': 'warning',
  'appointment-cancelled': 'close',
  'client-confirmed': 'check',
  'client-cannot-come': 'warning',
  'client-proposes': 'calendar-today',
  'reminder-sent': 'mail',
  'reminder-failed': 'warning',
  'messages-stopped': 'close',
  'messages-resumed': 'mail',
  'client-wrote': 'mail',
  placed: 'work',
  'placement-ended': 'work',
  'placement-voided': 'work',
  'extension-applied': 'permit',
  'extension-granted': 'permit',
  'extension-unlimited': 'permit',
  'extension-refused': 'permit',
  'consent-given': 'signature',
  'consent-refused': 'close',
  'consent-withdrawn': 'close',
  referred: 'arrow-forward',
  'referral-accepted': 'check',
  'referral-declined': 'close',
  'referral-ended': 'close',
  'partner-note': 'draft',
  'contact-recorded': 'phone',
  'work-facts-recorded': 'permit',
  'notice-given': 'info',
  'household-joined': 'people',
  'household-left': 'people',
  moved: 'home',
  'taken-back': 'arrow-back',
  'moved-away': 'arrow-back',
  'stands-again': 'check',
  'outcome-open-again': 'calendar-today',
  'interpreter-agreed': 'talk',
  'interpreter-lifted': 'close',
  'hold-set': 'calendar-today',
  'hold-ended': 'calendar-today',
} as const satisfies Record<TimelineKind, string>

export const iconOf = (kind: TimelineKind): (typeof ICONS)[TimelineKind] => ICONS[kind]

/** How alarming the state of a reminder is. */
export function toneOfReminder(state: ReminderState): 'ok' | 'warn' | 'danger' | 'neutral' {
  if (state === 'sent') return 'ok'
  if (state === 'failed' || state === 'unknown') return 'danger'
  return state === 'skipped' ? 'warn' : 'neutral'
}
export type ReminderState = 'due' | 'frozen' | 'sent' | 'skipped' | 'failed' | 'unknown'

const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'a',
  œ: 'o',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
}

const PLAIN = /^[ -~]*$/

/**
 * Letters and digits only, small, without umlauts, accents, blanks and punctuation: "Öztürk", "Oeztuerk" and
 * "OZTURK" are one. For comparing only, never for showing.
 */
export function foldName(text: string): string {
  const small = text.toLowerCase()
  const letters = PLAIN.test(small) ? small.replace(/['`]/g, '') : foldLetters(small)
  return letters.replace(/([aou])e/gu, '$1').replace(/[^\p{L}\p{N}]/gu, '')
}

const foldLetters = (small: string): string =>
  small
    .normalize('NFKD')
    .replace(/[\p{M}\p{Lm}'’‘`´]/gu, '')
    .replace(/[ßæœøłđðħıþ]/gu, (letter) => LETTERS[letter] ?? letter)

/** What two rows must share in family and given name to be taken for one person. */
export function namesKey(family: string, given: string | null): string {
  return `${foldName(family)}|${foldName(given ?? '')}`
}

/** The first moment of a day on the wall in the city's offices, as an ISO instant. */
export const atWall = (day: Temporal.PlainDate): string =>
  day.toZonedDateTime('Europe/Berlin').toInstant().toString()
