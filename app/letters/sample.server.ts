/** A paper of nobody: to see the letterhead and a language as they are printed. */
import { type Catalogue, catalogueFor } from './catalogue.ts'
import { catalogueDigest } from './digest.server.ts'
import type { Letterhead } from './letterhead.ts'
import { type PaperStep, planPdf, type Said } from './plan-paper.server.ts'

interface Sample {
  letterhead: Letterhead
  /** BCP 47. */
  language: string
  reviewed: boolean
}

type Steps = keyof Catalogue['step']
type Goals = keyof Catalogue['goal']

const GOALS: readonly (readonly [Goals, readonly (readonly [Steps, PaperStep['who'], string | null])[]])[] = [
  [
    'ready',
    [
      ['childcare', 'client', '2027-01-15'],
      ['health-first', 'partner', null],
    ],
  ],
  [
    'german',
    [
      ['german-course', 'client', '2027-01-31'],
      ['german-test', 'client', '2027-06-30'],
    ],
  ],
  [
    'vocation',
    [
      ['recognition-advice', 'worker', '2027-02-15'],
      ['try-out', 'employer', '2027-03-31'],
    ],
  ],
]

/** A work plan of Erika Mustermann that nobody has signed. */
export function samplePdf({ letterhead, language, reviewed }: Sample): Buffer {
  const [de, other] = [catalogueFor('de'), catalogueFor(language)]
  const said = (pick: (says: Catalogue) => string): Said => ({ de: pick(de), translated: pick(other) })
  return planPdf({
    city: letterhead.office,
    letterhead,
    language,
    reviewed,
    name: 'Erika Mustermann',
    version: 1,
    madeOn: '2027-01-04',
    draft: false,
    targetJob: 'Fachkraft für Muster und Beispiele',
    rhythmWeeks: 5,
    goals: GOALS.map(([goal, steps]) => ({
      what: said((says) => says.goal[goal]),
      steps: steps.map(([step, who, until]) => ({
        what: said((says) => says.step[step]),
        who,
        until,
        evidence: null,
      })),
    })),
    signatures: [],
    hash: catalogueDigest('de'),
    checkUrl: 'https://muster.example',
    attachment: null,
  })
}
