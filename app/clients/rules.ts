/** Everything that can stand in a client's stream. Each has its sentence in words.*.json under `timeline`. */
export const TIMELINE_KINDS = [
  'file-opened',
  'visited',
  'assessed',
  'plan-offered',
  'plan-signed',
  'appointment-booked',
  'appointment-moved',
  'attended',
  'no-show',
  'reminder-sent',
  'reminder-failed',
  'placed',
  'placement-ended',
  'extension-applied',
  'extension-granted',
  'extension-refused',
] as const
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

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
  inWork: boolean
  keptSixMonths: boolean
  extended: boolean
}

/** The client's way: which stations are behind and which one is next. Work may come before any follow-up. */
export function wayOf(facts: Milestones): { station: Station; reached: boolean; count?: number }[] {
  return [
    { station: 'list', reached: facts.listed },
    { station: 'visit', reached: facts.visited },
    { station: 'assessment', reached: facts.assessed },
    { station: 'plan', reached: facts.planSigned },
    { station: 'follow-ups', reached: facts.followUps > 0, count: facts.followUps },
    { station: 'work', reached: facts.inWork },
    { station: 'kept', reached: facts.keptSixMonths },
    { station: 'extension', reached: facts.extended },
  ]
}

/** `ti` -> Tigrinya, in the reader's language; a tag the platform does not know stays as it is. */
export function languageName(tag: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(tag) ?? tag
}

const SPELLINGS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
}

/** A name as it is compared and sought: lower case, umlauts written out, no accents, words parted by one space. */
export const foldName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[äöüßæøđðłıþ]/g, (letter) => SPELLINGS[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What two people without a register number are compared by, beside their birth date. */
export const namesKey = (familyName: string, givenName: string): string =>
  `${foldName(familyName)}|${foldName(givenName)}`

export type Sought = { born: string } | { words: string[] }

/** What somebody typed into the search: a birth date as people write it, or parts of a name; undefined = too little. */
export function readSought(typed: string): Sought | undefined {
  const date = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed.trim())
  if (date) return { born: `${date[3]}-${date[2]?.padStart(2, '0')}-${date[1]?.padStart(2, '0')}` }
  const words = foldName(typed)
    .split(' ')
    .filter((word) => word.length > 1)
  return words.length > 0 ? { words } : undefined
}
