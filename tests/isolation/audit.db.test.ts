import { sql as rawSql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { act, look } from '../../db/act.ts'
import { person } from '../../db/city/schema/clients.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { verifyTrail } from '../../db/fleet/verify.ts'
import { CityUnavailable } from '../../db/open.ts'
import { sealTrail } from '../../db/seal.ts'
import { makeCity, type TestCity } from '../factories/city.ts'

/** However long somebody else fills a city in one transaction. */
const PATIENCE = { timeout: 240_000, interval: 100 }
vi.setConfig({ testTimeout: 300_000 })

let city: TestCity
const asSuperuser = (query: string) =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), (sql) => sql.unsafe(query))
const seal = () => sealTrail(city.databases, city.server.key, city.clock, city.slug)
const verify = () => verifyTrail(city.server, city.slug)
/** A transaction of another test that is still running holds the seal back: tried until all of ours is sealed. */
const sealAll = () =>
  vi.waitFor(async () => {
    await seal()
    expect((await verify()).unsealed).toBe(0)
  }, PATIENCE)
const view = () => act(city.access(), { action: 'view', subject: 'today' }, async () => undefined)

beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

describe('an act', () => {
  it('leaves one row saying who, as what, when and why', async () => {
    const [before] = await asSuperuser('select count(*)::int as n from audit_event')
    await act(
      city.access(),
      { action: 'search', subject: 'clients', values: { sought: 'Haile' } },
      async () => undefined,
    )
    const rows = await asSuperuser(
      `select e.*, v.value from audit_event e left join audit_value v on v.event_id = e.id order by id desc`,
    )
    expect(rows.length).toBe((before?.n ?? 0) + 1)
    expect(rows[0]).toMatchObject({
      actor_name: 'Aylin Testfall',
      actor_role: 'caseworker',
      action: 'search',
      subject: 'clients',
      value: { sought: 'Haile' },
    })
  })

  it('leaves nothing behind when it fails, not even its row', async () => {
    const count = async () =>
      (await asSuperuser('select (select count(*) from audit_event) + (select count(*) from person) as n'))[0]
        ?.n
    const before = await count()
    const failing = act(city.access(), { action: 'create', subject: 'person' }, async ({ db, now }) => {
      await db
        .insert(person)
        .values({ familyName: 'Kurz', birthDate: '1990', namesKey: 'kurz|', createdAt: now })
      throw new Error('half way')
    })
    await expect(failing).rejects.toThrow('half way')
    expect(await count()).toBe(before)
  })

  it('shows and writes nothing when its row cannot be written', async () => {
    await asSuperuser(`revoke insert on audit_event from "${databaseOf(city.slug)}_staff"`)
    try {
      const read: unknown[] = []
      const looked = act(city.access(), { action: 'view', subject: 'client' }, async ({ db }) => {
        read.push(await db.execute(rawSql`select slug from city_identity`))
      })
      await expect(looked).rejects.toMatchObject({ part: 'audit' })
      expect(read).toEqual([])

      const people = async () => (await asSuperuser('select count(*) as n from person'))[0]?.n
      const before = await people()
      let reached = false
      const written = act(city.access(), { action: 'create', subject: 'person' }, async ({ db, now }) => {
        await db
          .insert(person)
          .values({ familyName: 'Lang', birthDate: '1990', namesKey: 'lang|', createdAt: now })
        reached = true
      })
      await expect(written).rejects.toBeInstanceOf(CityUnavailable)
      expect([reached, await people()]).toEqual([false, before])
    } finally {
      await asSuperuser(`grant insert on audit_event to "${databaseOf(city.slug)}_staff"`)
    }
  })

  it('asks for its row before anything else, whatever the work asks first', async () => {
    const actor = await act(city.access(), { action: 'view', subject: 'client' }, async ({ db }) => {
      const [said] = await db.execute<{ actor: string }>(
        rawSql`select current_setting('app.actor', true) as actor`,
      )
      return said?.actor
    })
    expect(actor).toBe(city.access().actor.id)
  })

  it('of one statement writes its row by that statement, or shows nothing', async () => {
    const rowsOfTrail = async () =>
      Number((await asSuperuser('select count(*)::int as n from audit_event'))[0]?.n)
    const before = await rowsOfTrail()
    const rows = await look(city.access(), { action: 'view', subject: 'client' }, ({ db }) =>
      db.execute<{ slug: string }>(rawSql`select slug from city_identity`),
    )
    expect(rows.map(({ slug }) => slug)).toEqual([city.slug])
    expect(await rowsOfTrail()).toBe(before + 1)

    await asSuperuser(`revoke insert on audit_event from "${databaseOf(city.slug)}_staff"`)
    try {
      const looked = look(city.access(), { action: 'view', subject: 'client' }, ({ db }) =>
        db.execute(rawSql`select slug from city_identity`),
      )
      await expect(looked).rejects.toMatchObject({ part: 'audit' })
    } finally {
      await asSuperuser(`grant insert on audit_event to "${databaseOf(city.slug)}_staff"`)
    }
    expect(await rowsOfTrail()).toBe(before + 1)
  })

  it('of one statement takes neither none nor two', async () => {
    const view = { action: 'view', subject: 'client' } as const
    await expect(look(city.access(), view, async () => 1)).rejects.toThrow('no audit row')
    const twice = look(city.access(), view, async ({ db }) => {
      await db.execute(rawSql`select 1 as one`)
      return db.execute(rawSql`select 2 as two`)
    })
    await expect(twice).rejects.toThrow('one statement')
  })

  it('is refused to an access nobody minted', async () => {
    const forged = { ...city.access() }
    await expect(act(forged, { action: 'view', subject: 'today' }, async () => 1)).rejects.toThrow(
      'not minted',
    )
  })
})

describe('the sealed trail', () => {
  it('counts what is not sealed yet, and verifies once it is', async () => {
    await view()
    expect((await verify()).unsealed).toBeGreaterThan(0)
    await sealAll()
    expect(await verify()).toMatchObject({ intact: true, unsealed: 0 })
  })

  it('leaves a transaction that is still running to the next seal', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let entered = () => {}
    const inside = new Promise<void>((resolve) => {
      entered = resolve
    })
    const slow = act(city.access(), { action: 'view', subject: 'slow' }, async ({ db }) => {
      await db.execute(rawSql`select 1`)
      entered()
      await held
    })
    await inside
    await view()
    await seal()
    release()
    await slow
    await sealAll()
    expect(await verify()).toMatchObject({ intact: true, unsealed: 0, added: [] })
  })

  it('two sealers at once make one chain', async () => {
    for (let n = 0; n < 5; n += 1) await view()
    await Promise.all([seal(), seal(), seal()])
    await sealAll()
    expect(await verify()).toMatchObject({ intact: true, unsealed: 0 })
  })

  it('erasing a value keeps the chain', async () => {
    await act(
      city.access(),
      { action: 'search', subject: 'clients', values: { sought: 'X' } },
      async () => undefined,
    )
    await sealAll()
    await asSuperuser('delete from audit_value')
    expect((await verify()).intact).toBe(true)
  })

  it.each([
    [
      'changed',
      "update audit_event set actor_name = 'Jemand' where id = $1",
      "update audit_event set actor_name = 'Aylin Testfall' where id = $1",
    ],
    [
      'missing',
      'create table kept as select * from audit_event where id = $1; delete from audit_value; delete from audit_event where id = $1',
      'insert into audit_event overriding system value select * from kept; drop table kept',
    ],
  ] as const)('names a row that is %s', async (kind, bend, mend) => {
    const [row] = await asSuperuser("select min(id)::int as id from audit_event where subject = 'today'")
    const id = Number(row?.id)
    await asSuperuser(bend.replaceAll('$1', String(id)))
    const report = await verify()
    expect(report[kind]).toEqual([id])
    expect(report.intact).toBe(false)
    await asSuperuser(mend.replaceAll('$1', String(id)))
    expect((await verify()).intact).toBe(true)
  })

  it('names a row that was slipped into a sealed transaction', async () => {
    await asSuperuser(`insert into audit_event (generation, xid, at, actor_id, actor_name, actor_role, action, subject)
      select generation, xid, at, actor_id, actor_name, actor_role, action, 'slipped' from audit_event where subject = 'today' order by id limit 1`)
    const report = await verify()
    expect(report.added).toHaveLength(1)
    await asSuperuser("delete from audit_event where subject = 'slipped'")
  })

  it('names a seal that was bent, and notices an end that was cut off', async () => {
    await asSuperuser("update audit_seal set sealed_at = sealed_at + interval '1 second' where seq = 2")
    expect((await verify()).brokenSeals).toContain(2)
    await asSuperuser("update audit_seal set sealed_at = sealed_at - interval '1 second' where seq = 2")
    expect((await verify()).intact).toBe(true)
    await asSuperuser('delete from audit_seal where seq = (select max(seq) from audit_seal)')
    expect(await verify()).toMatchObject({ intact: false, cutOff: true })
  })
})
