/** What somebody wrote back to a short message: whether he wants none any more, and which city he means. */

/**
 * Words that ask for silence and nothing else, in the languages of our clients. A word that may also call off an appointment
 * (cancel, iptal, إلغاء, لغو) is none of them: a person reads that.
 */
const STOP_WORDS: ReadonlySet<string> = new Set([
  // de, en and what everybody's phone knows
  'stop',
  'stopp',
  'stopall',
  'abmelden',
  'abbestellen',
  'austragen',
  'unsubscribe',
  // fr, es, pt, it, ro, sq, so, tr, ku
  'arret',
  'arreter',
  'alto',
  'basta',
  'parar',
  'opreste',
  'ndalo',
  'jooji',
  'durdur',
  'raweste',
  // ru, uk, bg, sr
  'стоп',
  'стой',
  // el
  'στοπ',
  // ar, fa, ps, ur
  'توقف',
  'اوقف',
  'قف',
  'ستوب',
  'استوپ',
  'بند',
  // ti, am
  'ስቶፕ',
  'አቁም',
  'ኣቁም',
  'ደው',
  // hi, ta, zh
  'स्टॉप',
  'நிறுத்து',
  '停止',
])

/** "STOP bitte", "Stopp SMS": more words than these are a sentence that somebody should read. */
const MOST_WORDS = 3

/** Small letters without accents, points of vowels and punctuation; the forms of alef are one. */
const folded = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0655\u0670\u0640]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')

/** The same folding for the words of the list, or accents that a language needs would tell them apart. */
const KNOWN: ReadonlySet<string> = new Set([...STOP_WORDS].map((word) => folded(word).join('')))

/** Whether a text asks that nothing more is sent. */
export function asksToStop(text: string): boolean {
  const words = folded(text)
  return words.length <= MOST_WORDS && words[0] !== undefined && KNOWN.has(words[0])
}

/** What a city knows of a number. */
export interface Knows {
  slug: string
  /** Somebody there has it. */
  has: boolean
  /** When it was last written to by short message within the last three months (ISO instant); null = not. */
  wroteAt: string | null
}

export const ANSWERED_WITHIN_DAYS = 90

/**
 * Who is meant by a reply. A stop is for the one city that wrote; when several did, or none, nobody can tell, and each
 * that has the number stops. Words are for one city alone, or another's would learn them: the last that wrote, or the
 * only one that has the number.
 */
export function whoIsMeant(cities: readonly Knows[], stops: boolean): string[] {
  const wrote = cities.flatMap(({ slug, wroteAt }) => (wroteAt === null ? [] : [{ slug, wroteAt }]))
  const having = cities.filter(({ has, wroteAt }) => has || wroteAt !== null).map(({ slug }) => slug)
  if (stops) return wrote.length === 1 ? wrote.map(({ slug }) => slug) : having
  const last = wrote.reduce<(typeof wrote)[number] | undefined>(
    (latest, one) => (latest === undefined || one.wroteAt > latest.wroteAt ? one : latest),
    undefined,
  )
  if (last) return [last.slug]
  return having.length === 1 ? having : []
}
