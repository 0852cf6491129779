import { randomUUID } from 'node:crypto'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../db/act.ts'
import { assessment, assessmentAbility } from '../../db/city/schema/assessments.ts'
import { client, timeline } from '../../db/city/schema/clients.ts'
import { counselling } from '../../db/city/schema/counselling.ts'
import { appointment, followUpSchedule } from '../../db/city/schema/follow-ups.ts'
import { message } from '../../db/city/schema/messages.ts'
import { permitExtension, residenceTitle } from '../../db/city/schema/permits.ts'
import { placement } from '../../db/city/schema/placements.ts'
import { workPlan } from '../../db/city/schema/work-plans.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { fillCity } from '../../tests/e2e/full-city.ts'
import { caseworker, makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { makeTalk } from '../../tests/factories/talks.ts'
import { toldTalk } from '../../tests/factories/told.ts'
import { recordAssessment } from '../assessments/commands.server.ts'
import { restrictFile } from '../caseload/commands/restriction.server.ts'
import { type OpenedFile, recorded } from '../clients/commands.server.ts'
import { clientPage } from '../clients/overview.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { recordCounselling } from '../counselling/commands.server.ts'
import { countCounselling } from '../counselling/queries.server.ts'
import { planNextFollowUp, recordOutcome } from '../follow-ups/commands.server.ts'
import { recordEarning, recordSharedContact } from '../households/commands.server.ts'
import { livingOf } from '../households/queries.server.ts'
import { decideOnExtension } from '../permits/commands.server.ts'
import { recordPlacement } from '../placements/commands.server.ts'
import type { ActAddress } from './acts.server.ts'
import { moveAct, restoreAct, takeBack } from './commands.server.ts'
import { undoPage } from './queries.server.ts'
import { ACTS, kindOf } from './rules.ts'

let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const START = '2026-03-09T08:00:00Z'
const reason = 'Falsche Akte'
const undo = (at: ActAddress) => city.work((work) => takeBack(work, at, { reason }))
const restore = (at: ActAddress) => city.work((work) => restoreAct(work, at, { reason: 'War doch richtig' }))
const move = (at: ActAddress, targetId: string, formKey: string = randomUUID()) =>
  city.work((work) => moveAct(work, at, { targetId, reason, formKey }))
const pageOf = (at: ActAddress) => city.work((work) => undoPage(work, at))
const told = (clientId: string) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(timeline).where(eq(timeline.clientId, clientId)).orderBy(timeline.id)
    return rows.map(({ kind }) => kind)
  })
const windowOf = (clientId: string) =>
  city.work(async ({ db }) => {
    const [live] = await db
      .select({ from: followUpSchedule.windowFrom, to: followUpSchedule.windowTo })
      .from(followUpSchedule)
      .where(and(eq(followUpSchedule.clientId, clientId), eq(followUpSchedule.state, 'live')))
    return live
  })
const talksOf = (clientId: string) =>
  city.work(({ db }) =>
    db
      .select()
      .from(appointment)
      .where(
        and(
          eq(appointment.clientId, clientId),
          ne(appointment.state, 'cancelled'),
          isNull(appointment.voidedAt),
        ),
      )
      .orderBy(appointment.startsAt),
  )
const bookedOf = async (clientId: string) =>
  (await talksOf(clientId)).filter(({ state }) => state === 'booked')
const at = (kind: ActAddress['kind'], clientId: string, actId: string): ActAddress => ({
  kind,
  clientId,
  actId,
})
const newClient = () => city.work((work) => makeClient(work))

/** A client whose first talk after signing was held on 16 April. */
async function heldTalk() {
  city.clock.set(START)
  const talk = await makeTalk(city)
  await city.work((work) => signedPlan(work, talk))
  city.clock.set('2026-04-16T12:00:00Z')
  const outcome = {
    appointmentId: talk.appointmentId,
    outcome: 'attended',
    note: 'Kurs begonnen',
    on: '2026-04-16',
  } as const
  await city.work((work) => recordOutcome(work, outcome))
  return talk
}

/** In force since 9 March, as rows. */
const signedPlan = async (work: CityWork, { clientId, participationId }: OpenedFile) => {
  const on = '2026-03-09'
  await work.db.insert(workPlan).values({ clientId, participationId, inForceOn: on, ...recorded(work, on) })
}

const job = (employer: string, firstDay = '2026-03-09') => ({
  formKey: randomUUID(),
  employer,
  town: 'Wuppertal',
  jobTitle: 'Verkauf',
  workingTime: 'part-time' as const,
  hoursPerWeek: 20,
  firstDay,
  sure: false,
})

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

describe('a held talk taken back', () => {
  it('says before what happens: the window that begins again, the talk that falls away, the messages stopped', async () => {
    const { clientId, appointmentId } = await heldTalk()
    const [next] = await bookedOf(clientId)
    const page = await pageOf(at('talk', clientId, appointmentId))
    expect(page?.consequences).toEqual([
      { says: 'talk-uncounted', when: '2026-04-16T07:00:00Z' },
      { says: 'outcome-open-again', when: '2026-04-16T07:00:00Z' },
      { says: 'window-back', from: '2026-04-07', to: '2026-04-20' },
      { says: 'next-talk-gone', when: next?.startsAt.toString() },
      { says: 'messages-stopped', count: 2 },
    ])
  })

  it('counts no more, waits for its outcome in the window before, and its follow-up is said to nobody', async () => {
    const { clientId, appointmentId } = await heldTalk()
    const [next] = await bookedOf(clientId)
    expect(await windowOf(clientId)).toEqual({ from: '2026-05-15', to: '2026-05-28' })
    expect(await undo(at('talk', clientId, appointmentId))).toEqual({ ok: true, value: null })
    expect(await windowOf(clientId)).toEqual({ from: '2026-04-07', to: '2026-04-20' })
    const open = await bookedOf(clientId)
    expect(open.map(({ startsAt }) => startsAt.toString())).toEqual(['2026-04-16T07:00:00Z'])
    const waiting = await city.work(({ db }) =>
      db
        .select()
        .from(message)
        .where(and(eq(message.appointmentId, next?.id ?? ''), eq(message.state, 'due'))),
    )
    expect(waiting).toEqual([])
    const page = await city.work(({ db }) => clientPage(db, clientId))
    expect(page?.overview.followUps).toBe(0)
    const line = page?.stream.entries.find(({ kind }) => kind === 'attended')
    expect(line).toMatchObject({ struck: true, reason })
    // The outcome can be written anew, and the rhythm goes on from it.
    const outcome = {
      appointmentId: open[0]?.id ?? '',
      outcome: 'no-show',
      note: '',
      on: '2026-04-16',
    } as const
    expect((await city.work((work) => recordOutcome(work, outcome))).ok).toBe(true)
    expect(await windowOf(clientId)).toEqual({ from: '2026-04-23', to: '2026-04-30' })
  })

  it('stands again when that was the mistake, and not once another outcome is written', async () => {
    const { clientId, appointmentId } = await heldTalk()
    const talk = at('talk', clientId, appointmentId)
    await undo(talk)
    expect((await restore(talk)).ok).toBe(true)
    expect(await windowOf(clientId)).toEqual({ from: '2026-05-15', to: '2026-05-28' })
    expect((await talksOf(clientId)).map(({ state }) => state)).toEqual(['attended', 'booked'])
    await undo(talk)
    const [open] = await bookedOf(clientId)
    const outcome = {
      appointmentId: open?.id ?? '',
      outcome: 'attended',
      note: '',
      on: '2026-04-16',
    } as const
    await city.work((work) => recordOutcome(work, outcome))
    expect(await restore(talk)).toEqual({ ok: false, error: 'contradicts' })
  })

  it('is refused once the next one is held, with the way to that one', async () => {
    const { clientId, appointmentId } = await heldTalk()
    const [next] = await bookedOf(clientId)
    city.clock.set('2026-05-27T12:00:00Z')
    const on = next?.startsAt.toString().slice(0, 10) ?? ''
    await city.work((work) =>
      recordOutcome(work, { appointmentId: next?.id ?? '', outcome: 'attended', note: '', on }),
    )
    const talk = at('talk', clientId, appointmentId)
    expect((await pageOf(talk))?.hindrance).toEqual({
      because: 'later-talk',
      on,
      act: { kind: 'talk', id: next?.id },
    })
    expect(await undo(talk)).toEqual({ ok: false, error: 'hindered' })
    expect((await undo(at('talk', clientId, next?.id ?? ''))).ok).toBe(true)
    expect((await undo(talk)).ok).toBe(true)
  })

  it('moves to whoever it was held with: both windows follow, and the outcome here is open again', async () => {
    const { clientId, appointmentId } = await heldTalk()
    city.clock.set(START)
    const other = await newClient()
    await city.work((work) => signedPlan(work, other))
    await city.work((work) => planNextFollowUp(work, { ...other, after: 'plan-signed', on: '2026-03-09' }))
    city.clock.set('2026-04-16T13:00:00Z')
    const [own] = await bookedOf(other.clientId)
    await undo(at('appointment', other.clientId, own?.id ?? ''))
    const formKey = randomUUID()
    const talk = at('talk', clientId, appointmentId)
    const [first, second] = await Promise.all([
      move(talk, other.clientId, formKey),
      move(talk, other.clientId, formKey),
    ])
    expect([first.ok, second.ok]).toEqual([true, true])
    expect(await windowOf(clientId)).toEqual({ from: '2026-04-07', to: '2026-04-20' })
    expect(await windowOf(other.clientId)).toEqual({ from: '2026-05-15', to: '2026-05-28' })
    expect((await talksOf(other.clientId)).map(({ state }) => state)).toEqual(['attended', 'booked'])
    expect(await told(other.clientId)).toContain('attended')
    expect((await told(clientId)).filter((kind) => kind === 'moved-away')).toHaveLength(1)
    expect(await restore(talk)).toEqual({ ok: false, error: 'moved' })
  })
})

describe('an appointment taken back', () => {
  it('leaves the window open, says nothing more about it, and is not called valid while it lies ahead', async () => {
    city.clock.set(START)
    const { clientId, appointmentId } = await makeTalk(city)
    const booked = at('appointment', clientId, appointmentId)
    const before = await windowOf(clientId)
    expect((await undo(booked)).ok).toBe(true)
    expect([await windowOf(clientId), await bookedOf(clientId)]).toEqual([before, []])
    expect(await restore(booked)).toEqual({ ok: false, error: 'contradicts' })
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

describe('a placement', () => {
  const place = async (clientId: string, employer: string) => {
    const done = await city.work((work) => recordPlacement(work, clientId, job(employer)))
    if (!done.ok) throw new Error(done.error)
    return at('placement', clientId, done.value)
  }
  const standing = (clientId: string) =>
    city.work(({ db }) =>
      db.$count(placement, and(eq(placement.clientId, clientId), isNull(placement.voidedAt))),
    )

  it('is taken back once by two at once, the first reason stays, and all of it is told', async () => {
    city.clock.set(START)
    const { clientId } = await newClient()
    const address = await place(clientId, 'Bäckerei Nowak')
    expect(await Promise.all([undo(address), undo(address)])).toEqual(
      Array(2).fill({ ok: true, value: null }),
    )
    expect((await told(clientId)).slice(1)).toEqual(['placed', 'taken-back'])
    expect((await pageOf(address))?.voided).toMatchObject({ by: caseworker.name, reason })
    expect([(await restore(address)).ok, await standing(clientId)]).toEqual([true, 1])
    await undo(address)
    await place(clientId, 'Bäckerei Nowak')
    expect(await restore(address)).toEqual({ ok: false, error: 'contradicts' })
  })

  it('moves to one person only, whoever asks for which', async () => {
    city.clock.set(START)
    const [here, one, two] = [await newClient(), await newClient(), await newClient()]
    const address = await place(here.clientId, 'Café Ada')
    const both = await Promise.all([move(address, one.clientId), move(address, two.clientId)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'not-standing' })
    expect([
      await standing(here.clientId),
      (await standing(one.clientId)) + (await standing(two.clientId)),
    ]).toEqual([0, 1])
  })

  it('moves across between two files at once without waiting for each other', async () => {
    city.clock.set(START)
    const [one, two] = [await newClient(), await newClient()]
    const [a, b] = [await place(one.clientId, 'Links'), await place(two.clientId, 'Rechts')]
    const moved = await Promise.all([move(a, two.clientId), move(b, one.clientId)])
    expect(moved.map(({ ok }) => ok)).toEqual([true, true])
  })

  it('is refused where it makes no sense, and changes nothing then', async () => {
    city.clock.set(START)
    const here = await newClient()
    const address = await place(here.clientId, 'Werkstatt Süd')
    city.clock.set('2026-03-10T08:00:00Z')
    const late = await newClient()
    city.clock.set(START)
    const same = await newClient()
    await place(same.clientId, 'Werkstatt Süd')
    const refused = await Promise.all(
      [late.clientId, here.clientId, same.clientId, randomUUID()].map((target) => move(address, target)),
    )
    expect(refused.map((result) => !result.ok && result.error)).toEqual([
      'not-taking-part',
      'same-person',
      'has-same',
      'no-such-file',
    ])
    expect([await standing(here.clientId), (await told(here.clientId)).slice(1)]).toEqual([1, ['placed']])
  })

  it('goes into no restricted file of others, and leaves a row on each of both files', async () => {
    city.clock.set(START)
    const [here, there, hidden] = [await newClient(), await newClient(), await newClient()]
    const stranger = { id: randomUUID(), name: 'Nora Fremd' }
    const second = { id: randomUUID(), name: 'Nils Fremd' }
    const address = await place(here.clientId, 'Hof Ost')
    await act(city.access(stranger), { action: 'change', subject: 'test' }, async (work) => {
      await work.db.update(client).set({ leadId: stranger.id }).where(eq(client.id, hidden.clientId))
      const done = await restrictFile(work, hidden.clientId, {
        restriction: 'threatened',
        named: [stranger, second],
        staff: [stranger.id, second.id],
      })
      if (!done.ok) throw new Error(done.error)
    })
    expect(await move(address, hidden.clientId)).toEqual({ ok: false, error: 'no-such-file' })
    await act(city.access(), { action: 'change', subject: 'undo', subjectId: here.clientId }, (work) =>
      moveAct(work, address, { targetId: there.clientId, reason, formKey: randomUUID() }),
    )
    const rows = await withConnection(
      addressOf(city.server.adminUrl, databaseOf(city.slug)),
      (sql) => sql`select subject_id from audit_event where subject = 'undo' and action = 'change'`,
    )
    const subjects = rows.map((row) => row.subject_id)
    expect(subjects).toEqual(expect.arrayContaining([here.clientId, there.clientId]))
  })

  it('of another city or another file is not there', async () => {
    const other = await makeCity()
    const mine = await newClient()
    const address = await place(mine.clientId, 'Hier')
    const foreign = await other.work((work) => makeClient(work))
    const results = await Promise.all([
      other.work((work) => takeBack(work, address, { reason })),
      undo({ ...address, clientId: (await newClient()).clientId }),
      undo({ ...address, clientId: foreign.clientId }),
      undo({ ...address, kind: 'note' }),
      move(address, foreign.clientId),
    ])
    await other.remove()
    expect(results.map((result) => !result.ok && result.error)).toEqual([
      'not-found',
      'not-found',
      'not-found',
      'not-found',
      'no-such-file',
    ])
  })
})

describe('counselling', () => {
  const talk = (change: object = {}) => ({
    formKey: randomUUID(),
    kind: 'accompaniment' as const,
    minutes: 90,
    occurredOn: '2026-03-09',
    withWhom: 'Ausländerbehörde',
    interpreter: true,
    note: 'Antrag abgegeben',
    ...change,
  })
  const counted = () =>
    city.work(({ db }) => countCounselling(db, { programmeId: city.programmeId, from: null, to: null }))

  it('counts in hours by kind, once for a double click, moves no window, and no more when taken back', async () => {
    const { clientId } = await heldTalk()
    const before = await windowOf(clientId)
    const input = talk()
    const record = () => city.work((work) => recordCounselling(work, clientId, input))
    expect(await Promise.all([record(), record()])).toEqual(Array(2).fill({ ok: true, value: input.formKey }))
    expect(await counted()).toEqual([{ kind: 'accompaniment', times: 1, minutes: 90, people: 1 }])
    expect(await windowOf(clientId)).toEqual(before)
    expect((await told(clientId)).filter((kind) => kind === 'counselled')).toHaveLength(1)
    const other = { ...input, minutes: 10 }
    expect(await city.work((work) => recordCounselling(work, clientId, other))).toEqual({
      ok: false,
      error: 'already-saved',
    })
    const target = await newClient()
    expect((await move(at('counselling', clientId, input.formKey), target.clientId)).ok).toBe(false)
    city.clock.set(START)
    const taking = await newClient()
    const moved = await move(at('counselling', clientId, input.formKey), taking.clientId)
    expect(moved.ok).toBe(true)
    expect(await counted()).toEqual([{ kind: 'accompaniment', times: 1, minutes: 90, people: 1 }])
    const [row] = await city.work(({ db }) =>
      db.select().from(counselling).where(eq(counselling.clientId, taking.clientId)),
    )
    expect(row).toMatchObject({
      minutes: 90,
      withWhom: 'Ausländerbehörde',
      interpreter: true,
      voidedAt: null,
    })
    await undo(at('counselling', taking.clientId, row?.id ?? ''))
    expect(await counted()).toEqual([])
  })

  it('is refused ahead of today, before the person took part, and for a file of nobody', async () => {
    city.clock.set(START)
    const { clientId } = await newClient()
    const record = (id: string, change: object) =>
      city.work((work) => recordCounselling(work, id, talk(change)))
    expect(await record(clientId, { occurredOn: '2026-03-10' })).toEqual({ ok: false, error: 'in-future' })
    expect(await record(clientId, { occurredOn: '2025-12-31' })).toEqual({ ok: false, error: 'before-entry' })
    expect(await record(randomUUID(), {})).toEqual({ ok: false, error: 'not-found' })
  })
})

describe('the stream', () => {
  it('comes by kind with counts, page by page, without what was taken back, and can only grow', async () => {
    city.clock.set(START)
    const { clientId } = await newClient()
    for (let nth = 0; nth < 45; nth++)
      await city.work((work) =>
        recordCounselling(work, clientId, {
          formKey: randomUUID(),
          kind: 'phone',
          minutes: 10,
          occurredOn: '2026-03-09',
          withWhom: '',
          interpreter: false,
          note: `Anruf ${nth}`,
        }),
      )
    const placed = await city.work((work) => recordPlacement(work, clientId, job('Strom GmbH')))
    if (!placed.ok) throw new Error(placed.error)
    await undo(at('placement', clientId, placed.value))
    const stream = async (query: object) => {
      const asked = { group: null, hides: false, before: null, ...query }
      const page = await city.work(({ db }) => clientPage(db, clientId, asked))
      if (!page) throw new Error('no page')
      return page.stream
    }
    const first = await stream({})
    expect([first.entries.length, first.counts.contact, first.counts.work]).toEqual([40, 46, 2])
    const second = await stream({ before: first.next })
    expect([second.entries.length, second.next]).toEqual([8, null])
    const ids = [...first.entries, ...second.entries].map(({ id }) => id)
    expect(new Set(ids).size).toBe(48)
    const work = await stream({ group: 'work' })
    expect(work.entries.map(({ kind, struck }) => [kind, struck])).toEqual([
      ['taken-back', false],
      ['placed', true],
    ])
    expect((await stream({ group: 'work', hides: true })).entries).toEqual([])

    const staff = (statement: string) => city.work(({ db }) => db.execute(statement))
    await expect(staff(`update timeline set kind = 'visited'`)).rejects.toThrow()
    await expect(staff('delete from timeline')).rejects.toThrow()
    await expect(staff('truncate timeline')).rejects.toThrow()
  })
})
