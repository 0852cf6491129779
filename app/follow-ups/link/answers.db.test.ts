import { and, eq, isNull } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act } from '../../../db/act.ts'
import { VISITOR_ACTOR } from '../../../db/actor.ts'
import { timeline } from '../../../db/city/schema/clients.ts'
import { appointment, clientReply, task } from '../../../db/city/schema/follow-ups.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { caseworker, makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { sendMails } from '../../../tests/factories/mails.ts'
import { DAY_BEFORE, makeTalk, TALK_ON, type Talk } from '../../../tests/factories/talks.ts'
import { restrictFile } from '../../caseload/commands/restriction.server.ts'
import { freezeMessage } from '../../messages/commands.server.ts'
import { dueMessages } from '../../messages/queries.server.ts'
import { answerTalk, moveAppointment, recordOutcome } from '../commands.server.ts'
import type { Reply } from '../rules/replies.ts'
import { entryBehind } from './calendar.server.ts'
import { talkPage } from './page.server.ts'
import { behindLink, freeTimesFor } from './talk.server.ts'
import { talkBehind, talkLink } from './token.server.ts'

const START = '2026-03-09T08:00:00Z'
const TALK_AT = '2026-04-16T07:00:00Z'
let city: TestCity
beforeAll(async () => {
  city = await makeCity()
})
beforeEach(() => city.clock.set(START))
afterAll(() => city.remove())

const CONFIRMED: Reply = { kind: 'confirmed', cause: null, proposed: [] }
const ILL: Reply = { kind: 'cannot-come', cause: 'ill', proposed: [] }
const proposes = (...times: string[]): Reply => ({
  kind: 'proposes',
  cause: null,
  proposed: times.map((time) => Temporal.Instant.from(time)),
})

const answer = ({ appointmentId }: Pick<Talk, 'appointmentId'>, told: Reply, seen = TALK_AT) =>
  city.work((at) => answerTalk(at, { appointmentId, told, seen: Temporal.Instant.from(seen) }))
const word = async (done: ReturnType<typeof answer>) => {
  const result = await done
  return result.ok ? 'ok' : result.error
}
const replies = ({ appointmentId }: Talk) =>
  city.work(({ db }) =>
    db.select().from(clientReply).where(eq(clientReply.appointmentId, appointmentId)).orderBy(clientReply.at),
  )
const openTasks = ({ clientId }: Talk) =>
  city.work(async ({ db }) => {
    const rows = await db
      .select()
      .from(task)
      .where(and(eq(task.clientId, clientId), isNull(task.doneAt)))
    return rows.map(({ reason, dueOn }) => `${reason} ${dueOn}`)
  })
const lines = ({ clientId }: Talk) =>
  city.work(async ({ db }) => {
    const rows = await db.select().from(timeline).where(eq(timeline.clientId, clientId)).orderBy(timeline.id)
    return rows.map(({ kind }) => kind).filter((kind) => kind.startsWith('client-'))
  })
const rowOf = (id: string) =>
  city.work(async ({ db }) => {
    const [found] = await db.select().from(message).where(eq(message.id, id))
    return found && `${found.state} ${found.reason ?? ''} ${found.nextAt?.toString() ?? ''}`.trim()
  })
const stateOf = ({ appointmentId }: Talk) =>
  city.work(async ({ db }) => {
    const [found] = await db.select().from(appointment).where(eq(appointment.id, appointmentId))
    return found?.state
  })
const behind = ({ appointmentId }: Pick<Talk, 'appointmentId'>) =>
  city.work((at) => behindLink(at, appointmentId))
const freeOf = async (talk: Talk): Promise<string[]> => {
  const found = await behind(talk)
  if (found.is !== 'open') throw new Error(found.is)
  const free = await city.work((at) => freeTimesFor(at, found.talk))
  return free.map(({ startsAt }) => startsAt.toString())
}
const moveTo = ({ appointmentId }: Talk, day: string) =>
  city.work((at) => moveAppointment(at, { appointmentId, day }))

describe('an answer', () => {
  it('is written once, however often and by how many it is sent', async () => {
    const talk = await makeTalk(city)
    const told = await Promise.all([1, 2, 3].map(() => word(answer(talk, ILL))))
    expect(told).toEqual(['ok', 'ok', 'ok'])
    expect(await replies(talk)).toHaveLength(1)
    expect(await lines(talk)).toEqual(['client-cannot-come'])
    expect(await openTasks(talk)).toEqual(['cannot-come 2026-03-09'])
  })
  it('takes the place of the one before, with its task, until the talk begins', async () => {
    const talk = await makeTalk(city)
    const [first = ''] = await freeOf(talk)
    await answer(talk, ILL)
    await answer(talk, proposes(first))
    expect(await openTasks(talk)).toEqual(['proposes-time 2026-03-09'])
    await answer(talk, CONFIRMED)
    expect(await openTasks(talk)).toEqual([])
    const written = await replies(talk)
    expect(written.map(({ kind, replacedAt }) => `${kind} ${replacedAt === null}`)).toEqual([
      'cannot-come false',
      'proposes false',
      'confirmed true',
    ])
    expect(written[1]?.proposed.map(String)).toEqual([first])
    city.clock.set(TALK_AT)
    expect(await word(answer(talk, ILL))).toBe('ended')
  })
  it('of two at once, which differ, leaves one that stands', async () => {
    const talk = await makeTalk(city)
    await Promise.all([answer(talk, ILL), answer(talk, CONFIRMED), answer(talk, proposes())])
    const live = (await replies(talk)).filter(({ replacedAt }) => replacedAt === null)
    expect(live).toHaveLength(1)
    const expected = {
      confirmed: [],
      'cannot-come': ['cannot-come 2026-03-09'],
      proposes: ['proposes-time 2026-03-09'],
    }
    expect(await openTasks(talk)).toEqual(live[0] && expected[live[0].kind])
  })
  it('never ends the talk: who cannot come stays booked until a person acts', async () => {
    const talk = await makeTalk(city)
    await answer(talk, ILL)
    expect(await stateOf(talk)).toBe('booked')
    await answer(talk, proposes())
    expect(await stateOf(talk)).toBe('booked')
  })
})

describe('who cannot come', () => {
  it('is not told to come; he is again when he comes after all', async () => {
    const talk = await makeTalk(city)
    await answer(talk, ILL)
    expect([await rowOf(talk.weekBefore), await rowOf(talk.dayBefore)]).toEqual([
      'skipped cannot-come',
      'skipped cannot-come',
    ])
    city.clock.set('2026-04-10T08:00:00Z')
    await answer(talk, CONFIRMED)
    expect(await rowOf(talk.weekBefore)).toBe('skipped cannot-come')
    expect(await rowOf(talk.dayBefore)).toBe(`due  ${DAY_BEFORE}`)
  })
  it('is a task a day before, even where the first was put away and a reminder had arrived', async () => {
    const talk = await makeTalk(city)
    await answer(talk, ILL)
    await city.work(({ db, now, actor }) =>
      db.update(task).set({ doneAt: now, doneBy: actor.id }).where(eq(task.clientId, talk.clientId)),
    )
    city.clock.set('2026-04-15T07:00:00Z')
    for (const id of await city.work(({ db, now }) => dueMessages(db, now, { most: 500, by: ['call'] })))
      await city.work((at) => freezeMessage(at, id))
    expect(await openTasks(talk)).toEqual(['call 2026-04-15'])
  })
})

describe('who comes', () => {
  it('need not be called a day before, whether or not a reminder arrived', async () => {
    const talk = await makeTalk(city, { email: null })
    await answer(talk, CONFIRMED)
    city.clock.set('2026-04-15T07:00:00Z')
    for (const id of await city.work(({ db, now }) => dueMessages(db, now, { most: 500, by: ['call'] })))
      await city.work((at) => freezeMessage(at, id))
    expect(await openTasks(talk)).toEqual([])
  })
})

describe('who would come at another time', () => {
  it('names three times at most, each free now', async () => {
    const talk = await makeTalk(city)
    const free = await freeOf(talk)
    expect(free.length).toBeGreaterThan(3)
    expect(await word(answer(talk, proposes(...free.slice(0, 4))))).toBe('too-many')
    expect(await word(answer(talk, proposes('2026-04-18T07:00:00Z')))).toBe('taken')
    expect(await word(answer(talk, proposes(TALK_AT)))).toBe('taken')
    expect(await replies(talk)).toEqual([])
    expect(await word(answer(talk, proposes(...free.slice(0, 3))))).toBe('ok')
  })
  it('and whose time was taken meanwhile is told so; the worker’s button then refuses as well', async () => {
    const talk = await makeTalk(city)
    const [first = ''] = await freeOf(talk)
    const take = async () => {
      const found = await behind(talk)
      if (found.is !== 'open') throw new Error(found.is)
      await city.work(({ db }) =>
        db.insert(appointment).values({
          ...{ clientId: talk.clientId, participationId: talk.participationId, minutes: 45, place: 'Raum' },
          ...{ responsibleId: found.talk.responsibleId, recordedBy: found.talk.responsibleId },
          ...{ conductedBy: found.talk.responsibleId, state: 'booked' as const, occurredOn: '2026-03-09' },
          startsAt: Temporal.Instant.from(first),
          recordedAt: Temporal.Instant.from(START),
        }),
      )
    }
    await answer(talk, proposes(first))
    await take()
    const { appointmentId } = talk
    const at = Temporal.Instant.from(first).toZonedDateTimeISO('Europe/Berlin')
    const [day, time] = [at.toPlainDate().toString(), at.toPlainTime().toString({ smallestUnit: 'minute' })]
    expect(await city.work((work) => moveAppointment(work, { appointmentId, day, time }))).toMatchObject({
      error: 'taken',
    })
    await answer(talk, CONFIRMED)
    expect(await word(answer(talk, proposes(first)))).toBe('taken')
  })
})

describe('a link', () => {
  it('of a talk that was moved leads to the new time, and an answer to the old one changes nothing', async () => {
    const talk = await makeTalk(city)
    await answer(talk, proposes())
    expect((await moveTo(talk, '2026-04-17')).ok).toBe(true)
    expect(await openTasks(talk)).toEqual([])
    expect(await behind(talk)).toMatchObject({ is: 'open', moved: true })
    expect(await word(answer(talk, CONFIRMED))).toBe('changed')
    expect(await word(answer(talk, CONFIRMED, '2026-04-17T07:00:00Z'))).toBe('ok')
    expect((await replies(talk)).map(({ kind }) => kind)).toEqual(['proposes'])
  })
  it('answered while the talk is moved says that it changed, or is written before', async () => {
    const talk = await makeTalk(city)
    const [told, moved] = await Promise.all([word(answer(talk, CONFIRMED)), moveTo(talk, '2026-04-17')])
    expect(moved.ok).toBe(true)
    expect(['ok', 'changed']).toContain(told)
    expect((await replies(talk)).length).toBe(told === 'ok' ? 1 : 0)
  })
  it('ends with the talk, when it is called off, and when the file is restricted', async () => {
    const [over, off, hidden] = [await makeTalk(city), await makeTalk(city), await makeTalk(city)]
    const { appointmentId } = off
    await city.work((at) =>
      recordOutcome(at, { appointmentId, outcome: 'cancelled', by: 'office', note: '', on: '2026-03-09' }),
    )
    expect(await behind(off)).toEqual({ is: 'ended' })
    const named = [caseworker, { id: '0a000000-0000-4000-8000-00000000000b', name: 'Noch jemand' }]
    const restricted = await city.work((at) =>
      restrictFile(at, hidden.clientId, { restriction: 'threatened', named, staff: [caseworker.id] }),
    )
    expect(restricted.ok).toBe(true)
    const asVisitor = act(city.access(VISITOR_ACTOR), { action: 'view', subject: 'test' }, (at) =>
      behindLink(at, hidden.appointmentId),
    )
    expect(await asVisitor).toEqual({ is: 'ended' })
    city.clock.set(TALK_AT)
    expect(await behind(over)).toEqual({ is: 'ended' })
  })
  it('opens a page that says when, where and whom, in the language of the client, and no more', async () => {
    const talk = await makeTalk(city, { language: 'ti', familyName: 'Gebremedhin', givenName: 'Abeba' })
    const found = await behind(talk)
    if (found.is !== 'open') throw new Error(found.is)
    const page = await city.work((at) => talkPage(at, found.language, { linked: found }))
    expect(page).toMatchObject({
      language: 'ti',
      dir: 'ltr',
      talk: { answer: null, german: 'Donnerstag, 16. April, 09:00 Uhr' },
    })
    expect(JSON.stringify(page)).not.toMatch(/Gebremedhin|Abeba|Stadt t/)
    expect(page.talk?.offered.length).toBe(6)
    expect(page.machineMade).not.toBeNull()
  })
  it('gives an entry for a calendar that leads nowhere and names nobody', async () => {
    const talk = await makeTalk(city, { language: 'de' })
    const found = await city.work((at) => entryBehind(at, talk.appointmentId))
    expect(found).toMatchObject({ title: 'Ihr Termin', entry: { url: null, cancelled: false } })
  })
  it('stands in the mail and the short message of a talk, and in no letter', async () => {
    const talk = await makeTalk(city, { language: 'de' })
    const place = { origin: 'https://example.test', key: city.server.key }
    city.clock.set('2026-04-09T07:00:00Z')
    const mails = await sendMails(city, { place })
    const mail = mails.find(({ tags }) => tags.message === talk.weekBefore)
    const link = talkLink(place, city.slug, talk.appointmentId)
    expect(mail?.text).toContain(link)
    expect(talkBehind(city.server.key, city.slug, link.split('/').at(-1) ?? '')).toBe(talk.appointmentId)
    expect(talkBehind(city.server.key, 'solingen', link.split('/').at(-1) ?? '')).toBeUndefined()
    const [kept] = await city.work(({ db }) =>
      db.select().from(message).where(eq(message.id, talk.weekBefore)),
    )
    expect(kept?.frozen?.text).not.toContain(link)
  })
  it('is for the talk on its day', () => expect(TALK_AT.startsWith(TALK_ON)).toBe(true))
})
