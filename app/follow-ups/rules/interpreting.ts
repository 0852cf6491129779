/** Who translates in a talk: in which way, from when on somebody must have agreed, and what it means to ask somebody. */
import type { Temporal } from 'temporal-polyfill'
import { fail, ok, type Result } from '../../kit/result.ts'
import { atOffice } from './working-days.ts'

/** Each has its words in words.*.json under `interpreters.mode`. */
export const INTERPRETING_MODES = ['in-person', 'phone', 'video'] as const
export type InterpretingMode = (typeof INTERPRETING_MODES)[number]

/** Unless something else is agreed: a person comes, a service is rung up. */
export const usualMode = (service: boolean): InterpretingMode => (service ? 'phone' : 'in-person')

/** A week before the talk somebody else can still be found; later it is a task that nobody has agreed. */
export const AGREED_DAYS_BEFORE = 7

/** Talks before this moment must have somebody who has agreed: the end of the last of those days. */
export const agreedUntil = (today: Temporal.PlainDate): Temporal.Instant =>
  atOffice(today.add({ days: AGREED_DAYS_BEFORE + 1 }), '00:00')

/** From when on that is so of a talk of that day. */
export const mustBeAgreedFrom = (day: Temporal.PlainDate): Temporal.Instant =>
  atOffice(day.subtract({ days: AGREED_DAYS_BEFORE }), '00:00')

/** Whoever speaks the client's language; of whom nobody knows which it is, everybody may be the one. */
export const speaks = (languages: readonly string[], language: string | null): boolean =>
  language === null || languages.includes(language)

/** As a form says it: somebody by her id, `none` = nobody yet, `along` = whoever was asked, if she is free then. */
export type WishedInterpreter =
  | { is: 'along' }
  | { is: 'none' }
  | { is: 'named'; interpreterId: string; mode: InterpretingMode | undefined }

/** Whom a word of a form or an address names; null: nobody in particular. */
export const namedIn = (wish: string): string | null => (wish === 'none' || wish === 'along' ? null : wish)

/** What of an address counts: whoever can be asked; without a word, whoever stands for the talk. Ids. */
export function wishShown(
  wish: string | undefined,
  { stands, speakers }: { stands: string | null; speakers: readonly string[] },
): string {
  const wished = wish ?? stands ?? 'none'
  if (wished === 'none' || (wished === 'along' && stands !== null) || speakers.includes(wished)) return wished
  return stands === null ? 'none' : 'along'
}

export interface Interpreting {
  interpreterId: string
  mode: InterpretingMode
}

export const sameInterpreting = (a: Interpreting | null, b: Interpreting | null): boolean =>
  a?.interpreterId === b?.interpreterId && a?.mode === b?.mode

/** `free`: nothing else is agreed with her at that time, as with a service always; `stands`: who was asked before. */
export function decideAsking(
  wish: Interpreting,
  { free, stands }: { free: boolean; stands: Interpreting | null },
): Result<'keep' | 'ask', 'interpreter-taken'> {
  if (sameInterpreting(wish, stands)) return ok('keep')
  // Who comes already and is to be rung up instead is free for her own talk.
  return free || wish.interpreterId === stands?.interpreterId ? ok('ask') : fail('interpreter-taken')
}
