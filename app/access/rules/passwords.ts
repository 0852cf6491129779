/** What a password must be. How hard it is to guess is measured elsewhere; here is what follows. */
export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 128

/** Measured in guesses: 0 very easy to 4 very hard. */
export type Score = 0 | 1 | 2 | 3 | 4

export interface Measured {
  score: Score
  /** It stands on a list of stolen passwords, or is one of them in disguise. */
  leaked: boolean
}

export type PasswordWeakness = 'leaked' | 'personal' | 'weak'

const HARD_ENOUGH = 3

/** The words of a person that others know: parts of name, address and city, in small letters, the longest first. */
export function personalWords(facts: readonly string[]): string[] {
  const words = facts.flatMap((fact) => fact.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  return [...new Set(words)].filter((word) => word.length >= 3).sort((a, b) => b.length - a.length)
}

/** What is left of a password when everything others know is taken out. */
export function withoutPersonal(password: string, facts: readonly string[]): string {
  let left = password.toLowerCase()
  for (const word of personalWords(facts)) left = left.replaceAll(word, '')
  return left === password.toLowerCase() ? password : left
}

/** Whether it will do. `bare`: measured without what others know about the person. */
export function weaknessOf({ whole, bare }: { whole: Measured; bare: Measured }): PasswordWeakness | null {
  if (whole.leaked) return 'leaked'
  if (whole.score < HARD_ENOUGH) return bare.score < whole.score ? 'personal' : 'weak'
  return bare.score < HARD_ENOUGH ? 'personal' : null
}

export const isWeakness = (word: string): word is PasswordWeakness =>
  word === 'leaked' || word === 'personal' || word === 'weak'
