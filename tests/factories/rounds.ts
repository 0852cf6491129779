import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { recordVisit } from '../../app/outreach/commands.server.ts'
import type { RecordVisit, RoundInput, VisitOutcome } from '../../app/outreach/input.ts'
import { makeLetters, type PrintedLetter } from '../../app/outreach/letters/commands.server.ts'
import { planRound } from '../../app/outreach/rounds/commands.server.ts'
import { roundPage } from '../../app/outreach/rounds/page.server.ts'
import type { CityWork } from '../../db/act.ts'
import { dwelling, person, tenancy } from '../../db/city/schema/clients.ts'
import { caseworker, type TestCity } from './city.ts'
import { makePerson, type PersonFacts } from './people.ts'

export interface Lodger extends PersonFacts {
  gender?: 'female' | 'male'
}

/** A house of its own with these people. */
export async function makeHouse(work: CityWork, people: Lodger[], street = `Gasse ${randomUUID()}`) {
  const [door] = await work.db
    .insert(dwelling)
    .values({
      street,
      houseNumber: '12',
      postcode: '42107',
      town: 'Wuppertal',
      streetKey: street.toLowerCase(),
    })
    .returning({ id: dwelling.id, streetKey: dwelling.streetKey })
  if (!door) throw new Error('no door')
  const ids: string[] = []
  for (const { gender, ...facts } of people) {
    const personId = await makePerson(work, facts)
    await work.db
      .update(person)
      .set({ gender: gender ?? 'male' })
      .where(eq(person.id, personId))
    await work.db.insert(tenancy).values({ personId, dwellingId: door.id, fromOn: '2025-01-01' })
    ids.push(personId)
  }
  return { dwellingId: door.id, streetKey: door.streetKey, ids }
}

export const order = (streetKey: string, more: Partial<RoundInput> = {}): RoundInput => ({
  formKey: randomUUID(),
  name: 'Nordstadt im März',
  fromOn: '2026-03-09',
  untilOn: '2026-03-31',
  instructions: 'Zu zweit gehen',
  phone: '0202 563 1',
  targetWomen: 50,
  targetUnder27: 30,
  walkers: [caseworker.id],
  postcodes: [],
  streetKeys: [streetKey],
  languages: [],
  women: false,
  under27: false,
  ...more,
})

/** A house with so many people, and a round that goes there; by default the demo's caseworker walks it. */
export async function makeRound(
  city: TestCity,
  people: Lodger[],
  more: Partial<RoundInput> = {},
  walker: { id: string; name: string } = caseworker,
) {
  return city.work(async (work) => {
    const house = await makeHouse(work, people)
    const input = order(house.streetKey, { walkers: [walker.id], ...more })
    const planned = await planRound(work, input, [walker])
    if (!planned.ok) throw new Error(planned.error)
    return { ...house, roundId: planned.value }
  })
}

/** What a test of a round does again and again, in one city. */
export interface Rounds {
  makeRound(people: Lodger[], more?: Partial<RoundInput>): ReturnType<typeof makeRound>
  /** One knock on a round, today. */
  knock(
    roundId: string,
    personId: string,
    outcome: VisitOutcome,
    more?: Partial<RecordVisit>,
  ): ReturnType<typeof recordVisit>
  page(roundId: string): Promise<NonNullable<Awaited<ReturnType<typeof roundPage>>>>
  /** How many people stand in each state, states of nobody left out. */
  counts(roundId: string): Promise<Record<string, number>>
  /** Three days on which nobody opened, and the letters made then; the clock stands at 12 March. */
  threeTimesNobody(roundId: string, personId: string): Promise<PrintedLetter[]>
}

export function roundsIn(city: TestCity): Rounds {
  const rounds: Rounds = {
    makeRound: (people, more) => makeRound(city, people, more),
    knock: (roundId, personId, outcome, more) =>
      city.work((work) =>
        recordVisit(
          work,
          {
            formKey: randomUUID(),
            personId,
            outcome,
            occurredOn: work.today.toString(),
            ...(outcome === 'call-back' && { callBackOn: work.today.toString(), callBackTime: '17:30' }),
            ...more,
          },
          roundId,
        ),
      ),
    async page(roundId) {
      const found = await city.work(({ db }) => roundPage(db, roundId))
      if (!found) throw new Error('no round')
      return found
    },
    async counts(roundId) {
      const { states } = await rounds.page(roundId)
      return Object.fromEntries(states.filter(({ count }) => count > 0).map((one) => [one.state, one.count]))
    },
    async threeTimesNobody(roundId, personId) {
      for (const day of ['10', '11', '12']) {
        city.clock.set(`2026-03-${day}T08:00:00Z`)
        await rounds.knock(roundId, personId, 'nobody-home')
      }
      const made = await city.work((work) => makeLetters(work, roundId))
      if (!made.ok) throw new Error(made.error)
      return made.value
    },
  }
  return rounds
}
