/**
 * Names by their sound. One name comes in many spellings: every alphabet has been written in Latin letters by French,
 * English, German and Turkish rules, and by ear. Two names that are two stay two, so vowels are kept but for the ones
 * that offices mix up: e and a, o and u, y and i.
 */

/** Letters as they are written -> as they sound; in this order, over small letters without marks. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  // German, French and English for one sound each.
  [/tsch/g, 'h'],
  [/dsch|dzh|dj/g, 'j'],
  [/sch|sh/g, 's'],
  [/[kcg]h/g, 'h'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/x/g, 'ks'],
  // Turkish and Kurdish: Cemal, Cihan.
  [/c(?=[ei])/g, 'j'],
  [/ck|c|q/g, 'k'],
  [/^ou(?=[aei])/g, 'v'],
  [/w/g, 'v'],
  // Long vowels.
  [/ou|oo/g, 'u'],
  [/ee|ie/g, 'i'],
  // Yusuf is Jusuf, Tatjana is Tatyana, Zelenskyj is Zelensky.
  [/^[yj](?=[aeiou])/g, 'j'],
  [/(?<=[^aeiouj])[yj](?=[aeiou])/g, 'i'],
  [/[yij]{2,}/g, 'i'],
  [/y/g, 'i'],
  [/(?<=[aeiou])j$/g, 'i'],
  [/(.)\1+/g, '$1'],
]

/** The vowels that are heard otherwise by everybody; not in words so short that a vowel is half the name: Eli is not Ali. */
const VOWELS: readonly (readonly [RegExp, string])[] = [
  [/e/g, 'a'],
  [/o/g, 'u'],
  [/a+/g, 'a'],
]

/** What only the end of a whole name says: Ahmet is Ahmed, Sarah is Sara, Zeynep is Zainab. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/t$/, 'd'],
  [/p$/, 'b'],
  [/(?<=[aeiou])h$/, ''],
]

const SHORT = 3

const inTurn = (text: string, steps: readonly (readonly [RegExp, string])[]): string =>
  steps.reduce((word, [pattern, sound]) => word.replace(pattern, sound), text)

/** What the beginning of a name sounds like. */
function beginning(word: string): string {
  const heard = inTurn(word, SPELLINGS)
  return heard.length <= SHORT ? heard : inTurn(heard, VOWELS)
}

const whole = (word: string): string => {
  const heard = inTurn(beginning(word), ENDINGS)
  return ONE_NAME.get(heard) ?? heard
}

/** Spellings of one name that no rule brings together; the first stands for all. Never two names that people tell apart. */
const VARIANTS = [
  'mohamed mohd muhd mohamadou mouhamed mohamet mohammod',
  'yusuf youssef yousef youssouf yousif yousaf',
  'khalid khaled chalid chaled halit',
  'walid waleed oualid velid walied',
  'said saeed saied sait',
  'rashid rasheed rachid reschid resit',
  'bashir bachir beschir besir',
  'sherif charif cherif scharif serif',
  'shaker chaker schakir shakir sakir',
  'ibrahim ebrahim brahim ibraheem',
  'ismail esmail ismael ismaeel',
  'idris edris driss idriss',
  'ilyas elyas elias iljas',
  'osman usman othman uthman ousmane ottman',
  'suleiman soliman sliman suliman soleyman solaiman',
  'aisha aicha',
  'fatima fatma fatemeh fatimah fatema fatoumata fatme',
  'zainab zeynep zeinab zainap zaynab',
  'dawud daoud daud davut dawood david',
  'jakub yaqub yakub yacoub yaghoub',
  'ayub ayoub eyup ayyub ajub',
  'hussein hossein huseyin husain hussain houssein',
  'hassan hasan hassen hasen',
  'diallo jallow jalloh djalo jallo',
  'alexander aleksandr alexandr aleksander',
  'tesfaye tesfay tesfai tesfaje',
  'michael mikael mikail mikhael mikhail',
  'abdullah abdallah abdullahi abdulah abdoulaye',
]

const ONE_NAME: ReadonlyMap<string, string> = (() => {
  const known = new Map<string, string>()
  for (const line of VARIANTS) {
    const [first = '', ...others] = line.split(' ').map((name) => inTurn(beginning(name), ENDINGS))
    for (const other of others) known.set(other, first)
  }
  return known
})()

const MARKS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
}

/** Small letters without marks; a German umlaut is its vowel, written either way. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Lm}'’‘`´]/gu, '')
    .replace(/[ßæœøłđðħıþ]/gu, (letter) => MARKS[letter] ?? letter)
    .replace(/([aou])e(?![iy])/gu, '$1')

/** Abd al-Rahman, Abdulrahman, Abdurrahman: servant, and of whom. Abdullah is a name of its own. */
const SERVANT = /\babd[\s-]*(?:[aeou]{1,2}(?:l|(?=([rsndtz])\1)))[\s-]*(?=\p{L}{3})/gu
const ARTICLES = new Set(['al', 'el', 'ul', 'ad', 'ar', 'as', 'an', 'at'])

function wordsOf(text: string): string[] {
  const apart = plain(text)
    .replace(/\babd(?:[aou]{1,2})l+ah(?:i)?\b/gu, 'abdullah')
    .replace(SERVANT, 'abd ')
  const words = apart.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const named = words.filter((word) => !ARTICLES.has(word))
  return named.length > 0 ? named : words
}

/** Every word of a name by its sound, in the order of the alphabet, so that given and family name may change places. */
export function soundsOf(...names: readonly string[]): string[] {
  return [...new Set(names.flatMap(wordsOf).map(whole))].filter(Boolean).sort()
}

/** What `person.sound_key` holds: the sounds with a blank before each and one behind, so that the start of a word can be found. */
export const soundKey = (family: string, given: string | null): string =>
  ` ${[...soundsOf(family, given ?? ''), ''].join(' ')}`

/** How a part of a name, typed so far, may sound: as a whole name, and as the beginning of a longer one. */
export const soundsOfTyped = (word: string): string[] =>
  [
    ...new Set(wordsOf(word).flatMap((part) => [whole(part), inTurn(inTurn(part, SPELLINGS), VOWELS)])),
  ].filter(Boolean)
