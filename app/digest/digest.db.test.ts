import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { digest } from '../../db/city/schema/digests.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../tests/factories/web.ts'
import { digestReaders } from '../access/queries/digest-readers.server.ts'
import { closeDays } from '../follow-ups/commands.server.ts'
import {
  closeDigest,
  dueDigests,
  type FrozenDigest,
  freezeDigest,
  planDigests,
} from './commands/send.server.ts'

const ORIGIN = 'https://p.example'
let web: Web
let city: TestCity
let worker: TestAccount
let lead: TestAccount

const work = <T>(body: (at: CityWork) => Promise<T>): Promise<T> => city.work(body)
const readers = () => digestReaders(city.databases.platform, city.slug, false)
const rows = () => work(({ db }) => db.select().from(digest).orderBy(digest.kind, digest.accountId))
const plan = async (): Promise<void> => {
  const wanted = await readers()
  await work((at) => planDigests(at, wanted))
}
const freezeAll = async (): Promise<Extract<FrozenDigest, { next: 'send' }>[]> => {
  const wanted = await readers()
  const frozen: FrozenDigest[] = []
  for (const id of await work(dueDigests))
    frozen.push(await work((at) => freezeDigest(at, id, wanted, { origin: ORIGIN })))
  return frozen.filter((one) => one.next === 'send')
}

beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  worker = await makeAccount({ [city.slug]: 'caseworker' }, 'Aylin Yildiz')
  lead = await makeAccount({ [city.slug]: 'lead' }, 'Lea Leitung')
  await makeAccount({ [city.slug]: 'liaison' }, 'Levin Betrieb')
  const own = city.access({ id: worker.id, name: 'Aylin Yildiz' })
  await act(own, { action: 'create', subject: 'test' }, (at) =>
    makeClient(at, { familyName: 'Unverkennbar', givenName: 'Ausgedacht' }),
  )
})
afterAll(() => city.remove())
beforeEach(async () => {
  // Monday, seven o'clock in Wuppertal.
  city.clock.set('2026-03-09T06:00:00Z')
  await work(({ db }) => db.delete(digest))
})

describe('the mail in the morning', () => {
  it('goes to whoever has something before her: counts and links, and never a client', async () => {
    await plan()
    const sent = await freezeAll()
    expect(sent.map(({ mail }) => mail.to)).toEqual([worker.email])
    const text = sent[0]?.mail.text ?? ''
    expect(text).toContain('- 1 Person ist noch nicht nach Art. 13, 14 DSGVO informiert')
    expect(text).toContain(`${ORIGIN}/c/${city.slug}/today`)
    expect(text).toContain(`${ORIGIN}/account#digest`)
    for (const word of ['Unverkennbar', 'Ausgedacht']) expect(JSON.stringify(sent)).not.toContain(word)
    // The lead has no cases and the team nothing overdue: rows that are closed, and no mail.
    expect(
      (await rows())
        .map(({ accountId, kind, state, reason }) => [accountId === lead.id, kind, state, reason])
        .sort(),
    ).toEqual([
      [false, 'daily', 'frozen', null],
      [true, 'daily', 'skipped', 'nothing'],
      [true, 'weekly', 'skipped', 'nothing'],
    ])
  })

  it('tells the lead on Monday who in the team has something overdue', async () => {
    await work(({ db }) =>
      db.execute(sql`insert into follow_up_schedule
        (client_id, participation_id, window_from, window_to, rule, rule_version, version, state, made_at)
        select client.id, participation.id, '2026-02-01', '2026-03-01', 'after-talk', 1, 99, 'live', now()
        from client join participation on participation.client_id = client.id
        on conflict (client_id) where state = 'live' do update set window_from = '2026-02-01', window_to = '2026-03-01'`),
    )
    await plan()
    const weekly = (await freezeAll()).find(({ mail }) => mail.to === lead.email)
    expect(weekly?.mail.text).toContain('- Aylin Yildiz: 1 überfällig')
    expect(weekly?.mail.text).not.toContain('Unverkennbar')
  })

  it('is one a person and day, whoever plans and freezes it at once', async () => {
    await Promise.all(Array.from({ length: 6 }, plan))
    expect(await rows()).toHaveLength(3)
    const [id] = (await rows()).filter(({ accountId }) => accountId === worker.id).map((row) => row.id)
    const wanted = await readers()
    const claims = await Promise.all(
      Array.from({ length: 6 }, () => work((at) => freezeDigest(at, id ?? '', wanted, { origin: ORIGIN }))),
    )
    expect(claims.filter(({ next }) => next === 'send')).toHaveLength(1)
  })

  it('keeps text and key when nobody answered, and is closed without its text when it was sent', async () => {
    await plan()
    const [first] = await freezeAll()
    const id = first?.key.replace('partizipation-digest-', '') ?? ''
    await work((at) => closeDigest(at, id, { kind: 'no-answer' }, 0))
    await act(city.access({ id: worker.id }), { action: 'create', subject: 'test' }, (at) => makeClient(at))
    city.clock.set('2026-03-09T07:00:00Z')
    const [again] = await freezeAll()
    expect([again?.key, again?.mail]).toEqual([first?.key, first?.mail])
    for (let twice = 0; twice < 2; twice += 1)
      await work((at) => closeDigest(at, id, { kind: 'sent', vendorId: 'v' }, 0))
    const row = (await rows()).find((one) => one.id === id)
    expect([row?.state, row?.frozen, row?.nextAt]).toEqual(['sent', null, null])
    await plan()
    expect(await freezeAll()).toEqual([])
  })

  it('is never late: what has not gone out by noon is closed, and nothing is planned', async () => {
    await plan()
    city.clock.set('2026-03-09T11:00:00Z')
    expect(await freezeAll()).toEqual([])
    expect(new Set((await rows()).map(({ state, reason }) => `${state} ${reason}`))).toEqual(
      new Set(['skipped late']),
    )
    await work(({ db }) => db.delete(digest))
    await plan()
    expect(await rows()).toEqual([])
    // Nine days later the morning is another one.
    city.clock.set('2026-03-18T06:20:00Z')
    await plan()
    expect((await freezeAll()).map(({ mail }) => mail.to)).toEqual([worker.email])
  })

  it.each([
    ['on Saturday', '2026-03-14T06:00:00Z'],
    ['on Good Friday', '2026-04-03T05:00:00Z'],
    ['before seven', '2026-03-09T05:59:00Z'],
  ])('is not planned %s', async (_, now) => {
    city.clock.set(now)
    await plan()
    expect(await rows()).toEqual([])
  })

  it('is not written while the office is closed, and the week of the lead begins on the first open day', async () => {
    const closed = (day: string) =>
      work((at) => closeDays(at, { from: day, until: day, name: 'Betriebsausflug' }))
    await closed('2026-03-23')
    city.clock.set('2026-03-23T07:00:00Z')
    await plan()
    expect(await rows()).toEqual([])
    city.clock.set('2026-03-24T06:00:00Z')
    await plan()
    expect((await rows()).map(({ kind }) => kind)).toEqual(['daily', 'daily', 'weekly'])
  })

  it('is turned off by its owner on the account page, even when it is already planned', async () => {
    const cookie = await signIn(web, worker)
    await plan()
    expect(await (await web.get('/account', cookie)).text()).toContain('Mail abschalten')
    const off = await web.post('/account', { digest: 'off' }, cookie)
    expect([off.status, off.headers.get('Location')]).toEqual([303, '/account#digest'])
    expect((await freezeAll()).map(({ mail }) => mail.to)).not.toContain(worker.email)
    expect((await rows()).find(({ accountId }) => accountId === worker.id)).toMatchObject({
      reason: 'not-wanted',
    })
    expect(await (await web.get('/account', cookie)).text()).toContain('Mail einschalten')
    await web.post('/account', { digest: 'on' }, cookie)
    const [found] = await withPlatform(
      city.server,
      (admin) => admin<{ digest: boolean }[]>`select digest from account where id = ${worker.id}`,
    )
    expect(found?.digest).toBe(true)
  })
})
