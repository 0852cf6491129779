import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { ok } from '../kit/result.ts'
import { mergeInput } from '../people/input.ts'
import { mergePeople } from '../people/merge/merge.server.ts'
import { takeBack } from '../people/merge/unmerge.server.ts'
import { takeBackVisit } from '../undo/door-visit.server.ts'
import { recordVisit } from './commands.server.ts'
import { excludeRow, keepReading, takeDraft } from './draft/commands.server.ts'
import { draftOf, keepUpload, pack } from './draft/store.server.ts'
import { endStatesOf, lastImports } from './imports.server.ts'
import { VISIT_OUTCOMES } from './input.ts'
import { takeBackImport } from './take-back.server.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const TODAY = '2026-03-09'
const HEAD = ['Familienname', 'Vorname', 'Geburtsdatum', 'Telefon']
const quiet = () => undefined

/** A line of a list: one of few people, so that lists meet again; without a birth date it goes back to the office. */
const line = fc.record({ person: fc.nat(11), phone: fc.nat(2), born: fc.integer({ min: 0, max: 5 }) })
const listed = fc.record({
  kind: fc.constant('list' as const),
  lines: fc.array(line, { minLength: 1, maxLength: 14 }),
  take: fc.constantFrom('everything', 'created', 'updated'),
  without: fc.array(fc.nat(14), { maxLength: 3 }),
})
const step = fc.oneof(
  { weight: 3, arbitrary: listed },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('visit' as const),
      person: fc.nat(),
      outcome: fc.constantFrom(...VISIT_OUTCOMES),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void-visit' as const), visit: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('merge' as const), one: fc.nat(), other: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unmerge' as const), merge: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('take-back' as const), list: fc.nat() }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
type Listed = Extract<Step, { kind: 'list' }>

const ids = async (table: 'person' | 'visit' | 'list_import' | 'person_merge'): Promise<string[]> => {
  const rows = await city.work(({ db }) =>
    db.execute<{ id: string }>(sql`select id from ${sql.identifier(table)} order by id`),
  )
  return rows.map(({ id }) => id)
}
const KEEP = mergeInput.parse({ reason: 'Ausweis gesehen' })
const oneOf = (all: readonly string[], nth: number): string | undefined => all[nth % all.length]

const cellsOf = ({ person, phone, born }: Listed['lines'][number]): string[] => [
  `Liste-${String.fromCharCode(97 + person)}`,
  'Probe',
  born === 0 ? '' : `0${born}.01.1980`,
  phone === 0 ? '' : `0202 563432${phone}`,
]

/** Takes a list in as somebody does who leaves some of it out. */
async function takeIn({ lines, take, without }: Listed): Promise<string> {
  const rows = [HEAD, ...lines.map(cellsOf)].map((cells, at) => ({ line: at + 1, cells }))
  return city.work(async (work) => {
    const kept = await keepUpload(work, { bytes: new Uint8Array([1]), programme: 'laufend' })
    if (!kept.ok) throw new Error(kept.error)
    const id = kept.value
    await keepReading(work, id, ok(await pack({ sheets: [{ name: '', rows }] })), quiet)
    for (const out of without) await excludeRow(work, id, { line: out, out: true })
    const fingerprint = (await draftOf(work.db, id))?.fingerprint ?? ''
    const taken = await takeDraft(work, id, { take, fingerprint }, { compared: quiet, saved: quiet })
    expect(taken).toMatchObject({ ok: true })
    return id
  })
}

async function happen(one: Step): Promise<void> {
  if (one.kind === 'visit') {
    const personId = oneOf(await ids('person'), one.person)
    const input = {
      formKey: randomUUID(),
      outcome: one.outcome,
      occurredOn: TODAY,
      callBackOn: TODAY,
      callBackTime: '17:00',
    }
    if (personId) await city.work((work) => recordVisit(work, { ...input, personId }))
  } else if (one.kind === 'void-visit') {
    const id = oneOf(await ids('visit'), one.visit)
    if (id) await city.work((work) => takeBackVisit(work, id, { reason: 'Probe' }))
  } else if (one.kind === 'merge') {
    const people = await ids('person')
    const [keptId, goneId] = [oneOf(people, one.one), oneOf(people, one.other)]
    if (keptId && goneId) await city.work((work) => mergePeople(work, { ...KEEP, keptId, goneId }))
  } else if (one.kind === 'unmerge') {
    const mergeId = oneOf(await ids('person_merge'), one.merge)
    if (mergeId) await city.work((work) => takeBack(work, { mergeId, reason: 'Probe' }))
  } else if (one.kind === 'take-back') {
    const id = oneOf(await ids('list_import'), one.list)
    if (id) await city.work((work) => takeBackImport(work, id, { reason: 'Probe' }))
  }
}

describe('whatever happens', () => {
  it('the rows of each list are where they ended, each in one place', async () => {
    const lines = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (history) => {
        for (const one of history) {
          if (one.kind === 'list') lines.set(await takeIn(one), one.lines.length)
          else await happen(one)
        }
        for (const list of await city.work(({ db }) => lastImports(db))) {
          const { created, updated, unchanged, duplicates, rejected, leftOut } = list
          expect(list.rows).toBe(lines.get(list.id))
          expect(created + updated + unchanged + duplicates + rejected + leftOut).toBe(list.rows)
          const states = await city.work(({ db }) => endStatesOf(db, list.id))
          const ended = states.reduce((sum, { rows }) => sum + rows, 0)
          expect(ended).toBe(list.voidedAt === null ? list.rows : 0)
          expect(new Set(states.map(({ state }) => state)).size).toBe(states.length)
        }
      }),
      { numRuns: 30 },
    )
    expect(lines.size).toBeGreaterThan(15)
  })
})
