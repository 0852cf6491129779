/** Distance travelled: what talk after talk said, as lines of figures a picture can show. */
import { CEFR } from '../rules.ts'
import { rankOf } from './facts.ts'
import { type Answers, READINESS_ITEMS, SKILLS } from './topics.ts'

export const MEASURES = [...SKILLS, 'motivation', 'readiness', 'obstacles'] as const
export type Measure = (typeof MEASURES)[number]

export interface Point {
  /** ISO date of the talk. */
  on: string
  value: number
}

export interface Series {
  measure: Measure
  /** Both ends of its scale; of obstacles fewer is better. */
  from: number
  to: number
  /** The oldest first; a talk that left it out has no point. */
  points: Point[]
}

const BOUNDS: Record<Measure, [from: number, to: number]> = {
  listening: [0, CEFR.length - 1],
  speaking: [0, CEFR.length - 1],
  reading: [0, CEFR.length - 1],
  writing: [0, CEFR.length - 1],
  motivation: [1, 5],
  readiness: [0, READINESS_ITEMS.length],
  obstacles: [0, 4],
}

/** Whether the figures of a measure are places on the CEFR scale. */
export const isLevel = (measure: Measure): boolean => SKILLS.some((skill) => skill === measure)

/** One series for each measure that two talks or more have spoken about. `talks`: in any order. */
export function distanceTravelled(talks: readonly { occurredOn: string; answers: Answers }[]): Series[] {
  const inTime = talks.toSorted((one, other) => (one.occurredOn < other.occurredOn ? -1 : 1))
  return MEASURES.map((measure) => {
    const [from, to] = BOUNDS[measure]
    const points = inTime.flatMap(({ occurredOn, answers }) => {
      const value = figureOf(measure, answers)
      return value === undefined ? [] : [{ on: occurredOn, value }]
    })
    return { measure, from, to, points }
  }).filter(({ points }) => points.length > 1)
}

function figureOf(measure: Measure, answers: Answers): number | undefined {
  switch (measure) {
    case 'motivation':
      return answers.motivation?.motivation === undefined ? undefined : Number(answers.motivation.motivation)
    case 'readiness':
      return answers.readiness && READINESS_ITEMS.filter((item) => answers.readiness?.[item] === 'yes').length
    case 'obstacles':
      return openObstacles(answers)
    default: {
      const level = answers.german?.[measure]?.level
      return level && rankOf(level)
    }
  }
}

/**
 * How many things stand in the way: cannot take part now or only in part, open childcare, no way to get about but on foot,
 * debts nobody helps with. Undefined where nothing of it was asked.
 */
export function openObstacles({ ability, obstacles }: Answers): number | undefined {
  if (!ability && !obstacles) return undefined
  const open = [
    ability?.ability === 'limited' || ability?.ability === 'not-now',
    ability?.childcare === 'open',
    obstacles?.mobility === 'on-foot',
    obstacles?.debts === 'yes',
  ]
  return open.filter(Boolean).length
}
