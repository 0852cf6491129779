/** Who translates in a city, and for which talks to come somebody has agreed. */
import { LANGUAGES } from '../../app/outreach/list/languages.ts'
import { SYSTEM_ACTOR } from '../actor.ts'
import type { Case } from './cases.ts'
import { instantAt } from './days.ts'
import type { TalkRow } from './follow-ups.ts'
import type { Random } from './random.ts'
import type { CityRows } from './rows.ts'

const PEOPLE = [
  { name: 'Selam Tesfay', languages: ['ti', 'am'], phone: '+492025550142' },
  { name: 'Karim Barzani', languages: ['ar', 'ckb', 'kmr'], phone: '+492025550163' },
  { name: 'Shirin Ahmadi', languages: ['prs', 'fa', 'ps'], phone: '+492025550177' },
]

/** Three people, and the service by telephone that speaks every language and is in many talks at once. Answers its id. */
export function tellInterpreters(rows: CityRows, random: Random, now: string): string {
  const added = { addedAt: now, addedBy: SYSTEM_ACTOR.id }
  for (const person of PEOPLE) rows.interpreter.push({ id: random.uuid(), ...person, ...added })
  const id = random.uuid()
  const languages = Object.keys(LANGUAGES).filter((language) => language !== 'de')
  const phone = '+492025550100'
  rows.interpreter.push({ id, name: 'Dolmetschen am Telefon', languages, phone, service: true, ...added })
  return id
}

/** Nine in ten talks to come that need it have the service; for the others somebody is still to be asked. */
export function tellInterpreting(
  rows: CityRows,
  { person, random, workerId }: Case,
  talks: readonly TalkRow[],
  serviceId: string,
): void {
  if (!person.interpreter) return
  const own = random.fork('interpreter')
  for (const { row, booked } of talks) {
    if (row.state !== 'booked' || !row.id || !own.chance(0.9)) continue
    const at = instantAt(booked, 12 * 60)
    rows.appointmentInterpreter.push({
      ...{ id: own.uuid(), appointmentId: row.id, interpreterId: serviceId, mode: 'phone' },
      ...{ agreedAt: at, madeAt: at, madeBy: workerId },
    })
  }
}
