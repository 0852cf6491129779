import { CEFR, READINESS_ITEMS, type RECOGNITION, SKILLS } from '../city/schema/assessments.ts'
import type { Case } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { type Day, iso } from './days.ts'
import type { Random } from './random.ts'
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
  // What the story of before did not tell comes from a source of its own: it moves nothing else.
  const details = random.fork('assessment')
  const schooled = details.pick(SCHOOLED)
  for (const [at, day] of talkDays(told).entries()) {
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
      ...schooled,
      workStatus:
        at === 0 ? details.pick(['unemployed', 'long-unemployed', 'inactive'] as const) : 'unemployed',
      wishHours: details.pick(['full-time', 'full-time', 'part-time', 'open'] as const),
      wishRegion: 'Wuppertal, Solingen, Remscheid',
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
    tellDetails(rows, id, { at, oral, qualification, recognition, random: details })
    tellTimeline(rows, told, { day, kind: 'assessed', refId: id })
  }
}

const SCHOOLED = [
  { schooling: 'primary', schoolYears: 6 },
  { schooling: 'lower', schoolYears: 9 },
  { schooling: 'lower', schoolYears: 10 },
  { schooling: 'upper', schoolYears: 12 },
] as const

/** A third of those whose case lasts has been asked a second time halfway, so that there is a way to see. */
function talkDays({ assessed, rounds, clientId }: Case): Day[] {
  const [first] = assessed
  const halfway = rounds.filter(({ after }) => after === 'attended')[3]?.anchor
  if (first === undefined || halfway === undefined || parseInt(clientId.slice(0, 2), 16) % 3 !== 0)
    return assessed
  return [...new Set([...assessed, halfway])].sort((one, other) => one - other)
}

interface Heard {
  /** Which talk with this person, from 0. */
  at: number
  /** Place of spoken German in CEFR at the first talk. */
  oral: number
  qualification: string
  recognition: (typeof RECOGNITION)[number]
  random: Random
}

/** What stands beside the levels: German by skill, work, papers, what is in hand and what stands in the way. */
function tellDetails(rows: CityRows, assessmentId: string, heard: Heard): void {
  const { at, oral, qualification, recognition, random } = heard
  for (const [nth, skill] of SKILLS.entries())
    rows.assessmentGerman.push({
      assessmentId,
      skill,
      level: level(oral + at - (nth > 1 ? 1 : 0) + (nth === 0 && random.chance(0.4) ? 1 : 0)),
      proof: at > 0 ? 'certificate' : 'self',
    })
  rows.assessmentJob.push({
    assessmentId,
    nth: 0,
    what: qualification,
    from: String(random.int(2004, 2016)),
    kind: qualification.includes('Haushalt') ? 'family' : 'employed',
  })
  if (recognition !== 'none-needed')
    rows.assessmentPaper.push({
      assessmentId,
      nth: 0,
      name: qualification,
      paper: random.pick(['original', 'copy', 'none']),
      recognition,
    })
  const ready = random.int(1, 3) + at
  for (const [nth, item] of READINESS_ITEMS.entries())
    rows.assessmentReadiness.push({
      assessmentId,
      item,
      state: nth < ready ? 'yes' : nth === ready ? 'applied' : 'no',
    })
  rows.assessmentObstacles.push({
    assessmentId,
    mobility: at > 0 ? 'public' : random.pick(['public', 'on-foot', 'bike']),
    licence: random.pick(['none', 'none', 'foreign']),
    debts: at > 0 ? 'counselled' : random.pick(['no', 'no', 'yes']),
  })
}
