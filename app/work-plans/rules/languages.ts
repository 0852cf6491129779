/** The languages a plan can be read in, each as its speakers call it; a test holds them against the catalogues. */
export const READABLE: Readonly<Record<string, string>> = {
  de: 'Deutsch',
  en: 'English',
  fr: 'Français',
  ar: 'العربية',
  fa: 'فارسی',
  prs: 'دری',
  ps: 'پښتو',
  ckb: 'کوردیی ناوەندی',
  kmr: 'Kurmancî',
  tr: 'Türkçe',
  ti: 'ትግርኛ',
  uk: 'Українська',
  ru: 'Русский',
  sq: 'Shqip',
  'sr-Latn': 'Srpski',
  so: 'Soomaali',
}
