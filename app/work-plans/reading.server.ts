import {
  type Catalogue,
  type CatalogueLanguage,
  catalogueFor,
  catalogueLanguage,
} from '../letters/catalogue.ts'
import { catalogueDigest } from '../letters/digest.server.ts'
import { directionOf } from '../letters/language.ts'
import type { PlanContent, PlanStep } from './rules.ts'

/** What somebody wrote, and the same in another language where it is one of our fixed sentences. */
export interface Said {
  de: string
  /** Null = free text: shown as it was written, never translated by a machine. */
  translated: string | null
}

/** A plan as its client reads it: the fixed sentences in his language, the words of the plan as they were written. */
export interface Reading {
  language: CatalogueLanguage
  dir: 'ltr' | 'rtl'
  /** In that language. */
  texts: Pick<Catalogue, 'plan' | 'signing' | 'signature'>
  targetJob: string
  rhythmWeeks: number | null
  goals: { what: Said; steps: (Omit<PlanStep, 'what' | 'key'> & { what: Said })[] }[]
  /** Somebody wrote what is not in the catalogue. */
  hasFreeText: boolean
}

const GERMAN = catalogueFor('de')

/** One of our sentences, word for word, in the words of another catalogue. */
function inWordsOf(catalogue: Catalogue, part: 'goal' | 'step', text: string): string | null {
  const found = Object.entries(GERMAN[part]).find(([, sentence]) => sentence === text)
  if (!found) return null
  const [key] = found
  return Object.entries(catalogue[part]).find(([other]) => other === key)?.[1] ?? null
}

/** A plan for a reader of `tag` (BCP 47). */
export function readingIn(tag: string | null, { targetJob, rhythmWeeks, goals }: PlanContent): Reading {
  const language = catalogueLanguage(tag)
  const catalogue = catalogueFor(language)
  const { plan, signing, signature } = catalogue
  const said = (part: 'goal' | 'step', de: string): Said => ({
    de,
    translated: inWordsOf(catalogue, part, de),
  })
  const read = goals.map((goal) => ({
    what: said('goal', goal.what),
    steps: goal.steps.map(({ what, who, until, evidence }) => ({
      what: said('step', what),
      who,
      until,
      evidence,
    })),
  }))
  const words = read.flatMap(({ what, steps }) => [what, ...steps.map((step) => step.what)])
  return {
    language,
    dir: directionOf(language),
    texts: { plan, signing, signature },
    targetJob,
    rhythmWeeks,
    goals: read,
    hasFreeText: words.some(({ translated }) => translated === null),
  }
}

/** The version of the sentences somebody reads in `tag`; a signature keeps it. */
export const textDigestOf = (tag: string): string => catalogueDigest(catalogueLanguage(tag))
