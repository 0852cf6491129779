/** Who works with a file: hand-over, deputies, restriction. Pure. */
import type { Temporal } from 'temporal-polyfill'
import { type AbsenceError, type Days, decideAbsence } from '../follow-ups/rules/calendar.ts'
import { fail, ok, type Result } from '../kit/result.ts'

/** For so long a former lead still reads a restricted file; wished for by users of comparable systems. */
export const FORMER_LEAD_DAYS = 30

/** A restricted file that only one person sees is lost when she falls ill. */
export const FEWEST_NAMED = 2

export interface FileNow {
  leadId: string | null
  closed: boolean
  /** It is with its lead for a time only. */
  lent: boolean
  /** Ids of those who see a restricted file; null = the city's staff does. */
  named: readonly string[] | null
}

export type HandOverError = 'file-closed' | 'moved-on' | 'lent' | 'same-person' | 'until-past' | 'alone'

/** May this file go from one to the other? `until`: last day with the other, null = for good. ISO dates. */
export function decideHandOver(
  file: FileNow,
  { fromId, toId, until }: { fromId: string; toId: string; until: string | null },
  today: string,
): Result<null, HandOverError> {
  if (fromId === toId) return fail('same-person')
  if (until !== null && until < today) return fail('until-past')
  if (file.closed) return fail('file-closed')
  if (file.leadId !== fromId) return fail('moved-on')
  if (file.lent) return fail('lent')
  // For good the one who gives it no longer counts.
  const after = new Set([...(file.named ?? []).filter((id) => until !== null || id !== fromId), toId])
  if (file.named && after.size < FEWEST_NAMED) return fail('alone')
  return ok(null)
}

export type DeputyError = 'same-person' | AbsenceError

/** A colleague stands in for an absence, both days included. */
export const decideDeputy = (
  { absentId, deputyId, ...days }: { absentId: string; deputyId: string } & Days,
  today: Temporal.PlainDate,
): Result<null, DeputyError> => (absentId === deputyId ? fail('same-person') : decideAbsence(days, today))

export type RestrictionError = 'lead-missing' | 'self-missing' | 'too-few'

/** The people of a restricted file: its lead, whoever restricts it, and never one alone. */
export function decideNamed(
  named: readonly string[],
  { leadId, actorId }: { leadId: string | null; actorId: string },
): Result<null, RestrictionError> {
  const people = new Set(named)
  if (leadId && !people.has(leadId)) return fail('lead-missing')
  if (!people.has(actorId)) return fail('self-missing')
  return people.size < FEWEST_NAMED ? fail('too-few') : ok(null)
}
