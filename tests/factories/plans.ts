/** Plans for tests: written, offered and signed by the product's own commands, each for a client and a worker of its own. */
import { desc, eq } from 'drizzle-orm'
import { recordAssessment } from '../../app/assessments/commands.server.ts'
import { type SignPlan, signPlan } from '../../app/work-plans/commands/sign.server.ts'
import { writePlan } from '../../app/work-plans/commands/write.server.ts'
import type { Party } from '../../app/work-plans/rules/signing.ts'
import type { PlanContent } from '../../app/work-plans/rules.ts'
import { act, type CityWork } from '../../db/act.ts'
import { workPlan, workPlanVersion } from '../../db/city/schema/work-plans.ts'
import type { TestCity } from './city.ts'
import { makeClient, type PersonFacts } from './people.ts'
import { toldTalk } from './told.ts'

export const planContent = (targetJob = 'Lagerist', rhythmWeeks: number | null = 5): PlanContent => ({
  targetJob,
  rhythmWeeks,
  goals: [
    {
      what: 'Deutsch',
      steps: [
        { key: '', what: 'B1-Kurs anmelden', who: 'client', until: '2026-04-20', evidence: 'Anmeldung' },
        { key: '', what: 'Kursplatz suchen', who: 'worker', until: null, evidence: '' },
      ],
    },
  ],
})
export const DRAWING = 'M10 200L60 40L120 210L180 60L260 180'

const typed = (party: Party): Pick<SignPlan, 'party' | 'method' | 'channel' | 'name' | 'witness'> => {
  const told = { party, method: 'typed', channel: 'tablet' } as const
  return party === 'client'
    ? { ...told, name: 'Selam Haile', witness: 'Ada Dolmetsch' }
    : { ...told, name: 'Person' }
}

let nth = 0

/** A worker of its own, so that diaries do not meet, with a client who has had the talk. */
export async function freshPlan(city: TestCity, facts: PersonFacts & { assessed?: boolean } = {}) {
  nth += 1
  const me = { id: `0c000000-0000-4000-8000-${String(nth).padStart(12, '0')}`, name: `Person ${nth}` }
  const work = <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(me), { action: 'change', subject: 'test' }, body)
  const { assessed = true, ...person } = facts
  const { clientId } = await work((at) => makeClient(at, person))
  if (assessed) await work((at) => recordAssessment(at, toldTalk(clientId, { conductedBy: me.id })))
  const newest = () =>
    work(async ({ db }) => {
      const [found] = await db
        .select({
          planId: workPlan.id,
          versionId: workPlanVersion.id,
          hash: workPlanVersion.hash,
          version: workPlanVersion.version,
        })
        .from(workPlanVersion)
        .innerJoin(workPlan, eq(workPlan.id, workPlanVersion.planId))
        .where(eq(workPlan.clientId, clientId))
        .orderBy(desc(workPlanVersion.version))
        .limit(1)
      if (!found) throw new Error('no version')
      return { ...found, hash: found.hash.toString('hex') }
    })
  /** `basis`: the newest hash unless given; '' where there is no plan yet. */
  const write = (content = planContent(), other: { basis?: string; as?: 'draft' | 'offered' } = {}) =>
    work((at) => writePlan(at, { clientId, basis: '', as: 'offered', content, ...other }))
  /** Signs what is newest, unless another version is named. */
  const sign = async (party: Party, other: Partial<SignPlan> = {}) => {
    const { planId, hash, version } = await newest()
    const reading = { language: 'ti', place: 'Wuppertal', textDigest: 'c'.repeat(64) }
    const signing = { clientId, planId, version, hash, ...reading, ...typed(party), ...other }
    return work((at) => signPlan(at, signing))
  }
  const both = async () => {
    await sign('client')
    return sign('worker')
  }
  return { clientId, work, newest, write, sign, both }
}

/** A client with version 1 of a plan laid before him. */
export async function offeredPlan(city: TestCity, facts: PersonFacts = {}) {
  const made = await freshPlan(city, facts)
  const done = await made.write()
  if (!done.ok) throw new Error(done.error)
  return { ...made, ...(await made.newest()) }
}

/** A client whose plan both have signed. */
export async function signedPlan(city: TestCity, facts: PersonFacts = {}) {
  const made = await offeredPlan(city, facts)
  const done = await made.both()
  if (!done.ok) throw new Error(done.error)
  return made
}
