import { type NextAfter, windowAfter } from '../../app/follow-ups/rules/windows.ts'
import { TALK_MINUTES } from '../../app/follow-ups/rules/working-days.ts'
import type { Case, Round } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import { type Day, dateOf, instantAt } from './days.ts'
import type { CityRows, Row } from './rows.ts'

const PLACE = 'Beratungsstelle'

/** Beginnings of talks in the order in which a day fills, minutes of the day. */
const TIMES = [9 * 60, 10 * 60 + 30, 14 * 60 + 15, 11 * 60 + 15, 9 * 60 + 45, 13 * 60 + 30]

type Due = Pick<Row<'followUpSchedule'>, 'windowFrom' | 'windowTo' | 'rule' | 'ruleVersion'>

const dues = new Map<string, Due>()

/** What the rules of the room say; a city for the benchmark asks the same day very often. */
function dueAfter(after: NextAfter, anchor: Day): Due {
  const key = `${after} ${anchor}`
  const known = dues.get(key)
  if (known) return known
  const { from, to, rule, ruleVersion } = windowAfter(after, dateOf(anchor))
  const due = { windowFrom: from.toString(), windowTo: to.toString(), rule, ruleVersion }
  dues.set(key, due)
  return due
}

export interface Diary {
  /** Talks of a worker on a day so far. */
  taken: Map<string, number>
  /** Versions of a client's schedule so far. */
  versions: Map<string, number>
}
export const openDiary = (): Diary => ({
  taken: new Map(),
  versions: new Map(),
})

const next = (counts: Map<string, number>, key: string): number => {
  const count = counts.get(key) ?? 0
  counts.set(key, count + 1)
  return count
}

const OUTCOMES = [
  'Kurs läuft gut, Schritt 2 begonnen.',
  'Bewerbungen besprochen, zwei Einladungen.',
  'Praktikum vereinbart.',
  'Kinderbetreuung noch offen, Jugendamt angefragt.',
  'Unterlagen für die Anerkennung fehlen noch.',
  'Lebenslauf überarbeitet.',
  'Motivation gut, nächste Prüfung im Blick.',
  '',
]

const CAUSES = ['unknown', 'forgot', 'ill', 'childcare', 'transport', 'not-reminded'] as const

/** An appointment with what its reminders depend on. */
export interface TalkRow {
  row: Row<'appointment'>
  day: Day
  booked: Day
  /** Booked because the one before was missed. */
  again: boolean
  /** ISO instant. */
  calledOff?: string
}

/** Schedules and appointments of a case; answers the appointments for the reminders. */
export function tellFollowUps(rows: CityRows, told: Case, diary: Diary): TalkRow[] {
  const talks: TalkRow[] = []
  for (const round of told.rounds) {
    const scheduleId = told.random.uuid()
    rows.followUpSchedule.push({
      id: scheduleId,
      clientId: told.clientId,
      participationId: told.participationId,
      ...dueAfter(round.after, round.anchor),
      version: next(diary.versions, told.clientId) + 1,
      state: round.state,
      madeAt: instantAt(round.anchor, 11 * 60 + 45),
    })
    if (round.talk) talks.push(tellTalk(rows, told, { round, talk: round.talk, scheduleId }, diary))
  }
  return talks
}

function tellTalk(
  rows: CityRows,
  told: Case,
  { round, talk, scheduleId }: { round: Round; talk: NonNullable<Round['talk']>; scheduleId: string },
  diary: Diary,
): TalkRow {
  const { random, clientId, participationId, workerId } = told
  const { day, outcome } = talk
  const id = random.uuid()
  const nth = next(diary.taken, `${workerId} ${day}`)
  const minute = TIMES[nth % TIMES.length] ?? 9 * 60
  const calledOff = instantAt(Math.max(round.anchor + 1, day - 2), 10 * 60)
  const closed = {
    booked: null,
    attended: instantAt(day, minute + 45),
    'no-show': instantAt(day, minute + 30),
    cancelled: calledOff,
  }
  const row: Row<'appointment'> = {
    id,
    clientId,
    participationId,
    scheduleId,
    startsAt: instantAt(day, minute),
    minutes: TALK_MINUTES,
    place: PLACE,
    responsibleId: workerId,
    state: outcome,
    outcomeNote: outcome === 'attended' ? random.pick(OUTCOMES) : outcome === 'cancelled' ? 'Abgesagt' : '',
    talkResult: outcome === 'attended' ? 'as-planned' : null,
    absenceCause: outcome === 'no-show' ? (CAUSES[nth % CAUSES.length] ?? 'unknown') : null,
    cancelledBy: outcome === 'cancelled' ? 'client' : null,
    outcomeAt: closed[outcome],
    ...actOn(round.anchor, workerId, 11 * 60 + 45),
  }
  rows.appointment.push(row)
  tellTimeline(rows, told, {
    day: round.anchor,
    minute: 11 * 60 + 45,
    kind: 'appointment-booked',
    refId: id,
    words: { when: row.startsAt },
  })
  if (outcome === 'attended' || outcome === 'no-show')
    tellTimeline(rows, told, { day, minute: minute + 45, kind: outcome, refId: id })
  const again = round.after === 'no-show'
  return { row, day, booked: round.anchor, again, ...(outcome === 'cancelled' ? { calledOff } : {}) }
}
