import { soundKey } from '../../app/clients/rules/sounds.ts'
import { namesKey } from '../../app/clients/rules.ts'
import { streetKey } from '../../app/outreach/list/address.ts'
import { LANGUAGES, type Language } from '../../app/outreach/list/languages.ts'
import { fold } from '../../app/outreach/list/text.ts'
import { type Day, instantAt, iso } from './days.ts'
import { ORIGINS, type Origin } from './origins.ts'
import type { Random } from './random.ts'
import type { CityRows } from './rows.ts'
import type { Town } from './streets.ts'

export type Era = 'past' | 'now'

export interface Person {
  id: string
  familyName: string
  givenName: string
  female: boolean
  origin: Origin
  language: Language
  interpreter: boolean
  email: string | null
  phone: string | null
  dwellingId: string
  /** Stands on the list without a family. */
  alone: boolean
}

export interface Cast {
  /** New people in their flats since about `since`, families behind one door; each of them only once in a city. */
  people(count: number, era: Era, since: Day): Person[]
}

interface Family {
  era: Era
  since: Day
  origin: Origin
  familyName: string
  language: Language
  dwellingId: string
  phone: string
}

const countries = new Intl.DisplayNames(['de'], { type: 'region' })

const DOORS_A_STREET = 14
/** Numbers that the Federal Network Agency keeps for films and books. */
const phoneOf = (random: Random): string =>
  random.pick([
    `+49171392${String(random.int(0, 99)).padStart(4, '0')}`,
    `+49176040690${String(random.int(0, 99)).padStart(2, '0')}`,
    `+49221471${String(random.int(0, 999)).padStart(4, '0')}`,
  ])

const houseNumber = (random: Random): string =>
  `${random.int(1, 189)}${random.chance(0.14) ? random.pick(['a', 'b', 'c']) : ''}`

/** Many people from where papers are rare know only the year, or were given the first of January. */
function birthDate(random: Random, era: Era): string {
  const year = era === 'past' ? random.int(1950, 1990) : random.int(1966, 2006)
  const day = `-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`
  return `${year}${random.weighted([
    [day, 92],
    ['-01-01', 5],
    ['', 2],
    [day.slice(0, 3), 1],
  ])}`
}

export function castOf(scene: { rows: CityRows; random: Random; town: Town; doorsAStreet?: number }): Cast {
  const { rows, random, town } = scene
  const known = new Set<string>()
  const numbers = new Set<string>()

  const doors = town.streets.flatMap(([street, postcode]) => {
    const houses = new Set<string>()
    while (houses.size < (scene.doorsAStreet ?? DOORS_A_STREET)) houses.add(houseNumber(random))
    return [...houses].map((houseNumber) => {
      const id = random.uuid()
      rows.dwelling.push({ id, street, houseNumber, postcode, town: town.name, streetKey: streetKey(street) })
      return id
    })
  })

  function azrNumber(): string {
    // No number of the register begins with 0: nobody real, and nobody of the example list, has one of these.
    const number = `0${String(random.int(0, 99_999)).padStart(5, '0')}${String(random.int(0, 999_999)).padStart(6, '0')}`
    if (numbers.has(number)) return azrNumber()
    numbers.add(number)
    return number
  }

  function family(era: Era, since: Day): Family {
    const origin = random.weighted(ORIGINS.map((one) => [one, one[era]] as const))
    return {
      era,
      since,
      origin,
      familyName: random.pick(origin.family),
      language: random.weighted(origin.languages),
      dwellingId: random.pick(doors),
      phone: phoneOf(random),
    }
  }

  function named(of: Family, female: boolean): { givenName: string; birthDate: string; key: string } {
    const givenName = random.pick(female ? of.origin.women : of.origin.men)
    const born = birthDate(random, of.era)
    const key = namesKey(of.familyName, givenName)
    if (known.has(`${key}|${born}`)) return named(of, female)
    known.add(`${key}|${born}`)
    return { givenName, birthDate: born, key }
  }

  function member(of: Family, alone: boolean): Person {
    const { era, since, origin, familyName, language, dwellingId } = of
    const female = random.chance(0.44)
    const { givenName, birthDate, key } = named(of, female)
    const id = random.uuid()
    const mailbox = `${fold(givenName)}.${fold(familyName)}${known.size}`
    const email = random.chance(era === 'now' ? 0.66 : 0.12)
      ? `${mailbox}@${random.pick(['example.net', 'example.org'])}`
      : null
    const phone = random.chance(0.4) ? of.phone : random.chance(0.8) ? phoneOf(random) : null
    const interpreter = random.chance(era === 'now' ? 0.45 : 0.2)
    rows.person.push({
      id,
      familyName,
      givenName,
      birthDate,
      gender: female ? 'female' : random.chance(0.01) ? 'diverse' : 'male',
      nationality: origin.nationality,
      nationalityText: countries.of(origin.nationality) ?? null,
      namesKey: key,
      soundKey: soundKey(familyName, givenName),
      createdAt: instantAt(since, 9 * 60),
    })
    const arrived = since - (era === 'past' ? random.int(2200, 6600) : random.int(400, 3600))
    if (random.chance(0.93)) rows.personRegistry.push({ personId: id, azrNumber: azrNumber() })
    rows.personContact.push({
      personId: id,
      email,
      phone,
      language,
      languageText: LANGUAGES[language].de,
      interpreter,
    })
    rows.personStay.push({ personId: id, enteredOn: iso(arrived).slice(0, random.pick([10, 10, 10, 7, 4])) })
    const movedIn = Math.max(arrived, since - random.int(60, 1500))
    rows.tenancy.push({
      id: random.uuid(),
      personId: id,
      dwellingId,
      fromOn: iso(movedIn),
      untilOn: null,
      ...livingAs(random.fork(`home/${id}`)),
    })
    const contact = { language, interpreter, email, phone }
    return { id, familyName, givenName, female, origin, ...contact, dwellingId, alone }
  }

  function together(people: readonly Person[], since: Day): void {
    if (people.length < 2) return
    const householdId = random.uuid()
    rows.household.push({ id: householdId, createdAt: instantAt(since, 9 * 60) })
    for (const [at, { id }] of people.entries()) {
      const relation = at === 0 ? 'head' : at === 1 ? random.pick(['partner', 'other'] as const) : 'sibling'
      rows.householdMember.push({ householdId, personId: id, relation, fromOn: iso(since) })
    }
  }

  return {
    people(count, era, since) {
      const found: Person[] = []
      while (found.length < count) {
        const size = Math.min(
          count - found.length,
          random.weighted([
            [1, 55],
            [2, 30],
            [3, 15],
          ]),
        )
        const home = family(era, since)
        const members = Array.from({ length: size }, () => member(home, size === 1))
        together(members, since)
        found.push(...members)
      }
      return found
    },
  }
}

const HOMES = ['Am Hang', 'Haus Sonnenschein', 'Alte Schule']

/** How people of the lists live: some in a home, of some only the address is known. */
function livingAs(random: Random): {
  kind: 'own-flat' | 'transitional' | 'relatives' | null
  homeName: string
} {
  const kind = random.weighted([
    ['own-flat', 60],
    ['transitional', 20],
    ['relatives', 6],
    [null, 14],
  ] as const)
  return { kind, homeName: kind === 'transitional' ? random.pick(HOMES) : '' }
}
