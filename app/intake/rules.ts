/**
 * What a person is owed to be told of her data. Art. 13 GDPR: when the city asks her herself. Art. 14: when it knows her from a
 * list or from somebody else, within a month and at the latest when it first speaks with her (Art. 14 (3) a and b). ISO dates.
 */
import { Temporal } from 'temporal-polyfill'
import type { CHANNELS, NOTICE_WAYS } from '../../db/city/schema/intake.ts'
import { fail, ok, type Result } from '../kit/result.ts'

export type Channel = (typeof CHANNELS)[number]
export type NoticeWay = (typeof NOTICE_WAYS)[number]

export const OFFERED_CHANNELS = ['mobile', 'phone', 'email', 'letter', 'visit'] as const satisfies Channel[]
export const OFFERED_WAYS = ['handed-out', 'read-out', 'sent'] as const satisfies NoticeWay[]
export const LITERACIES = ['none', 'little', 'well'] as const

/** Version of the sheet that is handed out today. What was given keeps its own. */
export const NOTICE_VERSION = '2026-11'
/** The languages the sheet is written in; `-simple` = in plain words. BCP 47. */
export const NOTICE_LANGUAGES = ['de', 'de-simple', 'en', 'en-simple'] as const
export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number]

export const isNoticeLanguage = (tag: string | null): tag is NoticeLanguage =>
  NOTICE_LANGUAGES.some((known) => known === tag)

export interface NoticeFacts {
  /** Since when the city holds anything about the person. */
  knownSince: string
  /** Whether that came from a list. */
  listed: boolean
  /** When somebody first spoke with her for a file; null = nobody has. */
  spokenOn: string | null
  /** When the sheet was given last; null = never. */
  givenOn: string | null
}

export interface NoticeState {
  state: 'given' | 'due' | 'overdue'
  article: 13 | 14
  /** The last day to give it; for what was given, the day it was. */
  on: string
}

export function noticeState(
  { knownSince, listed, spokenOn, givenOn }: NoticeFacts,
  today: string,
): NoticeState {
  const article = spokenOn !== null && !listed ? 13 : 14
  if (givenOn !== null) return { state: 'given', article, on: givenOn }
  const month = Temporal.PlainDate.from(knownSince).add({ months: 1 }).toString()
  const on = spokenOn !== null && (article === 13 || spokenOn < month) ? spokenOn : month
  return { state: today > on ? 'overdue' : 'due', article, on }
}

export type NoticeError = 'given-ahead' | 'given-too-long-ago' | 'no-interpreter'

/** Sheets given longer ago are taken for a slip of the finger. */
const OLDEST_YEARS = 5

export function decideNotice(
  { occurredOn, way, interpreter }: { occurredOn: string; way: NoticeWay; interpreter: string },
  /** The client's: whether talks need somebody to interpret. */
  needsInterpreter: boolean,
  today: string,
): Result<null, NoticeError> {
  if (occurredOn > today) return fail('given-ahead')
  if (occurredOn < Temporal.PlainDate.from(today).subtract({ years: OLDEST_YEARS }).toString())
    return fail('given-too-long-ago')
  return way === 'read-out' && needsInterpreter && !interpreter ? fail('no-interpreter') : ok(null)
}
