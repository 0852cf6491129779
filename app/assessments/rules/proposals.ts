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

/** The goal an address names, the first of them where it names none. */
export const goalNamed = (word: string | null): GoalKey => GOALS.find((goal) => goal === word) ?? GOALS[0]

export interface Proposal {
  key: ProposalKey
  goal: GoalKey
  who: 'client' | 'worker' | 'partner' | 'employer'
  /** From the day of the plan until it should be done. */
  weeks: number
}

const STEPS: Record<ProposalKey, Omit<Proposal, 'key'>> = {
  childcare: { goal: 'ready', who: 'worker', weeks: 4 },
  'health-first': { goal: 'ready', who: 'client', weeks: 6 },
  'suitable-work': { goal: 'ready', who: 'worker', weeks: 4 },
  'literacy-course': { goal: 'german', who: 'client', weeks: 6 },
  'german-course': { goal: 'german', who: 'client', weeks: 6 },
  'german-test': { goal: 'german', who: 'worker', weeks: 8 },
  'job-german': { goal: 'german', who: 'client', weeks: 12 },
  'recognition-advice': { goal: 'vocation', who: 'client', weeks: 6 },
  'recognition-running': { goal: 'vocation', who: 'client', weeks: 8 },
  'recognition-gap': { goal: 'vocation', who: 'client', weeks: 8 },
  'recognition-refused': { goal: 'vocation', who: 'client', weeks: 6 },
  'try-out': { goal: 'vocation', who: 'worker', weeks: 8 },
  encourage: { goal: 'job', who: 'worker', weeks: 4 },
  application: { goal: 'job', who: 'client', weeks: 6 },
}

/** All that can be proposed, in the order it should be tackled. */
export const ALL_PROPOSALS: readonly Proposal[] = PROPOSALS.map((key) => ({ key, ...STEPS[key] }))

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
  const keys = [...waysToClear(facts), ...germanSteps(facts), ...vocationSteps(facts), ...jobSteps(facts)]
  return keys.map((key) => ({ key, ...STEPS[key] }))
}

function waysToClear({ ability, childcare }: TalkFacts): ProposalKey[] {
  const steps: ProposalKey[] = []
  if (childcare === 'open') steps.push('childcare')
  if (ability === 'not-now') steps.push('health-first')
  if (ability === 'limited') steps.push('suitable-work')
  return steps
}

/** B1 is what integration courses lead to and what most training and recognition ask for. */
function germanSteps({
  germanOral,
  germanWritten,
  germanProof,
  schooling,
  training,
}: TalkFacts): ProposalKey[] {
  if (germanWritten === 'a0' && schooling === 'none') return ['literacy-course']
  const level =
    germanOral && germanWritten ? lowerLevel(germanOral, germanWritten) : (germanOral ?? germanWritten)
  if (level === null) return []
  if (isBelow(level, 'b1')) return ['german-course']
  const steps: ProposalKey[] = []
  if (germanProof === 'self') steps.push('german-test')
  if (training && hasVocation(training) && isBelow(level, 'b2')) steps.push('job-german')
  return steps
}

const RECOGNITION_STEP: Record<Recognition, ProposalKey | null> = {
  'none-needed': null,
  full: null,
  'not-applied': 'recognition-advice',
  applied: 'recognition-running',
  partial: 'recognition-gap',
  refused: 'recognition-refused',
}

function vocationSteps({ training, trainingPlace, recognition, ability }: TalkFacts): ProposalKey[] {
  const asked = training === null ? recognition !== null : asksRecognition(training, trainingPlace)
  if (asked) {
    const step = RECOGNITION_STEP[recognition ?? 'not-applied']
    return step ? [step] : []
  }
  if (training === null || hasVocation(training)) return []
  return ability === 'not-now' ? [] : ['try-out']
}

function jobSteps({ motivation, ability }: TalkFacts): ProposalKey[] {
  const steps: ProposalKey[] = []
  if (motivation !== null && motivation <= 2) steps.push('encourage')
  if (ability !== 'not-now') steps.push('application')
  return steps
}
