import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessment, assessmentAbility } from '../../db/city/schema/assessments.ts'
import { permitExtension, residenceTitle } from '../../db/city/schema/permits.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { fillCity } from '../../tests/e2e/full-city.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { at, START, takingBack } from '../../tests/factories/taking-back.ts'
import { toldTalk } from '../../tests/factories/told.ts'
import { recordAssessment } from '../assessments/commands.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { recordEarning, recordSharedContact } from '../households/commands.server.ts'
import { livingOf } from '../households/queries.server.ts'
import { decideOnExtension } from '../permits/commands.server.ts'
import { ACTS, kindOf } from './rules.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const { undo, restore, move, pageOf, newClient } = takingBack(() => city)

describe('the registry', () => {
  it('knows every table of the city whose rows can be void, and names each kind once', async () => {
    const tables = await withConnection(
      addressOf(city.server.adminUrl, databaseOf(city.slug)),
      (sql) =>
        sql<{ name: string }[]>`
          select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'void_reason'`,
    )
    const known = Object.keys(ACTS).map((name) =>
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    )
    expect(tables.map(({ name }) => name).sort()).toEqual(known.sort())
    const kinds: string[] = Object.values(ACTS).flat()
    expect(kinds).toEqual([...new Set(kinds)])
    expect([kindOf('talk'), kindOf('nothing'), kindOf(undefined)]).toEqual(['talk', undefined, undefined])
  })
})

describe('acts that others stand on', () => {
  it('name what must be taken back first, and go in that order', async () => {
    city.clock.set(START)
    const { clientId } = await fillCity(city)
    const ids = await city.work(async ({ db }) => ({
      talk: (await db.select().from(assessment).where(eq(assessment.clientId, clientId)))[0]?.id ?? '',
      extension: (await db.select().from(permitExtension).where(eq(permitExtension.clientId, clientId)))[0],
    }))
    const talk = at('assessment', clientId, ids.talk)
    const hindered = await pageOf(talk)
    expect([hindered?.hindrance?.because, hindered?.hindrance?.act?.kind]).toEqual([
      'plan-rests-on-it',
      'plan',
    ])
    expect(await undo(talk)).toEqual({ ok: false, error: 'hindered' })
    const plan = at('plan', clientId, hindered?.hindrance?.act?.id ?? '')
    expect((await undo(plan)).ok).toBe(true)
    expect((await undo(talk)).ok).toBe(true)
    const ability = await city.work(({ db }) =>
      db.select().from(assessmentAbility).where(eq(assessmentAbility.assessmentId, ids.talk)),
    )
    expect(ability).toMatchObject([{ standing: false }])
    // A plan that answers no talk does not stand again.
    expect(await restore(plan)).toEqual({ ok: false, error: 'contradicts' })
    expect((await restore(talk)).ok).toBe(true)
    expect((await restore(plan)).ok).toBe(true)

    const extensionId = ids.extension?.id ?? ''
    const title = at('title', clientId, ids.extension?.titleId ?? '')
    await city.work((work) =>
      decideOnExtension(work, clientId, {
        extensionId,
        outcome: 'granted',
        decidedOn: '2026-03-09',
        validUntil: '2027-06-10',
        status: null,
        wording: '',
      }),
    )
    expect(await undo(title)).toEqual({ ok: false, error: 'hindered' })
    const standingTitles = () =>
      city.work(({ db }) =>
        db.$count(
          residenceTitle,
          and(eq(residenceTitle.validUntil, '2027-06-10'), isNull(residenceTitle.voidedAt)),
        ),
      )
    expect(await standingTitles()).toBe(1)
    expect((await undo(at('extension', clientId, extensionId))).ok).toBe(true)
    expect(await standingTitles()).toBe(0)
    expect((await undo(title)).ok).toBe(true)
    expect(await restore(at('extension', clientId, extensionId))).toEqual({ ok: false, error: 'contradicts' })
    expect((await restore(title)).ok).toBe(true)
    expect((await restore(at('extension', clientId, extensionId))).ok).toBe(true)
    expect(await standingTitles()).toBe(1)
  })
})

describe('a talk on where somebody stands', () => {
  it('moves with everything that was said in it, whichever table it lies in', async () => {
    city.clock.set(START)
    const [wrong, right] = [await newClient(), await newClient()]
    const talk = toldTalk(wrong.clientId)
    await city.work((work) => recordAssessment(work, talk))
    const formKey = randomUUID()
    expect(
      (await move(at('assessment', wrong.clientId, talk.assessmentId), right.clientId, formKey)).ok,
    ).toBe(true)
    await city.work(async ({ db }) => {
      const parts = await db.execute<{ name: string }>(sql`
        select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'assessment'::regclass`)
      const said = (name: string, of: string) =>
        db.execute(sql`
          select to_jsonb(part) - 'assessment_id' - 'client_id' - 'standing' as said from ${sql.identifier(name)} part
          where assessment_id = ${of}::uuid order by 1`)
      const there = []
      for (const { name } of parts) {
        const rows = await said(name, formKey)
        expect([name, [...rows]]).toEqual([name, [...(await said(name, talk.assessmentId))]])
        if (rows.length > 0) there.push(name)
      }
      expect(there).toContain('assessment_ability')
      expect(there.length).toBeGreaterThan(3)
    })
  })
})

describe('what a household said', () => {
  it('counts as it was said before, for the family alone, and is nobody else’s to move', async () => {
    city.clock.set(START)
    const [{ clientId, personId }, stranger] = [await newClient(), await newClient()]
    const share = (formKey: string, phone: string) =>
      city.work((work) => recordSharedContact(work, clientId, { formKey, phone, email: null, note: '' }))
    const [numbers, corrected, earns] = [randomUUID(), randomUUID(), randomUUID()]
    await share(numbers, '+49202563001')
    city.clock.set('2026-03-09T08:05:00Z')
    await share(corrected, '+49202563002')
    const told = { formKey: earns, member: personId, earns: 'yes', kind: 'minijob' } as const
    await city.work((work) => recordEarning(work, clientId, told))
    const living = async () => {
      const page = await city.work(async ({ db }) => {
        const head = await clientHead(db, clientId)
        return head && livingOf(db, head, '2026-03-09')
      })
      return [page?.contacts.map(({ phone }) => phone), page?.members[0]?.earning?.earns]
    }
    expect(await living()).toEqual([['+49202563002', '+49202563001'], 'yes'])
    for (const [kind, actId] of [
      ['shared', corrected],
      ['earning', earns],
    ] as const) {
      expect(await undo(at(kind, stranger.clientId, actId))).toEqual({ ok: false, error: 'not-found' })
      expect(await move(at(kind, clientId, actId), stranger.clientId)).toEqual({
        ok: false,
        error: 'not-movable',
      })
      expect((await pageOf(at(kind, clientId, actId)))?.consequences).toEqual([{ says: 'said-before' }])
      expect((await undo(at(kind, clientId, actId))).ok).toBe(true)
    }
    expect(await living()).toEqual([['+49202563001'], undefined])
    expect((await restore(at('shared', clientId, corrected))).ok).toBe(true)
    expect(await living()).toEqual([['+49202563002', '+49202563001'], undefined])
  })
})
