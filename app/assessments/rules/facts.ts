/** What funders count by and lists show, from what was said; every level is derived here and nowhere else. */
import {
  asksRecognition,
  CEFR,
  type Cefr,
  GERMAN_PROOFS,
  type GermanProof,
  hasVocation,
  iscedOf,
  lowerLevel,
  type Recognition,
  type Schooling,
  type Training,
  type TrainingPlace,
} from '../rules.ts'
import type { Answers, AnswersOf, Skill } from './topics.ts'
import { SKILLS } from './topics.ts'

export interface Facts {
  schooling: Schooling | null
  schoolYears: number | null
  schoolCountry: string
  training: Training | null
  trainingPlace: TrainingPlace | null
  /** ISCED 2011 level, 0 to 8; null when neither school nor vocation was spoken about. */
  isced: number | null
  qualification: string
  recognition: Recognition | null
  germanOral: Cefr | null
  germanWritten: Cefr | null
  germanProof: GermanProof
  /** 1 to 5. */
  motivation: number | null
}

export function factsFrom({ school, work, papers, german, motivation }: Answers): Facts {
  const schooling = school?.schooling ?? null
  const training = school?.training ?? null
  const schoolYears = school?.schoolYears ?? null
  const trainingPlace = training && hasVocation(training) ? (school?.trainingPlace ?? null) : null
  const told = papers?.papers ?? []
  const asked = training === null || asksRecognition(training, trainingPlace)
  return {
    schooling,
    schoolYears,
    schoolCountry: school?.schoolCountry ?? '',
    training,
    trainingPlace,
    isced: schooling === null && training === null ? null : iscedOf({ schooling, schoolYears, training }),
    qualification: qualificationFrom(told, work?.jobs ?? []),
    recognition: asked ? leastRecognised(told.flatMap(({ recognition }) => recognition ?? [])) : null,
    ...germanFrom(german),
    motivation: motivation?.motivation === undefined ? null : Number(motivation.motivation),
  }
}

/** The names of the papers; without any, what was worked last. */
function qualificationFrom(papers: AnswersOf['papers']['papers'], jobs: AnswersOf['work']['jobs']): string {
  const names = papers.map(({ name }) => name).filter(Boolean)
  const said = names.length > 0 ? names.join(', ') : (jobs.find(({ what }) => what !== '')?.what ?? '')
  return said.slice(0, 200)
}

/** What still has to be done about recognition, the most open first. */
const MOST_OPEN_FIRST: readonly Recognition[] = [
  'not-applied',
  'refused',
  'partial',
  'applied',
  'full',
  'none-needed',
]

/** Of several papers the one with which there is most left to do: it decides the next step. */
export const leastRecognised = (all: readonly Recognition[]): Recognition | null =>
  MOST_OPEN_FIRST.find((one) => all.includes(one)) ?? null

/**
 * Oral is the lower of listening and speaking, written the lower of reading and writing: a level is one a person has in
 * both. A skill nobody asked about does not count; what the levels rest on is the weakest proof of the skills that do.
 */
export function germanFrom(
  german: AnswersOf['german'] | undefined,
): Pick<Facts, 'germanOral' | 'germanWritten' | 'germanProof'> {
  const lowest = (one: Skill, other: Skill): Cefr | null => {
    const [first, second] = [german?.[one]?.level ?? null, german?.[other]?.level ?? null]
    return first && second ? lowerLevel(first, second) : (first ?? second)
  }
  const proofs = SKILLS.flatMap((skill) => (german?.[skill]?.level ? [german[skill].proof ?? 'self'] : []))
  return {
    germanOral: lowest('listening', 'speaking'),
    germanWritten: lowest('reading', 'writing'),
    germanProof: GERMAN_PROOFS.find((proof) => proofs.includes(proof)) ?? 'self',
  }
}

/** The place of a level on the scale of a picture, 0 to 6. */
export const rankOf = (level: Cefr): number => CEFR.indexOf(level)
