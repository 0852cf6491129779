import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type AccountEvent, recordAccountEvent } from '../../db/account-event.ts'
import { act } from '../../db/act.ts'
import { platformAddress } from '../../db/fleet/platform.ts'
import { cityAddress, requireSecondFactor, suspendCity, withPlatform } from '../../db/fleet/registry.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { verifyPlatformTrail, verifyTrail } from '../../db/fleet/verify.ts'
import {
  mustHoldPlatform,
  sealPlatformTrail,
  sealTrail,
  TrailCutOff,
  witnessPlatform,
} from '../../db/seal.ts'
import { makeCity, type TestCity } from '../factories/city.ts'

/** However long another test of this server keeps a transaction open. */
const PATIENCE = { timeout: 60_000, interval: 100 }
vi.setConfig({ testTimeout: 300_000 })

let city: TestCity
let other: TestCity
beforeAll(async () => {
  city = await makeCity()
  other = await makeCity()
})
afterAll(async () => {
  await Promise.all([city.remove(), other.remove()])
})

const key = () => city.server.key
const asAdmin = (query: string) => withPlatform(city.server, (sql) => sql.unsafe(query))
const inCity = (query: string) =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), (sql) => sql.unsafe(query))
const asOwner = async (query: string) =>
  withConnection(
    await withPlatform(city.server, (platform) => cityAddress(city.server, platform, city.slug, 'owner')),
    (sql) => sql.unsafe(query),
  )
const record = (event: Partial<AccountEvent> = {}) =>
  recordAccountEvent(city.databases.platform, {
    kind: 'sign-in',
    at: city.clock.now(),
    reason: 'trail-test',
    ...event,
  })
/** Cities of other tests come and go: asked again until every one answered. */
const verify = () =>
  vi.waitFor(async () => {
    const report = await verifyPlatformTrail(city.server)
    expect(report.unasked).toEqual([])
    return report
  }, PATIENCE)
/** Seals until nothing is left, and lets one city witness it. */
const sealAll = () =>
  vi.waitFor(async () => {
    const newest = await sealPlatformTrail(city.databases, key(), city.clock)
    expect((await verify()).unsealed).toBe(0)
    if (!newest) throw new Error('nothing sealed')
    await witnessPlatform(city.databases, key(), city.clock, { slug: city.slug, newest })
    return newest
  }, PATIENCE)

describe("the platform's trail", () => {
  it('is sealed, witnessed by cities, and verifies', async () => {
    await record()
    await sealAll()
    const report = await verify()
    expect(report).toMatchObject({ city: 'platform', intact: true, unsealed: 0, cutOff: false })
    expect(report.remembered).toBeGreaterThan(0)
  })

  it('tells what the command line did to a city', async () => {
    const kinds = async () =>
      (
        await asAdmin(`select kind, reason from account_event where city_slug = '${city.slug}' order by id`)
      ).map(({ kind, reason }) => [kind, reason])
    await requireSecondFactor(city.server, city.slug, true)
    await requireSecondFactor(city.server, city.slug, true)
    await requireSecondFactor(city.server, city.slug, false)
    for (const shut of [true, true, false]) await suspendCity(city.server, city.slug, shut)
    expect(await kinds()).toEqual(
      [
        'city-provisioned',
        'second-factor-required',
        'second-factor-not-required',
        'city-suspended',
        'city-resumed',
      ].map((kind) => [kind, 'command line']),
    )
  })

  it('names a row that was changed', async () => {
    await record({ reason: 'to-be-bent' })
    await sealAll()
    const [row] = await asAdmin("select max(id)::int as id from account_event where reason = 'to-be-bent'")
    await asAdmin(`update account_event set reason = 'bent' where id = ${row?.id}`)
    expect(await verify()).toMatchObject({ intact: false, changed: [row?.id] })
    await asAdmin(`update account_event set reason = 'to-be-bent' where id = ${row?.id}`)
    expect((await verify()).intact).toBe(true)
  })

  it('knows a made-up witness from a true one', async () => {
    await sealAll()
    await asOwner(`insert into platform_witness (seq, mac, last_row, proof, witnessed_at)
      select max(seq) + 1000, '\\x00', 9, '\\x00', now() from platform_witness`)
    expect(await verify()).toMatchObject({ intact: false, cutOff: false, forgedWitnesses: [city.slug] })
    await asOwner('delete from platform_witness where last_row = 9')
    expect((await verify()).intact).toBe(true)
  })

  it('names what was cut off together with its seal, and no city forgets it', async () => {
    await record()
    const before = await sealAll()
    await record({ reason: 'cut-1' })
    await record({ reason: 'cut-2' })
    const newest = await sealAll()
    await asAdmin(`create table kept_rows as select * from account_event where id > ${before.lastRow};
      create table kept_seals as select * from audit_seal where seq > ${before.seq};
      delete from account_event where id > ${before.lastRow}; delete from audit_seal where seq > ${before.seq}`)
    try {
      expect(await verify()).toMatchObject({
        intact: false,
        cutOff: true,
        cutOffRows: { after: before.lastRow, upTo: newest.lastRow },
      })
      // The worker asks before it seals: sealed over, the hole would hide which rows are missing.
      await expect(mustHoldPlatform(city.databases, city.slug)).rejects.toBeInstanceOf(TrailCutOff)
    } finally {
      await asAdmin(`insert into account_event overriding system value select * from kept_rows;
        insert into audit_seal select * from kept_seals; drop table kept_rows, kept_seals`)
    }
    expect((await verify()).intact).toBe(true)
    await mustHoldPlatform(city.databases, city.slug)
  })

  it('is not called intact while a city that may remember more cannot be asked', async () => {
    await sealAll()
    await asAdmin(`update city set port = 1 where slug = '${other.slug}'`)
    try {
      const report = await verifyPlatformTrail(city.server)
      expect(report.unasked).toContain(other.slug)
      expect(report.intact).toBe(false)
    } finally {
      await asAdmin(`update city set port = null where slug = '${other.slug}'`)
    }
  })

  it('names a seal whose digests were emptied', async () => {
    await record()
    const { seq } = await sealAll()
    const [kept] = await asAdmin(
      `select encode(digests, 'hex') as digests from audit_seal where seq = ${seq}`,
    )
    await asAdmin(`update audit_seal set digests = '' where seq = ${seq}`)
    expect((await verify()).brokenSeals).toContain(seq)
    await asAdmin(`update audit_seal set digests = decode('${kept?.digests}', 'hex') where seq = ${seq}`)
    expect((await verify()).intact).toBe(true)
  })

  it.each(['platform_web', 'platform_worker', 'platform_operator', 'platform_sealer'] as const)(
    '%s can neither read what it must not, nor change or delete a row',
    async (role) => {
      const refused = [
        "update account_event set reason = 'x'",
        'delete from account_event',
        'truncate account_event',
        'update audit_seal set seq = seq',
        'delete from audit_seal',
        ...(role === 'platform_sealer'
          ? ['select * from account', 'select * from session', 'insert into account_event default values']
          : ['select * from account_event', 'insert into audit_seal default values']),
      ]
      for (const query of refused) {
        const tried = withConnection(platformAddress(city.server, role), (sql) => sql.unsafe(query))
        await expect(tried, query).rejects.toMatchObject({ code: '42501' })
      }
    },
  )
})

describe("a city's trail", () => {
  const view = () => act(city.access(), { action: 'view', subject: 'today' }, async () => undefined)
  const seal = () => sealTrail(city.databases, key(), city.clock, city.slug)
  const sealed = () =>
    vi.waitFor(async () => {
      await seal()
      expect((await verifyTrail(city.server, city.slug)).unsealed).toBe(0)
    }, PATIENCE)
  const rememberedSeal = async () => {
    const [seal] = await asAdmin(
      `select seq::int, last_row::int as "lastRow" from audit_anchor where city_slug = '${city.slug}'`,
    )
    return { seq: Number(seal?.seq), lastRow: Number(seal?.lastRow) }
  }

  it('the newest rows cut off with their seal by its owner are named, and stay named', async () => {
    await view()
    await sealed()
    const before = await rememberedSeal()
    await view()
    await view()
    await sealed()
    const newest = await rememberedSeal()
    expect(newest.seq).toBeGreaterThan(before.seq)
    await asOwner(
      `delete from audit_event where id > ${before.lastRow}; delete from audit_seal where seq > ${before.seq}`,
    )
    const cut = {
      intact: false,
      cutOff: true,
      cutOffRows: { after: before.lastRow, upTo: newest.lastRow },
    }
    expect(await verifyTrail(city.server, city.slug)).toMatchObject(cut)
    // The city works on: its sealer must not seal over the hole and let the platform forget.
    await view()
    await expect(seal()).rejects.toBeInstanceOf(TrailCutOff)
    expect(await verifyTrail(city.server, city.slug)).toMatchObject(cut)
    expect(await rememberedSeal()).toEqual(newest)
  })

  it('is confirmed once a minute while nothing is to be sealed, and not over a hole', async () => {
    const anchored = async () => {
      const [found] = await asAdmin(
        `select seq::int, anchored_at::text as at from audit_anchor where city_slug = '${quiet.slug}'`,
      )
      return found
    }
    const again = async () => {
      await sealTrail(quiet.databases, key(), quiet.clock, quiet.slug)
      return anchored()
    }
    const quiet = await makeCity()
    const before = await vi.waitFor(async () => {
      const found = await again()
      expect(await again()).toEqual(found)
      expect((await verifyTrail(quiet.server, quiet.slug)).unsealed).toBe(0)
      return found
    }, PATIENCE)
    quiet.clock.set('2026-03-09T08:00:59Z')
    expect(await again()).toEqual(before)
    quiet.clock.set('2026-03-09T08:01:00Z')
    const confirmed = await again()
    expect(confirmed?.seq).toBe(before?.seq)
    expect(confirmed?.at).not.toBe(before?.at)
    await withConnection(addressOf(quiet.server.adminUrl, databaseOf(quiet.slug)), (sql) =>
      sql.unsafe('delete from audit_seal'),
    )
    quiet.clock.set('2026-03-09T08:05:00Z')
    await expect(again()).rejects.toBeInstanceOf(TrailCutOff)
    expect(await anchored()).toEqual(confirmed)
    await quiet.remove()
  })

  it('a row slipped into an older generation is named', async () => {
    const inOther = (query: string) =>
      withConnection(addressOf(other.server.adminUrl, databaseOf(other.slug)), (sql) => sql.unsafe(query))
    await act(other.access(), { action: 'view', subject: 'today' }, async () => undefined)
    await vi.waitFor(async () => {
      await sealTrail(other.databases, key(), other.clock, other.slug)
      expect((await verifyTrail(other.server, other.slug)).unsealed).toBe(0)
    }, PATIENCE)
    const [slipped] = await inOther(`
      insert into audit_event (generation, xid, at, actor_id, actor_name, actor_role, action, subject)
      select 0, '9999999999', at, actor_id, actor_name, actor_role, action, 'slipped' from audit_event limit 1 returning id::int`)
    expect(await verifyTrail(other.server, other.slug)).toMatchObject({ intact: false, added: [slipped?.id] })
  })

  it('one transaction of more rows than a seal takes at once is sealed whole', async () => {
    await inCity('delete from audit_event; delete from audit_seal')
    await asAdmin(`delete from audit_anchor where city_slug = '${city.slug}'`)
    await inCity(`insert into audit_event (generation, at, actor_id, actor_name, actor_role, action, subject)
      select 1, now(), gen_random_uuid(), 'Masse', 'lead', 'view', 'today' from generate_series(1, 12000)`)
    await sealed()
    expect(await verifyTrail(city.server, city.slug)).toMatchObject({
      intact: true,
      sealed: 12_000,
      seals: 1,
    })
  })
})
