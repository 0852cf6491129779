import { type Case, workdayUpTo } from './cases.ts'
import { actOn, tellTimeline } from './clients.ts'
import type { Day } from './days.ts'
import type { CityRows } from './rows.ts'

const TOLD = [
  { kind: 'phone', minutes: 10, withWhom: '', note: 'Fragt nach dem Beginn des Sprachkurses' },
  { kind: 'phone', minutes: 20, withWhom: '', note: 'Brief des Sozialamts am Telefon erklärt' },
  { kind: 'walk-in', minutes: 30, withWhom: '', note: 'Lebenslauf gemeinsam durchgesehen' },
  { kind: 'walk-in', minutes: 20, withWhom: '', note: 'Formular für das Konto ausgefüllt' },
  {
    kind: 'accompaniment',
    minutes: 90,
    withWhom: 'Ausländerbehörde',
    note: 'Antrag abgegeben, Eingang bestätigt',
  },
  {
    kind: 'accompaniment',
    minutes: 60,
    withWhom: 'Jobcenter',
    note: 'Gespräch zur Förderung des Führerscheins',
  },
  { kind: 'writing', minutes: 15, withWhom: 'Krankenkasse', note: 'Mitgliedschaft per E-Mail geklärt' },
] as const

/** Time given between the appointments of a case, up to the last day it was worked on. */
export function tellCounselling(rows: CityRows, told: Case, last: Day): void {
  const random = told.random.fork('counselling')
  const first = told.opened + 3
  if (last - first < 14) return
  for (let nth = random.int(0, 3); nth > 0; nth -= 1) {
    const day = workdayUpTo(random.int(first + 7, last))
    const id = random.uuid()
    const { kind, minutes, withWhom, note } = random.pick(TOLD)
    rows.counselling.push({
      id,
      clientId: told.clientId,
      participationId: told.participationId,
      kind,
      minutes,
      withWhom,
      interpreter: random.chance(0.2),
      note,
      ...actOn(day, told.workerId),
    })
    tellTimeline(rows, told, { day, kind: 'counselled', refId: id, words: { how: kind, minutes, withWhom } })
  }
}
