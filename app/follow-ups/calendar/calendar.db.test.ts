import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, type CityWork } from '../../../db/act.ts'
import { calendarFeed, room } from '../../../db/city/schema/rooms.ts'
import { withPlatform } from '../../../db/fleet/registry.ts'
import { makeCity, type TestCity } from '../../../tests/factories/city.ts'
import { makeClient } from '../../../tests/factories/people.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../../tests/factories/web.ts'
import {
  addRoom,
  bookAppointment,
  moveAppointment,
  planNextFollowUp,
  recordOutcome,
  retireRoom,
} from '../commands.server.ts'
import { appointmentPage, roomsOf } from '../queries.server.ts'

let web: Web
let city: TestCity
let other: TestCity
let me: TestAccount
let cookie: string
beforeAll(async () => {
  web = await makeWeb()
  city = await makeCity()
  other = await makeCity()
  me = await makeAccount({ [city.slug]: 'caseworker' }, 'Wanda Werk')
  cookie = await signIn(web, me)
})
afterAll(async () => {
  await city.remove()
  await other.remove()
})

let nth = 0
const workOf =
  (actor: { id: string; name: string }) =>
  <T>(body: (work: CityWork) => Promise<T>): Promise<T> =>
    act(city.access(actor), { action: 'change', subject: 'test' }, body)
const colleague = () => {
  nth += 1
  return workOf({ id: `0d000000-0000-4000-8000-${String(nth).padStart(12, '0')}`, name: `Person ${nth}` })
}
const must = <T>(result: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
/** A client of whoever works, with a talk in the window after 9 March 2026. */
async function booked(work: ReturnType<typeof workOf>) {
  city.clock.set('2026-03-09T08:00:00Z')
  const opened = await work((at) => makeClient(at))
  const plan = await work((at) => planNextFollowUp(at, { ...opened, after: 'plan-signed', on: '2026-03-09' }))
  return { ...opened, ...must(plan) }
}
/** The address the page shows when it is asked for one. */
async function open(of = 'me'): Promise<string> {
  const answer = await web.post(`/c/${city.slug}/calendar`, { intent: 'open', of }, cookie)
  const [, path] = /http:\/\/localhost:3000(\/calendar\/[^<\s]+\.ics)/.exec(await answer.text()) ?? []
  if (!path) throw new Error(`no address, but ${answer.status}`)
  return path
}
const addedRoom = async (name: string): Promise<number> => {
  must(await city.work((at) => addRoom(at, { name })))
  const [found] = await city.work(({ db }) => db.select().from(room).where(eq(room.name, name)))
  return found?.id ?? 0
}

describe("a worker's calendar", () => {
  it('says when and where and leads into the product, and never names anybody', async () => {
    // The web's clock is the real one: only what lies ahead of it is sure to be there.
    city.clock.set('2099-03-09T08:00:00Z')
    const work = workOf({ id: me.id, name: 'Wanda Werk' })
    const opened = await work((at) =>
      makeClient(at, { familyName: 'Unverwechselbar', email: 'nur-hier@mail.example' }),
    )
    const plan = must(
      await work((at) => planNextFollowUp(at, { ...opened, after: 'plan-signed', on: '2099-03-09' })),
    )
    const path = await open()
    const answer = await web.get(path)
    const text = await answer.text()
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(answer.headers.get('Cache-Control')).toContain('no-store')
    const unfolded = text.replaceAll('\r\n ', '')
    expect(unfolded).toContain('SUMMARY:Termin\r\n')
    expect(unfolded).toContain('LOCATION:Beratungsstelle\r\n')
    expect(unfolded).toContain(
      `/c/${city.slug}/clients/${opened.clientId}/appointments/${plan.appointmentId}\r\n`,
    )
    expect(text).not.toMatch(/Unverwechselbar|Selam|nur-hier|Wanda/)

    const moved = must(
      await work((at) =>
        moveAppointment(at, { appointmentId: plan.appointmentId, day: '2099-04-14', time: '14:15' }),
      ),
    )
    const later = (await (await web.get(path)).text()).replaceAll('\r\n ', '')
    expect(later).toMatch(
      new RegExp(`UID:${plan.appointmentId}@partizipation\r\nSEQUENCE:1[^]*?STATUS:CANCELLED`),
    )
    expect(later).toMatch(
      new RegExp(`UID:${moved.appointmentId}@partizipation\r\nSEQUENCE:0[^]*?STATUS:CONFIRMED`),
    )
    const one = `/c/${city.slug}/clients/${opened.clientId}/appointments/${moved.appointmentId}/termin.ics`
    const file = await (await web.get(one, cookie)).text()
    expect(file).toContain('DTSTART:20990414T121500Z')
    expect(file).not.toMatch(/Unverwechselbar|Selam|nur-hier/)
  })

  it('keeps no token, and ends when it is revoked, renewed or its owner leaves', async () => {
    const first = await open()
    expect((await web.get(first)).status).toBe(200)
    const second = await open()
    expect([(await web.get(first)).status, (await web.get(second)).status]).toEqual([404, 200])
    const token = second.split('/')[3] ?? ''
    const rows = await city.work(({ db }) => db.select().from(calendarFeed))
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(rows.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1)

    expect((await web.get(second.replace(city.slug, other.slug))).status).toBe(404)
    expect((await web.get(second.replace(token, 'A'.repeat(43)))).status).toBe(404)
    expect((await web.get(second.replace(city.slug, 'nirgends'))).status).toBe(404)

    const leave = (role: string) =>
      withPlatform(
        city.server,
        (db) =>
          db`update membership set role = ${role} where account_id = ${me.id} and city_slug = ${city.slug}`,
      )
    await leave('dpo')
    expect((await web.get(second)).status).toBe(404)
    await leave('caseworker')
    expect((await web.get(second)).status).toBe(200)
    const revoked = await web.post(`/c/${city.slug}/calendar`, { intent: 'revoke', of: 'me' }, cookie)
    expect([revoked.status, (await web.get(second)).status]).toEqual([303, 404])
  })

  it('asked for twice at once leaves one address that opens', async () => {
    const both = await Promise.all([open(), open()])
    const statuses = await Promise.all(both.map(async (path) => (await web.get(path)).status))
    expect(statuses.sort()).toEqual([200, 404])
  })
})

describe('a room', () => {
  it('has a calendar that says when it is taken and leads to no file', async () => {
    city.clock.set('2099-03-09T08:00:00Z')
    const roomId = await addedRoom('Raum 3.01')
    const work = colleague()
    const opened = await work((at) => makeClient(at))
    const plan = must(
      await work((at) => planNextFollowUp(at, { ...opened, after: 'plan-signed', on: '2099-03-09' })),
    )
    must(
      await work((at) =>
        moveAppointment(at, { appointmentId: plan.appointmentId, day: '2099-04-15', roomId }),
      ),
    )
    const path = await open(String(roomId))
    const text = (await (await web.get(path)).text()).replaceAll('\r\n ', '')
    expect(text).toContain('LOCATION:Beratungsstelle\\, Raum 3.01\r\n')
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect(text).not.toContain('URL')
    expect(text).not.toContain(opened.clientId)
    must(await city.work((at) => retireRoom(at, roomId)))
    expect((await web.get(path)).status).toBe(404)
    expect(await city.work(({ db }) => roomsOf(db))).not.toContainEqual({ id: roomId, name: 'Raum 3.01' })
    const again = await work((at) =>
      moveAppointment(at, { appointmentId: plan.appointmentId, day: '2099-04-16' }),
    )
    expect(again).toEqual({ ok: false, error: 'not-booked' })
  })

  it('is never booked twice at one time, not by two at once either', async () => {
    const roomId = await addedRoom('Raum 2')
    const [one, two] = [colleague(), colleague()]
    const [first, second] = [await booked(one), await booked(two)]
    const wish = { day: '2026-04-15', time: '10:30', roomId }
    const answers = await Promise.all([
      one((at) => moveAppointment(at, { appointmentId: first.appointmentId, ...wish })),
      two((at) => moveAppointment(at, { appointmentId: second.appointmentId, ...wish })),
    ])
    expect(answers.map((answer) => (answer.ok ? 'booked' : answer.error)).sort()).toEqual(['booked', 'taken'])

    const loser = answers[0]?.ok ? { work: two, talk: second } : { work: one, talk: first }
    const elsewhere = must(
      await loser.work((at) =>
        moveAppointment(at, { appointmentId: loser.talk.appointmentId, ...wish, roomId: null }),
      ),
    )
    const broken = loser.work(({ db }) =>
      db.execute(
        sql`update appointment set room_id = ${roomId}, starts_at = starts_at + interval '44 minutes'
          where id = ${elsewhere.appointmentId}::uuid`,
      ),
    )
    await expect(broken).rejects.toMatchObject({ cause: { constraint_name: 'diary_time_room_once' } })
  })

  it('goes along with a talk that is moved, and its free times are the ones offered', async () => {
    const roomId = await addedRoom('Raum 4')
    const [one, two] = [colleague(), colleague()]
    const [first, second] = [await booked(one), await booked(two)]
    const there = must(
      await one((at) =>
        moveAppointment(at, { appointmentId: first.appointmentId, day: '2026-04-15', time: '09:00', roomId }),
      ),
    )
    const mine = must(
      await two((at) =>
        moveAppointment(at, {
          appointmentId: second.appointmentId,
          day: '2026-04-14',
          time: '09:00',
          roomId,
        }),
      ),
    )
    const page = await two((at) =>
      appointmentPage(at, { clientId: second.clientId, appointmentId: mine.appointmentId }),
    )
    expect(page).toMatchObject({ stripFor: { roomId }, place: 'Beratungsstelle, Raum 4' })
    expect(page?.strip?.days.find(({ date }) => date === '2026-04-15')?.free).toBe(5)
    const taken = await two((at) =>
      moveAppointment(at, { appointmentId: mine.appointmentId, day: '2026-04-15', time: '09:00' }),
    )
    expect(taken).toEqual({ ok: false, error: 'taken' })
    must(
      await one((at) =>
        recordOutcome(at, {
          ...{ appointmentId: there.appointmentId, outcome: 'cancelled', by: 'client' },
          ...{ note: '', on: '2026-03-09' },
        }),
      ),
    )
    const free = must(
      await two((at) =>
        moveAppointment(at, { appointmentId: mine.appointmentId, day: '2026-04-15', time: '09:00' }),
      ),
    )
    expect(free.startsAt).toBe('2026-04-15T07:00:00Z')
  })

  it('that is none is refused, and a name is given once', async () => {
    const work = colleague()
    const { appointmentId, clientId } = await booked(work)
    const move = { appointmentId, day: '2026-04-15', roomId: 999_999 }
    expect(await work((at) => moveAppointment(at, move))).toEqual({ ok: false, error: 'no-room' })
    expect(await work((at) => bookAppointment(at, { clientId, day: '2026-04-15' }))).toEqual({
      ok: false,
      error: 'not-booked',
    })
    must(await city.work((at) => addRoom(at, { name: 'Raum 7' })))
    expect(await city.work((at) => addRoom(at, { name: 'RAUM 7' }))).toEqual({
      ok: false,
      error: 'name-taken',
    })
  })
})
