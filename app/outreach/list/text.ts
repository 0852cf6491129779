import { foldName as fold, namesKey } from '../../clients/rules.ts'

export { fold, namesKey }

// Most cells of a list of ten thousand: letters of German, digits and single blanks, nothing to put right.
const TIDY = /^(?!['="])(?:[!-~§À-ÿ]| (?! ))*$/

/**
 * A cell as a person would read it: composed letters, one blank between words, none around (no-break blanks
 * and line breaks too), no invisible direction marks, no quotes or guards that spreadsheets put around text.
 */
export function clean(cell: string): string {
  const trimmed = cell.trim()
  if (TIDY.test(trimmed)) return trimmed
  return cell
    .normalize('NFC')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}\p{Z}]+/gu, ' ')
    .trim()
    .replace(/^'(?=[\s=+\-@＝＋－＠])\s*/u, '')
    .replace(/^="([^"]*)"$/u, '$1')
    .replace(/^"([^"]*)"$/u, '$1')
    .trim()
}

/** What finds a person without an AZR number: both names and the birth date, as precise as it is known. */
export function personKey(person: { namesKey: string; birthDate: string }): string {
  return `${person.namesKey}|${person.birthDate}`
}
