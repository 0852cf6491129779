import { toLocale } from '../../kit/locale.ts'
import { fold } from './text.ts'

/** Languages of the people on the lists, by BCP 47 code, with their names and writing direction. */
export const LANGUAGES = {
  de: { de: 'Deutsch', en: 'German', dir: 'ltr' },
  ar: { de: 'Arabisch', en: 'Arabic', dir: 'rtl' },
  prs: { de: 'Dari', en: 'Dari', dir: 'rtl' },
  fa: { de: 'Farsi', en: 'Farsi', dir: 'rtl' },
  ps: { de: 'Paschtu', en: 'Pashto', dir: 'rtl' },
  ckb: { de: 'Kurdisch (Sorani)', en: 'Kurdish (Sorani)', dir: 'rtl' },
  ur: { de: 'Urdu', en: 'Urdu', dir: 'rtl' },
  ti: { de: 'Tigrinya', en: 'Tigrinya', dir: 'ltr' },
  am: { de: 'Amharisch', en: 'Amharic', dir: 'ltr' },
  tr: { de: 'Türkisch', en: 'Turkish', dir: 'ltr' },
  kmr: { de: 'Kurdisch (Kurmandschi)', en: 'Kurdish (Kurmanji)', dir: 'ltr' },
  uk: { de: 'Ukrainisch', en: 'Ukrainian', dir: 'ltr' },
  ru: { de: 'Russisch', en: 'Russian', dir: 'ltr' },
  sq: { de: 'Albanisch', en: 'Albanian', dir: 'ltr' },
  'sr-Latn': { de: 'Serbisch', en: 'Serbian', dir: 'ltr' },
  bs: { de: 'Bosnisch', en: 'Bosnian', dir: 'ltr' },
  mk: { de: 'Mazedonisch', en: 'Macedonian', dir: 'ltr' },
  rom: { de: 'Romani', en: 'Romani', dir: 'ltr' },
  fr: { de: 'Französisch', en: 'French', dir: 'ltr' },
  en: { de: 'Englisch', en: 'English', dir: 'ltr' },
  so: { de: 'Somali', en: 'Somali', dir: 'ltr' },
  es: { de: 'Spanisch', en: 'Spanish', dir: 'ltr' },
  ka: { de: 'Georgisch', en: 'Georgian', dir: 'ltr' },
} as const satisfies Record<string, { de: string; en: string; dir: 'ltr' | 'rtl' }>

export type Language = keyof typeof LANGUAGES

/** Other names that lists use. "Kurdisch" alone is not here: it does not say which, and the letters differ. */
const OTHER_NAMES: Partial<Record<Language, readonly string[]>> = {
  prs: ['Dari-Persisch', 'Dari (Persisch)', 'fa-AF', 'Farsi/Dari (Afghanistan)', 'Afghanisch-Dari'],
  fa: ['Persisch', 'Persisch (Farsi)', 'Farsi (Persisch)', 'Iranisch'],
  ps: ['Paschto', 'Pashto', 'Pashtu', 'Paschtunisch'],
  ckb: ['Sorani', 'Sorani-Kurdisch', 'Zentralkurdisch', 'Kurdisch/Sorani', 'Kurdisch-Sorani'],
  ti: ['Tigrinisch', 'Tigrigna', 'Tigrinja'],
  kmr: [
    ...[
      'Kurmandschi',
      'Kurmanci',
      'Kurmanji',
      'Kurmandschi-Kurdisch',
      'Kurdisch-Kurmandschi',
      'Nordkurdisch',
    ],
    ...['Kurdisch (Kurmanci)', 'Kurdisch (Kurmanji)', 'Kurdisch/Kurmandschi', 'ku-Latn'],
  ],
  'sr-Latn': ['sr', 'Serbisch (lateinisch)', 'sr-Cyrl'],
  mk: ['Nordmazedonisch'],
  rom: ['Romanes', 'Romanesisch', 'Romani-Sprache'],
  so: ['Somalisch'],
  ka: ['Grusinisch'],
}

const isLanguage = (code: string): code is Language => Object.hasOwn(LANGUAGES, code)

const CODES = new Map<string, Language>(
  Object.entries(LANGUAGES).flatMap(([code, names]) =>
    isLanguage(code)
      ? [code, names.de, names.en, ...(OTHER_NAMES[code] ?? [])].map((name) => [fold(name), code] as const)
      : [],
  ),
)

/** The BCP 47 code of a language named in German, in English or by its code; null when we do not know it. */
export function readLanguage(text: string): Language | null {
  return CODES.get(fold(text)) ?? null
}

const byPlatform = new Map<string, Intl.DisplayNames>()

/**
 * `ti` -> Tigrinya, in the reader's language and as the field says it (Kurdisch (Kurmandschi), Dari), the same on server and
 * in the browser. What no list has is named as the platform does; a tag nobody knows stays as it is.
 */
export function languageName(tag: string, locale: string): string {
  if (isLanguage(tag)) return LANGUAGES[tag][toLocale(locale)]
  let names = byPlatform.get(locale)
  if (!names) {
    names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' })
    byPlatform.set(locale, names)
  }
  return names.of(tag) ?? tag
}
