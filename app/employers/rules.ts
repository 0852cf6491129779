/** What makes two employers one: the same name and town, in any case. A firm with two branches is two employers. */
import { fail, ok, type Result } from '../kit/result.ts'

/** As it is written down: no blanks around it, one between words. */
export const tidyName = (typed: string): string => typed.trim().replaceAll(/\s+/g, ' ')

export interface KnownEmployer {
  employerId: string
  name: string
  town: string
}

/**
 * Which of the employers of the typed name is meant; null when none is and a new one begins. The towns are compared in
 * any case. A name without a town means the only employer of that name.
 */
export function chooseEmployer(
  town: string,
  sameName: readonly KnownEmployer[],
): Result<string | null, 'which-town'> {
  const sameTown = sameName.find((known) => known.town.toLowerCase() === town.toLowerCase())
  if (sameTown) return ok(sameTown.employerId)
  if (town !== '') return ok(null)
  if (sameName.length > 1) return fail('which-town')
  return ok(sameName[0]?.employerId ?? null)
}
