import { eq, sql } from 'drizzle-orm'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { act } from '../../../db/act.ts'
import { SYSTEM_ACTOR } from '../../../db/actor.ts'
import { appointment, task } from '../../../db/city/schema/follow-ups.ts'
import { message } from '../../../db/city/schema/messages.ts'
import { makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { sendMails } from '../../../tests/factories/mails.ts'
import { makeTalk, type Talk, WEEK_BEFORE } from '../../../tests/factories/talks.ts'
import { makeAccount, makeWeb, signIn, type Web } from '../../../tests/factories/web.ts'
import { skipReminders } from '../commands/plan.server.ts'
import { freezeMessage } from '../commands.server.ts'
import { dueMessages } from '../queries.server.ts'
import { postLetters } from './commands.server.ts'
import { lettersToPost } from './queries.server.ts'

let city: TestCity
let web: Web
let cookie: string
let nth = 0
beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  cookie = await signIn(web, await makeAccount({ [city.slug]: 'caseworker' }))
})
beforeEach(() => city.clock.set('2026-03-09T08:00:00Z'))
afterAll(() => city.remove())

/** Somebody without e-mail and mobile who has a door; a week before the talk the letter lies ready. */
async function withLetter(): Promise<Talk> {
  city.clock.set('2026-03-09T08:00:00Z')
  nth += 1
  const talk = await makeTalk(city, { email: null, givenName: `Selam ${nth}`, language: 'de' })
  await city.work(({ db }) =>
    db.execute(sql`
      with door as (insert into dwelling (street, house_number, postcode, town, street_key)
        values ('Gathe', ${String(nth)}, '42107', 'Wuppertal', 'gathe') returning id)
      insert into tenancy (person_id, dwelling_id, from_on)
      select ${talk.personId}::uuid, id, '2025-01-01' from door`),
  )
  city.clock.set(WEEK_BEFORE)
  await work()
  return talk
}
async function work(): Promise<void> {
  const by = ['letter', 'call', 'visit'] as const
  for (;;) {
    await sendMails(city)
    const due = await city.work(({ db, now }) => dueMessages(db, now, { most: 500, by }))
    if (due.length === 0) return
    for (const id of due) await city.work((at) => freezeMessage(at, id))
  }
}
const letterOf = async ({ appointmentId }: Talk) => {
  const rows = await city.work(({ db }) =>
    db.select().from(message).where(eq(message.appointmentId, appointmentId)),
  )
  return rows.find(({ channel }) => channel === 'letter')
}
const openTasks = async ({ clientId }: Talk) => {
  const rows = await city.work(({ db }) => db.select().from(task).where(eq(task.clientId, clientId)))
  return rows.filter(({ doneAt }) => doneAt === null).map(({ reason }) => reason)
}
const waiting = async (): Promise<string[]> =>
  (await city.work(lettersToPost)).map(({ appointmentId }) => appointmentId)

it('lies ready when nothing else leads to somebody, and a person has the task', async () => {
  const talk = await withLetter()
  expect(await letterOf(talk)).toMatchObject({ kind: 'week-before', state: 'frozen' })
  expect(await openTasks(talk)).toEqual(['print-letter'])
  expect(await waiting()).toContain(talk.appointmentId)
})

it('counts as delivered once it is posted, twice and by two at once too, and nobody need call', async () => {
  const talk = await withLetter()
  const id = (await letterOf(talk))?.id ?? ''
  const posted = await Promise.all([1, 2].map(() => city.work((at) => postLetters(at, [id]))))
  expect(posted.sort()).toEqual([0, 1])
  expect(await city.work((at) => postLetters(at, [id]))).toBe(0)
  expect(await letterOf(talk)).toMatchObject({ state: 'sent', delivery: 'delivered', nextAt: null })
  expect(await openTasks(talk)).toEqual([])
  expect(await waiting()).not.toContain(talk.appointmentId)
})

it('is not posted for a talk that was called off, though it was on the page', async () => {
  const talk = await withLetter()
  const id = (await letterOf(talk))?.id ?? ''
  await city.work(async (at) => {
    await at.db
      .update(appointment)
      .set({ state: 'cancelled', cancelledBy: 'office', outcomeAt: at.now })
      .where(eq(appointment.id, talk.appointmentId))
    await skipReminders(at, talk.appointmentId, 'cancelled')
  })
  expect(await waiting()).not.toContain(talk.appointmentId)
  expect(await city.work((at) => postLetters(at, [id]))).toBe(0)
  expect(await letterOf(talk)).toMatchObject({ state: 'skipped', reason: 'cancelled' })
  expect(await openTasks(talk)).toEqual([])
})

it('that nobody posted in time becomes a call', async () => {
  const talk = await withLetter()
  city.clock.set('2026-04-14T07:00:00Z')
  await work()
  expect(await letterOf(talk)).toMatchObject({ state: 'skipped', reason: 'too-late' })
  expect(await openTasks(talk)).toEqual(['call'])
})

it('goes to nobody whose file is for named people only', async () => {
  const talk = await withLetter()
  const change = { action: 'change', subject: 'test' } as const
  await act(city.access(SYSTEM_ACTOR), change, ({ db }) =>
    db.execute(sql`update client set restriction = 'threatened' where id = ${talk.clientId}::uuid`),
  )
  expect(await waiting()).not.toContain(talk.appointmentId)
})

it('is one page with name and door in the window, and says what the mail would say', async () => {
  // The clock of the web is the machine's: the talk must lie ahead of it.
  const talk = await withLetter()
  await city.work(({ db }) =>
    db.execute(
      sql`update appointment set starts_at = '2126-04-16T07:00:00Z' where id = ${talk.appointmentId}::uuid`,
    ),
  )
  const page = `/c/${city.slug}/post`
  expect(await (await web.get(page, cookie)).text()).toContain(`Selam ${nth}`)
  const answer = await web.post(`${page}.pdf`, {}, cookie)
  expect(answer.headers.get('Content-Type')).toBe('application/pdf')
  const pdf = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()))
  const { text } = await extractText(pdf, { mergePages: true })
  expect(text).toMatch(new RegExp(`Selam ${nth} Haile\\s+Gathe ${nth}\\s+42107 Wuppertal`))
  expect(text).toContain('Donnerstag, 16. April')
  expect(text).not.toMatch(/Duldung|Aufenthalt|Partizipation/)
  const id = (await letterOf(talk))?.id ?? ''
  expect((await web.post(page, { letter: id }, cookie)).status).toBe(303)
  expect(await letterOf(talk)).toMatchObject({ state: 'sent', delivery: 'delivered' })
})
