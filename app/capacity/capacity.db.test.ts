import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../db/act.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { closeDays, noteAbsence } from '../follow-ups/commands.server.ts'
import { capacityFacts } from './queries.server.ts'
import { freeTimes } from './rules.ts'

process.env.PARTIZIPATION_NOW = '2026-03-09T08:00:00Z'

let web: Web
let city: TestCity
let worker: TestAccount
let cookie: string

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  worker = await makeAccount({ [city.slug]: 'caseworker' }, 'Aylin Yildiz')
  cookie = await signIn(web, await makeAccount({ [city.slug]: 'lead' }, 'Lea Leitung'))
  const own = city.access({ id: worker.id, name: 'Aylin Yildiz' })
  await act(own, { action: 'create', subject: 'test' }, async (at) => {
    for (let nth = 0; nth < 3; nth += 1) await makeClient(at)
    await at.db.execute(sql`insert into follow_up_schedule
      (client_id, participation_id, window_from, window_to, rule, rule_version, version, state, made_at)
      select client.id, participation.id, '2026-03-16', '2026-03-20', 'after-talk', 1, 99, 'live', now()
      from client join participation on participation.client_id = client.id
      on conflict (client_id) where state = 'live' do update set window_from = '2026-03-16', window_to = '2026-03-20'`)
  })
})
afterAll(() => city.remove())

const page = async (search: string): Promise<string> => {
  const answer = await web.get(`/c/${city.slug}/capacity${search}`, cookie)
  expect(answer.status).toBe(200)
  return await answer.text()
}

describe('the capacity of a team', () => {
  it('is counted from windows without a talk, by worker and window', async () => {
    const { waiting, workers } = await city.work((at) => capacityFacts(at, [worker.id]))
    const date = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)
    expect(waiting).toEqual([
      { workerId: worker.id, from: date('2026-03-16'), to: date('2026-03-20'), count: 3 },
    ])
    expect(workers).toMatchObject([{ id: worker.id, absences: [], booked: new Map() }])
    const elsewhere = await city.work((at) => capacityFacts(at, []))
    expect(elsewhere.waiting).toMatchObject([{ workerId: null, count: 3 }])
  })

  it('counts no times on closed days and while a worker is away, whether she told it herself or a deputy stands in', async () => {
    const away = (from: string) => ({
      worker: { id: worker.id, name: 'Aylin Yildiz' },
      from,
      until: from,
      reason: 'leave' as const,
    })
    const noted = await city.work((at) => noteAbsence(at, away('2026-03-17')))
    const closed = await city.work((at) =>
      closeDays(at, { from: '2026-03-18', until: '2026-03-18', name: 'Umzug' }),
    )
    expect([noted.ok, closed.ok]).toEqual([true, true])
    const { workers, isOpen } = await city.work((at) => capacityFacts(at, [worker.id]))
    const [her] = workers
    if (!her) throw new Error('no worker')
    const times = ['2026-03-16', '2026-03-17', '2026-03-18', '2026-03-19'].map((day) =>
      freeTimes(her, Temporal.PlainDate.from(day), isOpen),
    )
    expect(times.map((free) => free > 0)).toEqual([true, false, false, true])
  })

  it('is shown to the lead, with what would be if one were away and with one more', async () => {
    expect(await page('')).toContain('Niemand wird am')
    const away = await page(`?absent=${worker.id}`)
    expect(away).toContain('3 Personen werden am')
    expect(away).toContain('Ohne die Änderung wären es 0.')
    expect(away).toContain('Aylin Yildiz')
    expect(await page(`?absent=${worker.id}&more=1`)).toContain('Niemand wird am')
  })

  it('takes nothing from the address that it does not know', async () => {
    for (const search of [
      '?absent=jemand&more=99',
      '?more=-1',
      '?absent=0a000000-0000-4000-8000-00000000ffff',
    ])
      expect(await page(search)).toContain('Niemand wird am')
  })

  it('is the lead’s alone', async () => {
    const answer = await web.get(`/c/${city.slug}/capacity`, await signIn(web, worker))
    expect(answer.status).toBe(403)
  })
})
