import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CityWork } from '../../db/act.ts'
import { act, look } from '../../db/act.ts'
import { SYSTEM_ACTOR } from '../../db/actor.ts'
import { handOver } from '../../db/city/schema/caseload.ts'
import { timeline } from '../../db/city/schema/clients.ts'
import { appointment } from '../../db/city/schema/follow-ups.ts'
import { addressOf, databaseOf, withConnection } from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeClient } from '../../tests/factories/people.ts'
import { writeTimeline } from '../clients/commands.server.ts'
import { listClients } from '../clients/list.server.ts'
import { clientPage } from '../clients/overview.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { todayOf } from '../clients/today.server.ts'
import { planNextFollowUp } from '../follow-ups/commands.server.ts'
import { recordVisit } from '../outreach/commands.server.ts'
import { findPeople } from '../people/search.server.ts'
import { endDeputy, nameDeputy } from './commands/deputies.server.ts'
import { dueBack, giveBack, handOverFile, handOverFiles } from './commands/hand-over.server.ts'
import { liftRestriction, restrictFile } from './commands/restriction.server.ts'
import { absencesAhead, filesLedBy, goneLeads, loansOut, restrictionOf } from './queries.server.ts'

const START = '2026-03-09T08:00:00Z'
let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
beforeEach(() => city.clock.set(START))
afterAll(() => city.remove())

let nth = 0
const idOf = (one: number): string => `0c000000-0000-4000-8000-${String(one).padStart(12, '0')}`
/** Ids of all who work in the city so far. */
const everybody = (): string[] => Array.from({ length: nth }, (_, before) => idOf(before + 1))
/** Somebody of the staff, new for each test. */
function colleague() {
  nth += 1
  const id = idOf(nth)
  const me = { id, name: `Kraft ${nth}` }
  const work = <T>(body: (at: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(me), { action: 'change', subject: 'test' }, body)
  const reads = <T>(body: Parameters<typeof look<T>>[2]): Promise<T> =>
    look(city.access(me), { action: 'view', subject: 'test' }, body)
  return { ...me, work, reads }
}
type Someone = ReturnType<typeof colleague>

const sees = async (who: Someone, clientId: string) =>
  (await who.work(({ db }) => clientHead(db, clientId))) !== undefined
const storyOf = async (who: Someone, clientId: string) => {
  const rows = await who.work(({ db }) =>
    db.select().from(timeline).where(eq(timeline.clientId, clientId)).orderBy(timeline.id),
  )
  return rows.map(({ kind, words }) => ({ kind, ...words }))
}
const talkers = (who: Someone, clientId: string) =>
  who.work(({ db }) => db.select().from(appointment).where(eq(appointment.clientId, clientId)))

async function restricted(...named: Someone[]) {
  const [lead = colleague()] = named
  const file = await lead.work((at) => makeClient(at))
  const done = await lead.work((at) =>
    restrictFile(at, file.clientId, { restriction: 'threatened', named, staff: everybody() }),
  )
  expect(done).toEqual({ ok: true, value: null })
  return file
}

describe('a restricted file', () => {
  it('is there for its named people only: on its page, in lists, in the search, on the home page and at the door', async () => {
    const [lead, second, stranger] = [colleague(), colleague(), colleague()]
    const { clientId, personId } = await restricted(lead, second)
    for (const [who, there] of [
      [lead, true],
      [second, true],
      [stranger, false],
    ] as const) {
      const ofPerson = ({ rows }: { rows: { clientId: string }[] }) =>
        rows.some((row) => row.clientId === clientId)
      expect(await sees(who, clientId)).toBe(there)
      expect((await who.reads(({ db }) => clientPage(db, clientId))) !== undefined).toBe(there)
      expect(ofPerson(await who.reads(({ db }) => listClients(db, undefined)))).toBe(there)
      const found = await who.work(({ db }) => findPeople(db, { words: ['Haile'], born: null }))
      expect(found.people.some((one) => one.personId === personId)).toBe(there)
    }
    expect((await lead.reads(todayOf)).cases).toBe(1)
    const visit = {
      formKey: crypto.randomUUID(),
      personId,
      outcome: 'interested',
      occurredOn: '2026-03-09',
    } as const
    expect(await stranger.work((at) => recordVisit(at, visit))).toEqual({
      ok: false,
      error: 'unknown-person',
    })
  })
  it('takes no act of anybody else: Postgres refuses the line in the stream', async () => {
    const [lead, second, stranger] = [colleague(), colleague(), colleague()]
    const { clientId } = await restricted(lead, second)
    const line = (at: CityWork) => writeTimeline(at, { clientId, occurredOn: '2026-03-09', kind: 'assessed' })
    await expect(stranger.work(line)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('row-level security policy for table "timeline"') },
    })
    await lead.work(line)
    expect(
      await stranger.work((at) =>
        restrictFile(at, clientId, {
          restriction: 'other',
          named: [stranger, lead],
          staff: everybody(),
        }),
      ),
    ).toEqual({ ok: false, error: 'not-found' })
  })
  it('goes on getting its reminders: the system sees it', async () => {
    const [lead, second] = [colleague(), colleague()]
    const { clientId } = await restricted(lead, second)
    const found = await act(city.access(SYSTEM_ACTOR), { action: 'view', subject: 'test' }, ({ db }) =>
      clientHead(db, clientId),
    )
    expect(found?.clientId).toBe(clientId)
  })
  it('needs its lead, whoever restricts it, and a second person', async () => {
    const [lead, second, third] = [colleague(), colleague(), colleague()]
    const { clientId } = await lead.work((at) => makeClient(at))
    const named = (who: Someone, ...people: Someone[]) =>
      who.work((at) =>
        restrictFile(at, clientId, {
          restriction: 'other',
          named: people,
          staff: everybody(),
        }),
      )
    expect(await named(lead, lead)).toEqual({ ok: false, error: 'too-few' })
    expect(await named(second, second, third)).toEqual({ ok: false, error: 'lead-missing' })
    expect(await named(third, lead, second)).toEqual({ ok: false, error: 'self-missing' })
    expect(await sees(third, clientId)).toBe(true)
  })
  it('forgets who is not named any more, and all may see it again when it is lifted', async () => {
    const [lead, second, third] = [colleague(), colleague(), colleague()]
    const { clientId } = await restricted(lead, second)
    await lead.work((at) =>
      restrictFile(at, clientId, {
        restriction: 'other',
        named: [lead, third],
        staff: everybody(),
      }),
    )
    expect([await sees(second, clientId), await sees(third, clientId)]).toEqual([false, true])
    await third.work((at) => liftRestriction(at, clientId))
    expect(await sees(second, clientId)).toBe(true)
    expect((await storyOf(second, clientId)).map(({ kind }) => kind)).toEqual([
      'file-opened',
      'restricted',
      'restriction-lifted',
    ])
  })
  it('is read for 30 days by its former lead, who writes nothing any more', async () => {
    const [lead, second, next] = [colleague(), colleague(), colleague()]
    const { clientId } = await restricted(lead, second)
    const order = { clientId, fromId: lead.id, to: next, until: null, note: 'Wechsel der Stelle' }
    expect(await lead.work((at) => handOverFile(at, order))).toEqual({ ok: true, value: { talksStayed: 0 } })
    expect(await sees(next, clientId)).toBe(true)
    expect(await sees(lead, clientId)).toBe(true)
    expect(await lead.work((at) => liftRestriction(at, clientId))).toEqual({ ok: false, error: 'not-found' })
    expect(await next.work((at) => restrictionOf(at, clientId))).toMatchObject({
      named: [{ id: second.id }, { id: next.id }],
      former: [{ name: lead.name, until: '2026-04-08' }],
    })
    city.clock.set('2026-04-08T21:59:00Z')
    expect(await sees(lead, clientId)).toBe(true)
    city.clock.set('2026-04-08T22:01:00Z')
    expect(await sees(lead, clientId)).toBe(false)
  })
})

describe('a restricted file that changes hands', () => {
  it('stays where it is when one person alone would see it after that', async () => {
    const [lead, second] = [colleague(), colleague()]
    const { clientId } = await restricted(lead, second)
    const order = { clientId, fromId: lead.id, to: second, until: null, note: 'Wechsel der Stelle' }
    expect(await lead.work((at) => handOverFile(at, order))).toEqual({ ok: false, error: 'alone' })
  })
  it('leaves whoever was named before a loan named after it, and takes back what the loan gave', async () => {
    const [lead, second, third] = [colleague(), colleague(), colleague()]
    const { clientId } = await restricted(lead, second)
    city.clock.set('2026-03-09T09:00:00Z')
    for (const to of [second, third]) {
      const lend = { clientId, fromId: lead.id, to, until: '2026-03-10', note: 'Urlaub' }
      expect((await lead.work((at) => handOverFile(at, lend))).ok).toBe(true)
      const [loan] = await lead.work((at) => loansOut(at, lead.id))
      await lead.work((at) => giveBack(at, { clientId, loanId: loan?.loanId ?? '' }))
    }
    expect(await lead.work((at) => restrictionOf(at, clientId))).toMatchObject({
      leadId: lead.id,
      named: [{ id: lead.id }, { id: second.id }],
      former: [{ name: third.name }],
    })
  })
  it('is not held by a lead who has left the city', async () => {
    const [lead, second, third] = [colleague(), colleague(), colleague()]
    const { clientId } = await restricted(lead, second)
    const staff = [second.id, third.id]
    const done = await second.work((at) =>
      restrictFile(at, clientId, { restriction: 'other', named: [second, third], staff }),
    )
    expect(done).toEqual({ ok: true, value: null })
    const order = { clientId, fromId: lead.id, to: third, until: null, note: 'Nachfolge' }
    expect((await third.work((at) => handOverFile(at, order))).ok).toBe(true)
  })
})

describe('handing a file over', () => {
  it('takes along a talk that still wants its outcome', async () => {
    const [from, to] = [colleague(), colleague()]
    const file = await from.work((at) => makeClient(at))
    await from.work((at) => planNextFollowUp(at, { ...file, after: 'plan-signed', on: '2026-03-09' }))
    city.clock.set('2026-04-20T08:00:00Z')
    const order = { clientId: file.clientId, fromId: from.id, to, until: null, note: 'Neuer Bezirk' }
    expect((await from.work((at) => handOverFile(at, order))).ok).toBe(true)
    expect((await to.reads(todayOf)).missing.lines).toMatchObject([{ clientId: file.clientId }])
  })
  it('takes the booked talk along and leaves the note in the stream', async () => {
    const [from, to] = [colleague(), colleague()]
    const file = await from.work((at) => makeClient(at))
    await from.work((at) => planNextFollowUp(at, { ...file, after: 'plan-signed', on: '2026-03-09' }))
    const order = { clientId: file.clientId, fromId: from.id, to, until: null, note: 'Neuer Bezirk' }
    expect(await from.work((at) => handOverFile(at, order))).toEqual({ ok: true, value: { talksStayed: 0 } })
    expect((await talkers(to, file.clientId)).map(({ responsibleId }) => responsibleId)).toEqual([to.id])
    expect((await storyOf(to, file.clientId)).at(-1)).toEqual({
      kind: 'handed-over',
      from: from.name,
      to: to.name,
      note: 'Neuer Bezirk',
    })
    expect((await to.reads(todayOf)).cases).toBe(1)
    expect((await from.reads(todayOf)).cases).toBe(0)
  })
  it('leaves a talk where it is when the time is taken, and tells somebody', async () => {
    const [from, to] = [colleague(), colleague()]
    const theirs = await to.work((at) => makeClient(at))
    const file = await from.work((at) => makeClient(at))
    for (const [who, one] of [
      [to, theirs],
      [from, file],
    ] as const)
      await who.work((at) => planNextFollowUp(at, { ...one, after: 'plan-signed', on: '2026-03-09' }))
    const order = { clientId: file.clientId, fromId: from.id, to, until: null, note: 'Neuer Bezirk' }
    expect(await from.work((at) => handOverFile(at, order))).toEqual({ ok: true, value: { talksStayed: 1 } })
    expect((await talkers(to, file.clientId)).map(({ responsibleId }) => responsibleId)).toEqual([from.id])
    expect((await to.reads(todayOf)).tasks.lines).toMatchObject([
      { clientId: file.clientId, reason: 'talk-stays' },
    ])
  })
  it('of somebody who has left waits to be seen, until it is handed over', async () => {
    const [gone, stays] = [colleague(), colleague()]
    const { clientId } = await gone.work((at) => makeClient(at))
    const waiting = async () => {
      const left = await stays.work((at) => goneLeads(at, [stays.id]))
      return left.some(({ id }) => id === gone.id)
    }
    expect(await waiting()).toBe(true)
    expect(await stays.work((at) => goneLeads(at, [stays.id, gone.id]))).not.toContainEqual({
      id: gone.id,
      name: gone.name,
    })
    const order = { clientId, fromId: gone.id, to: stays, until: null, note: 'Nachfolge' }
    expect((await stays.work((at) => handOverFile(at, order))).ok).toBe(true)
    expect(await waiting()).toBe(false)
  })

  it('at once by two people goes to one of them', async () => {
    const [from, one, other] = [colleague(), colleague(), colleague()]
    const { clientId } = await from.work((at) => makeClient(at))
    const give = (to: Someone) =>
      from.work((at) =>
        handOverFile(at, { clientId, fromId: from.id, to, until: null, note: 'Neuer Bezirk' }),
      )
    const answers = await Promise.all([give(one), give(other)])
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error)).sort()).toEqual(['moved-on', 'ok'])
  })
  it('for a time comes back by itself after the last day, with the talks still ahead', async () => {
    const [from, to] = [colleague(), colleague()]
    const file = await from.work((at) => makeClient(at))
    const { clientId } = file
    const lend = { clientId, fromId: from.id, to, until: '2026-03-20', note: 'Urlaub' }
    expect((await from.work((at) => handOverFile(at, lend))).ok).toBe(true)
    expect(await to.work((at) => handOverFile(at, { ...lend, fromId: to.id, to: from }))).toEqual({
      ok: false,
      error: 'lent',
    })
    await to.work((at) => planNextFollowUp(at, { ...file, after: 'plan-signed', on: '2026-03-09' }))
    expect(await from.work((at) => loansOut(at, from.id))).toMatchObject([
      { clientId, to: to.name, until: '2026-03-20' },
    ])
    city.clock.set('2026-03-20T12:00:00Z')
    const due = () => from.work((at) => dueBack(at))
    expect((await due()).filter((loan) => loan.clientId === clientId)).toEqual([])
    city.clock.set('2026-03-21T06:00:00Z')
    const [loan] = (await due()).filter((one) => one.clientId === clientId)
    if (!loan) throw new Error('The loan is not due')
    await Promise.all([from.work((at) => giveBack(at, loan)), to.work((at) => giveBack(at, loan))])
    expect((await from.work((at) => filesLedBy(at, from.id))).map((one) => one.clientId)).toEqual([clientId])
    expect((await talkers(from, clientId)).map(({ responsibleId }) => responsibleId)).toEqual([from.id])
    expect((await storyOf(from, clientId)).filter(({ kind }) => kind === 'came-back')).toHaveLength(1)
  })
})

describe('handing many files over', () => {
  /** As the page does: an act for each file. */
  const handAll = (from: Someone, to: Someone, files: readonly string[]) =>
    handOverFiles(files, { fromId: from.id, to, until: null, note: 'Neuer Bezirk' }, (clientId, work) =>
      act(city.access(from), { action: 'change', subject: 'hand-over', subjectId: clientId }, work),
    )
  const filesOf = async (who: Someone, many: number): Promise<string[]> => {
    const ids: string[] = []
    for (let n = 0; n < many; n += 1) ids.push((await who.work((at) => makeClient(at))).clientId)
    return ids
  }
  const notesOf = (who: Someone, clientId: string) =>
    who.work(({ db }) =>
      db
        .select({ fromId: handOver.fromId, toId: handOver.toId, note: handOver.note })
        .from(handOver)
        .where(eq(handOver.clientId, clientId)),
    )
  const audited = (clientId: string) =>
    withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), async (admin) => [
      ...(await admin`select actor_id, action from audit_event where subject = 'hand-over' and subject_id = ${clientId}`),
    ])

  it('leaves with each its note, its line in the stream and its row in the trail', async () => {
    const [from, to] = [colleague(), colleague()]
    const files = await filesOf(from, 3)
    const [theirs = ''] = await filesOf(to, 1)
    // One of them twice, and one that is somebody else's.
    const handed = await handAll(from, to, [...files, ...files.slice(0, 1), theirs])
    expect(handed).toEqual({ ok: true, value: { files: 3, stayed: 0, left: 1 } })
    const note = 'Neuer Bezirk'
    for (const clientId of files) {
      expect(await notesOf(to, clientId)).toEqual([{ fromId: from.id, toId: to.id, note }])
      expect((await storyOf(to, clientId)).slice(1)).toEqual([
        { kind: 'handed-over', from: from.name, to: to.name, note },
      ])
      expect(await audited(clientId)).toEqual([{ actor_id: from.id, action: 'change' }])
    }
    expect(await notesOf(to, theirs)).toEqual([])
    expect((await to.work((at) => filesLedBy(at, to.id))).map((one) => one.clientId).sort()).toEqual(
      [...files, theirs].sort(),
    )
    expect(await from.work((at) => filesLedBy(at, from.id))).toEqual([])
  })
  it('goes on after a break: what is done stays done, once', async () => {
    const [from, to] = [colleague(), colleague()]
    const files = await filesOf(from, 3)
    await handAll(from, to, files.slice(0, 1))
    expect(await handAll(from, to, files)).toEqual({ ok: true, value: { files: 2, stayed: 0, left: 1 } })
    for (const clientId of files) expect(await notesOf(to, clientId)).toHaveLength(1)
  })
  it('says how many talks stayed because the time was taken', async () => {
    const [from, to] = [colleague(), colleague()]
    const files = await filesOf(from, 2)
    for (const who of [from, to]) {
      const opened = await who.work((at) => makeClient(at))
      await who.work((at) => planNextFollowUp(at, { ...opened, after: 'plan-signed', on: '2026-03-09' }))
      if (who === from) files.push(opened.clientId)
    }
    expect(await handAll(from, to, files)).toEqual({ ok: true, value: { files: 3, stayed: 1, left: 0 } })
  })
  it('to oneself changes nothing', async () => {
    const from = colleague()
    const files = await filesOf(from, 2)
    expect(await handAll(from, from, files)).toEqual({ ok: false, error: 'same-person' })
    for (const clientId of files) expect(await notesOf(from, clientId)).toEqual([])
  })
})

describe('a deputy', () => {
  it('sees the work of the absent colleague on her own home page, on those days only', async () => {
    const [absent, deputy] = [colleague(), colleague()]
    const { clientId } = await absent.work((at) => makeClient(at))
    await absent.work((at) => nameDeputy(at, { absent, deputy, from: '2026-03-10', until: '2026-03-12' }))
    const cases = async () => (await deputy.reads(todayOf)).cases
    expect(await cases()).toBe(0)
    city.clock.set('2026-03-10T08:00:00Z')
    expect(await cases()).toBe(1)
    expect((await deputy.reads(todayOf)).standsInFor).toEqual([absent.name])
    city.clock.set('2026-03-13T08:00:00Z')
    expect(await cases()).toBe(0)
    expect(clientId).toBeDefined()
  })
  it('is named once however often, and taken back by the absent one only', async () => {
    const [absent, deputy] = [colleague(), colleague()]
    const name = () =>
      absent.work((at) => nameDeputy(at, { absent, deputy, from: '2026-03-10', until: '2026-03-12' }))
    await Promise.all([name(), name()])
    const mine = async () =>
      (await absent.work(absencesAhead)).filter(({ absentId }) => absentId === absent.id)
    const [absence, ...more] = await mine()
    expect(more).toEqual([])
    const deputyId = absence?.deputyId ?? ''
    expect(await deputy.work((at) => endDeputy(at, { deputyId, whose: deputy.id }))).toEqual({
      ok: false,
      error: 'not-found',
    })
    expect(await absent.work((at) => endDeputy(at, { deputyId, whose: absent.id }))).toEqual({
      ok: true,
      value: null,
    })
    expect(await mine()).toEqual([])
  })
  it.each([
    ['2026-03-12', '2026-03-10', 'dates-turned'],
    ['2026-03-01', '2026-03-08', 'absence-past'],
    ['2026-03-10', '2026-06-30', 'absence-long'],
    ['2027-03-10', '2027-03-10', 'absence-far'],
  ])('from %s to %s is refused: %s', async (from, until, error) => {
    const [absent, deputy] = [colleague(), colleague()]
    expect(await absent.work((at) => nameDeputy(at, { absent, deputy, from, until }))).toEqual({
      ok: false,
      error,
    })
  })
})
