/**
 * The work plan: agreed face to face, signed by client and social worker, changed only as a new version that both sign
 * again (the agreement of case management after the DGCC model).
 */
import { tidyLine } from '../assessments/rules.ts'

export const WHO = ['client', 'worker', 'partner', 'employer'] as const
export type Who = (typeof WHO)[number]

/** A step as it is written; which of the plan's steps it is, says its key. */
export interface WrittenStep {
  what: string
  who: Who
  /** ISO date; null = as it comes. */
  until: string | null
  /** What will show that it is done; '' = nobody asks for it. */
  evidence: string
}
export interface PlanStep extends WrittenStep {
  key: string
}
export interface PlanGoal {
  what: string
  steps: PlanStep[]
}
export interface PlanContent {
  targetJob: string
  /** Weeks from one follow-up to the next; null in plans from before this was agreed. */
  rhythmWeeks: number | null
  goals: PlanGoal[]
}

/** How often both meet: somewhere in the four to six weeks of the programme. */
export const RHYTHMS = [4, 5, 6] as const
export const USUAL_RHYTHM = 5

/** Content as it is kept: one kind of space, no control characters. What looks the same then is the same. */
export function tidyPlan({ targetJob, rhythmWeeks, goals }: PlanContent): PlanContent {
  return {
    targetJob: tidyLine(targetJob),
    rhythmWeeks,
    goals: goals.map((goal) => ({
      what: tidyLine(goal.what),
      steps: goal.steps.map(({ key, what, who, until, evidence }) => ({
        key,
        what: tidyLine(what),
        who,
        until,
        evidence: tidyLine(evidence),
      })),
    })),
  }
}

/**
 * The words of a plan in one unambiguous form. Positions instead of keys, for Postgres keeps no order of keys; nothing is
 * left out or folded, so two contents share it only when they read the same. Which step is which is not said to anybody
 * who signs, so it is no part of it. Never change it: old hashes would not verify.
 */
export function canonical({ targetJob, rhythmWeeks, goals }: PlanContent): string {
  if (rhythmWeeks === null)
    return JSON.stringify([
      'work-plan/1',
      targetJob,
      goals.map((goal) => [goal.what, goal.steps.map(({ what, who, until }) => [what, who, until])]),
    ])
  return JSON.stringify([
    'work-plan/2',
    targetJob,
    rhythmWeeks,
    goals.map((goal) => [
      goal.what,
      goal.steps.map(({ what, who, until, evidence }) => [what, who, until, evidence]),
    ]),
  ])
}

/** One version of one plan: the same words in another person's plan are another text. */
export interface VersionText {
  planId: string
  version: number
  content: PlanContent
}

/** What the hash of a version is made over. Plans without a rhythm are older than the rule that names plan and version. */
export const sealedText = ({ planId, version, content }: VersionText): string =>
  content.rhythmWeeks === null
    ? canonical(content)
    : JSON.stringify(['work-plan-version/1', planId, version, canonical(content)])

export const stepsOf = ({ goals }: PlanContent): PlanStep[] => goals.flatMap(({ steps }) => steps)

const KEY = /^s(\d{1,4})$/
const numberOf = (key: string): number => Number(KEY.exec(key)?.[1] ?? 0)

/**
 * Gives every step its key: the one it came with if the plan knows it and no step before it has it, else a new one.
 * `known`: all keys that any version of this plan ever used; a key is never used for another step.
 */
export function withKeys(content: PlanContent, known: readonly string[]): PlanContent {
  const taken = new Set<string>()
  let last = Math.max(0, ...known.map(numberOf))
  const keyFor = (key: string): string => {
    if (known.includes(key) && !taken.has(key)) {
      taken.add(key)
      return key
    }
    last += 1
    return `s${last}`
  }
  return {
    ...content,
    goals: content.goals.map((goal) => ({
      ...goal,
      steps: goal.steps.map((step) => ({ ...step, key: keyFor(step.key) })),
    })),
  }
}
