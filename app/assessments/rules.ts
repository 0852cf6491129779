/**
 * The assessment talk asks in words people use; the levels that funders count by are derived here. ISCED 2011 as the
 * German classification maps it (BIBB metadata portal, classification 39); German by the Common European Framework.
 */

export const SCHOOLING = ['none', 'primary', 'lower', 'upper', 'unsure'] as const
export type Schooling = (typeof SCHOOLING)[number]

export const TRAINING = [
  'none',
  'on-the-job',
  'vocational',
  'health-school',
  'short-tertiary',
  'master-craft',
  'bachelor',
  'master',
  'doctorate',
] as const
export type Training = (typeof TRAINING)[number]

export const TRAINING_PLACES = ['germany', 'abroad'] as const
export type TrainingPlace = (typeof TRAINING_PLACES)[number]

export const CEFR = ['a0', 'a1', 'a2', 'b1', 'b2', 'c1', 'c2'] as const
export type Cefr = (typeof CEFR)[number]

export const GERMAN_PROOFS = ['self', 'test', 'certificate'] as const
export type GermanProof = (typeof GERMAN_PROOFS)[number]

export const RECOGNITION = ['none-needed', 'not-applied', 'applied', 'partial', 'full', 'refused'] as const
export type Recognition = (typeof RECOGNITION)[number]

export const MOTIVATION = ['1', '2', '3', '4', '5'] as const

export const ABILITY = ['full', 'limited', 'not-now'] as const
export type Ability = (typeof ABILITY)[number]

export const CHILDCARE = ['not-needed', 'solved', 'open'] as const
export type Childcare = (typeof CHILDCARE)[number]

export interface Education {
  /** Null = not asked. */
  schooling: Schooling | null
  /** Years spent at school; null = not asked or not known. */
  schoolYears: number | null
  /** Null = not asked. */
  training: Training | null
}

/** Without a school leaving level that somebody can name: attendance proves lower secondary at most. */
function levelByYears(years: number | null): number {
  if (years === null || years < 4) return 0
  return years < 9 ? 1 : 2
}

const SCHOOL_LEVEL: Record<Exclude<Schooling, 'unsure'>, number> = { none: 0, primary: 1, lower: 2, upper: 3 }

/** Training on the job ends with no certificate and counts for nothing; after the Abitur an apprenticeship is level 4. */
function trainingLevel(training: Training | null, schoolLevel: number): number {
  switch (training) {
    case null:
    case 'none':
    case 'on-the-job':
      return 0
    case 'vocational':
      return schoolLevel >= 3 ? 4 : 3
    case 'health-school':
      return 4
    case 'short-tertiary':
      return 5
    case 'master-craft':
    case 'bachelor':
      return 6
    case 'master':
      return 7
    case 'doctorate':
      return 8
  }
}

function schoolLevel({ schooling, schoolYears }: Education): number {
  if (schooling === null) return 0
  return schooling === 'unsure' ? levelByYears(schoolYears) : SCHOOL_LEVEL[schooling]
}

/** Highest ISCED 2011 level completed, 0 to 8, wherever it was completed: recognition is another question. */
export function iscedOf(education: Education): number {
  const { training } = education
  const school = schoolLevel(education)
  return Math.max(school, trainingLevel(training, school))
}

/** A vocation learned to the end, so that there is something to recognise. */
export const hasVocation = (training: Training): boolean => training !== 'none' && training !== 'on-the-job'

export const asksRecognition = (training: Training, place: TrainingPlace | null): boolean =>
  hasVocation(training) && place === 'abroad'

export const lowerLevel = (one: Cefr, other: Cefr): Cefr =>
  CEFR.indexOf(one) < CEFR.indexOf(other) ? one : other

export const isBelow = (level: Cefr, wanted: Cefr): boolean => CEFR.indexOf(level) < CEFR.indexOf(wanted)

/** One line as it is kept: no control characters, which Postgres and a seal stumble over, and single spaces. */
export const tidyLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .normalize('NFC')
    .trim()
