/** The fixed sentences of the work plan, of signing it and of its mail: one file a language, all with the same keys. */

import ar from './catalogues/ar.json'
import ckb from './catalogues/ckb.json'
import de from './catalogues/de.json'
import en from './catalogues/en.json'
import fa from './catalogues/fa.json'
import fr from './catalogues/fr.json'
import kmr from './catalogues/kmr.json'
import prs from './catalogues/prs.json'
import ps from './catalogues/ps.json'
import ru from './catalogues/ru.json'
import so from './catalogues/so.json'
import sq from './catalogues/sq.json'
import srLatn from './catalogues/sr-Latn.json'
import ti from './catalogues/ti.json'
import tr from './catalogues/tr.json'
import uk from './catalogues/uk.json'
import { readableIn } from './language.ts'

/** German is what the others are translated from; its keys are everybody's. */
export type Catalogue = typeof de

const CATALOGUES = {
  de,
  en,
  fr,
  ar,
  fa,
  prs,
  ps,
  ckb,
  kmr,
  tr,
  ti,
  uk,
  ru,
  sq,
  'sr-Latn': srLatn,
  so,
} satisfies Record<string, Catalogue>

export type CatalogueLanguage = keyof typeof CATALOGUES

const isWritten = (tag: string): tag is CatalogueLanguage => tag in CATALOGUES

/** BCP 47, German first. */
export const CATALOGUE_LANGUAGES: readonly CatalogueLanguage[] = Object.keys(CATALOGUES).filter(isWritten)

/** A language of ours as an address names it. */
export const writtenLanguage = (tag: string | undefined): CatalogueLanguage | undefined =>
  CATALOGUE_LANGUAGES.find((known) => known === tag)

/** The same, of those that are translated from the German. */
export const reviewableLanguage = (tag: string | undefined): CatalogueLanguage | undefined =>
  tag === 'de' ? undefined : writtenLanguage(tag)

/** In which language the sentences are for a reader of `tag` (BCP 47): English where nobody knows or none is written. */
export const catalogueLanguage = (tag: string | null): CatalogueLanguage => readableIn(tag, isWritten, 'en')

/** The sentences for a reader of `tag`, in `catalogueLanguage(tag)`. */
export const catalogueFor = (tag: string | null): Catalogue => CATALOGUES[catalogueLanguage(tag)]

/** A catalogue as a list, in the order of the German: `['plan.title', 'Arbeitsplan']`. */
export function sentencesOf(catalogue: Catalogue): [key: string, sentence: string][] {
  return flat(catalogue, '')
}

function flat(part: object, path: string): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] => {
    const at = path ? `${path}.${key}` : key
    return typeof value === 'string' ? [[at, value]] : flat(value, at)
  })
}
