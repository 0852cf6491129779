import { CEFR } from '../city/schema/assessments.ts'
import type { Case } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { iso } from './days.ts'
import type { CityRows } from './rows.ts'

const NOTES = [
  '',
  '',
  'Rücken: kein schweres Heben.',
  'Möchte nach der Geburt des Kindes wieder beginnen.',
  'Pflegt die Mutter, vormittags verfügbar.',
]

/** Level of German by its place in CEFR, never above C1: more is not met here. */
const level = (at: number) => CEFR[Math.max(0, Math.min(5, at))] ?? 'a1'

/** Face to face: what somebody brings along, and what has become of it by the second talk of this kind. */
export function tellAssessments(rows: CityRows, told: Case): void {
  const { random, trade, clientId, participationId, workerId } = told
  const qualification = random.pick(trade.before)
  const isced = random.weighted([
    [0, 6],
    [1, 20],
    [2, 30],
    [3, 28],
    [4, 4],
    [6, 10],
    [7, 2],
  ])
  const recognition = random.weighted([
    ['none-needed', 50],
    ['not-applied', 25],
    ['applied', 10],
    ['partial', 8],
    ['full', 4],
    ['refused', 3],
  ] as const)
  const oral = random.weighted([
    [0, 12],
    [1, 30],
    [2, 34],
    [3, 18],
    [4, 6],
  ])
  const motivation = random.weighted([
    [2, 10],
    [3, 30],
    [4, 38],
    [5, 22],
  ])
  const ability = random.weighted([
    ['full', 72],
    ['limited', 22],
    ['not-now', 6],
  ] as const)
  for (const [at, day] of told.assessed.entries()) {
    const id = random.uuid()
    rows.assessment.push({
      id,
      clientId,
      participationId,
      isced,
      qualification,
      recognition,
      germanOral: level(oral + at),
      germanWritten: level(oral + at - 1),
      motivation: Math.min(5, motivation + at),
      wish: trade.target,
      ...actOn(day, workerId),
    })
    rows.assessmentAbility.push({
      assessmentId: id,
      clientId,
      occurredOn: iso(day),
      ability: at > 0 ? 'full' : ability,
      childcare: at > 0 ? 'solved' : random.pick(['not-needed', 'not-needed', 'solved', 'open'] as const),
      note: ability === 'full' || at > 0 ? '' : random.pick(NOTES),
    })
    tellTimeline(rows, told, { day, kind: 'assessed', refId: id })
  }
}
