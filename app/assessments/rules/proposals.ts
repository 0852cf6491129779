/** What the talk suggests for the plan, each with the answer that speaks for it. Practice, not law: a person decides. */
import {
  type Ability,
  asksRecognition,
  type Cefr,
  type Childcare,
  type GermanProof,
  hasVocation,
  isBelow,
  lowerLevel,
  type Recognition,
  type Schooling,
  type Training,
  type TrainingPlace,
} from '../rules.ts'

export const PROPOSALS = [
  'childcare',
  'health-first',
  'suitable-work',
  'literacy-course',
  'german-course',
  'german-test',
  'job-german',
  'recognition-advice',
  'recognition-running',
  'recognition-gap',
  'recognition-refused',
  'try-out',
  'encourage',
  'application',
] as const
export type ProposalKey = (typeof PROPOSALS)[number]

export const GOALS = ['ready', 'german', 'vocation', 'job'] as const
export type GoalKey = (typeof GOALS)[number]

export interface Proposal {
  key: ProposalKey
  goal: GoalKey
  who: 'client' | 'worker' | 'partner' | 'employer'
  /** From the day of the plan until it should be done. */
  weeks: number
}

export interface TalkFacts {
  schooling: Schooling | null
  training: Training | null
  trainingPlace: TrainingPlace | null
  recognition: Recognition | null
  /** Null when nobody asked about it. */
  germanOral: Cefr | null
  germanWritten: Cefr | null
  germanProof: GermanProof
  /** 1 to 5; null when nobody asked. */
  motivation: number | null
  /** Null when the talk left health and childcare out. */
  ability: Ability | null
  childcare: Childcare | null
}

/** In the order they should be tackled: what stands in the way first, looking for work last. */
export function proposalsFrom(facts: TalkFacts): Proposal[] {
  return [...waysToClear(facts), ...germanSteps(facts), ...vocationSteps(facts), ...jobSteps(facts)]
}

function waysToClear({ ability, childcare }: TalkFacts): Proposal[] {
  const steps: Proposal[] = []
  if (childcare === 'open') steps.push({ key: 'childcare', goal: 'ready', who: 'worker', weeks: 4 })
  if (ability === 'not-now') steps.push({ key: 'health-first', goal: 'ready', who: 'client', weeks: 6 })
  if (ability === 'limited') steps.push({ key: 'suitable-work', goal: 'ready', who: 'worker', weeks: 4 })
  return steps
}

/** B1 is what integration courses lead to and what most training and recognition ask for. */
function germanSteps({ germanOral, germanWritten, germanProof, schooling, training }: TalkFacts): Proposal[] {
  if (germanWritten === 'a0' && schooling === 'none')
    return [{ key: 'literacy-course', goal: 'german', who: 'client', weeks: 6 }]
  const level =
    germanOral && germanWritten ? lowerLevel(germanOral, germanWritten) : (germanOral ?? germanWritten)
  if (level === null) return []
  if (isBelow(level, 'b1')) return [{ key: 'german-course', goal: 'german', who: 'client', weeks: 6 }]
  const steps: Proposal[] = []
  if (germanProof === 'self') steps.push({ key: 'german-test', goal: 'german', who: 'worker', weeks: 8 })
  if (training && hasVocation(training) && isBelow(level, 'b2'))
    steps.push({ key: 'job-german', goal: 'german', who: 'client', weeks: 12 })
  return steps
}

const RECOGNITION_STEP: Record<Recognition, { key: ProposalKey; weeks: number } | null> = {
  'none-needed': null,
  full: null,
  'not-applied': { key: 'recognition-advice', weeks: 6 },
  applied: { key: 'recognition-running', weeks: 8 },
  partial: { key: 'recognition-gap', weeks: 8 },
  refused: { key: 'recognition-refused', weeks: 6 },
}

function vocationSteps({ training, trainingPlace, recognition, ability }: TalkFacts): Proposal[] {
  const asked = training === null ? recognition !== null : asksRecognition(training, trainingPlace)
  if (asked) {
    const step = RECOGNITION_STEP[recognition ?? 'not-applied']
    return step ? [{ ...step, goal: 'vocation', who: 'client' }] : []
  }
  if (training === null || hasVocation(training)) return []
  return ability === 'not-now' ? [] : [{ key: 'try-out', goal: 'vocation', who: 'worker', weeks: 8 }]
}

function jobSteps({ motivation, ability }: TalkFacts): Proposal[] {
  const steps: Proposal[] = []
  if (motivation !== null && motivation <= 2)
    steps.push({ key: 'encourage', goal: 'job', who: 'worker', weeks: 4 })
  if (ability !== 'not-now') steps.push({ key: 'application', goal: 'job', who: 'client', weeks: 6 })
  return steps
}
