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

// Most cells of a list of ten thousand: letters of German, digits and single blanks, nothing to put right.
const TIDY = /^(?!['="])(?:[!-~§À-ÿ]| (?! ))*$/
const PLAIN = /^[ -~]*$/

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

/**
 * Letters and digits only, small, without umlauts, accents, blanks and punctuation: "Öztürk", "Oeztuerk" and
 * "OZTURK" are one. For comparing only, never for showing.
 */
export function fold(text: string): string {
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
  return `${fold(family)}|${fold(given ?? '')}`
}

/** What finds a person without an AZR number: both names and the birth date, as precise as it is known. */
export function personKey(person: { namesKey: string; birthDate: string }): string {
  return `${person.namesKey}|${person.birthDate}`
}
