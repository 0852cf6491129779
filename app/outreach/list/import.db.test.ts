import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { importList } from './import.server.ts'
import { type ListFile, readList } from './read.ts'

const fixture = (name: string) => readFileSync(new URL(`../../../tests/fixtures/${name}`, import.meta.url))
const { rejectedCount, ...expected } = JSON.parse(
  fixture('city-list-wuppertal.expected.json').toString('utf8'),
)

let city: TestCity
let file: ListFile
const run = () => city.work((work) => importList(work, file))
const count = async (table: string): Promise<number> => {
  const [row] = await city.work(({ db }) =>
    db.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(table)}`),
  )
  return row?.n ?? -1
}

beforeAll(async () => {
  city = await makeCity()
  city.clock.set('2026-11-22T12:00:00Z')
  const read = readList(fixture('city-list-wuppertal.csv'))
  if (!read.ok) throw new Error(read.error)
  file = read.value
})
afterAll(() => city.remove())

describe('the list of the foreigners authority', () => {
  it('two imports of it at once: one creates, the other finds the same people', async () => {
    const answers = await Promise.all([run(), run()])
    const created = answers
      .map((answer) => (answer.ok ? answer.value.answer.created : -1))
      .sort((a, b) => a - b)
    expect(created).toEqual([0, expected.created])
    const first = answers.find((answer) => answer.ok && answer.value.answer.created > 0)
    expect(first?.ok && first.value.answer).toMatchObject(expected)
    expect(rejectedCount).toBe(expected.rejected.length)
    expect(await count('person')).toBe(expected.created)
  })

  it('the same file again changes nothing', async () => {
    const again = await run()
    expect(again.ok && again.value.answer).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 180,
      duplicates: 7,
    })
    expect(again.ok && again.value.answer.rejected).toHaveLength(13)
    expect(await count('person')).toBe(180)
  })

  it('makes persons and list rows, never a client', async () => {
    expect(await count('client')).toBe(0)
    expect(await count('list_row')).toBe(3 * expected.rows)
  })

  it('a changed phone and a move are an update of that person alone, and the old address stays known', async () => {
    const column = (name: string) => file.header.indexOf(name)
    const rows = file.rows.map((row, index) => {
      if (index !== 0) return row
      const cells = [...row.cells]
      cells[column('Straße')] = 'Gathe'
      cells[column('Telefon')] = '0202 5550123'
      return { ...row, cells }
    })
    const changed = await city.work((work) => importList(work, { ...file, rows }))
    expect(changed.ok && changed.value.answer).toMatchObject({ created: 0, updated: 1, unchanged: 179 })
    const [history] = await city.work(({ db }) =>
      db.execute<{ n: number }>(sql`select count(*)::int as n from tenancy where until_on is not null`),
    )
    expect(history?.n).toBe(1)
  })

  it('an older list does not bring back a paper that a later one has followed', async () => {
    const newest = () =>
      city.work(({ db }) =>
        db.execute<{ wording: string; until: string }>(sql`
          select wording, valid_until as until from residence_title join person_registry using (person_id)
          where azr_number = ${file.rows[1]?.cells[0] ?? ''} order by occurred_on desc, recorded_at desc limit 1`),
      )
    city.clock.set('2026-11-22T13:00:00Z')
    await city.work(({ db, now, actor }) =>
      db.execute(sql`
        insert into residence_title (person_id, status, wording, valid_until, occurred_on, recorded_at, recorded_by)
        select person_id, 'ae-25b', 'AE § 25b', '2029-01-31', '2026-11-22', ${now.toString()}::timestamptz, ${actor.id}::uuid
        from person_registry where azr_number = ${file.rows[1]?.cells[0] ?? ''}`),
    )
    city.clock.set('2026-11-22T14:00:00Z')
    expect((await run()).ok).toBe(true)
    expect((await newest())[0]).toEqual({ wording: 'AE § 25b', until: '2029-01-31' })
  })

  it('an unplaced header writes nothing', async () => {
    const before = await count('list_import')
    const asked = await city.work((work) =>
      importList(work, { ...file, header: ['Rätsel', ...file.header.slice(1)] }),
    )
    expect(asked).toEqual({ ok: false, error: 'questions' })
    expect(await count('list_import')).toBe(before)
  })
})
