import { createHash, createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { personContact, timeline } from '../../db/city/schema/clients.ts'
import { task } from '../../db/city/schema/follow-ups.ts'
import { blockedAddress, message, smsReply } from '../../db/city/schema/messages.ts'
import { city as cityTable } from '../../db/platform/schema/index.ts'
import { foreignIdOf } from '../../infra/sms.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { makeTalk, type Talk, WEEK_BEFORE } from '../../tests/factories/talks.ts'
import { makeWeb, type Web } from '../../tests/factories/web.ts'
import { closeMessage, freezeMessage } from './commands.server.ts'

/** Through the production build, as seven.io would call it. */
const SECRET = 'HxC2t1hcBxQMDPFYcjyvWbLNlk0VZOVR'
const ORIGIN = 'https://p.example'
let web: Web
let one: TestCity
let other: TestCity
beforeAll(async () => {
  process.env.SEVEN_WEBHOOK_SECRET = SECRET
  process.env.PARTIZIPATION_URL = ORIGIN
  web = await makeWeb()
  one = await makeCity()
  other = await makeCity()
})
afterAll(async () => {
  await one.remove()
  await other.remove()
})

function call(event: object, secret = SECRET): Promise<Response> {
  const body = JSON.stringify(event)
  const time = String(Math.floor(Date.now() / 1000))
  const md5 = createHash('md5').update(body).digest('hex')
  const signed = [time, 'nonce', 'POST', `${ORIGIN}/hooks/seven`, md5].join('\n')
  return web.send(
    new Request('http://localhost:3000/hooks/seven', {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
        'X-Timestamp': time,
        'X-Nonce': 'nonce',
        'X-Signature': createHmac('sha256', secret).update(signed).digest('hex'),
      },
    }),
  )
}
const status = (word: string, vendorId: string, foreignId?: string) => ({
  webhook_event: 'dlr',
  data: { msg_id: vendorId, status: word, ...(foreignId ? { foreign_id: foreignId } : {}) },
})
let nth = 0
const wrote = (sender: string, text: string) => {
  nth += 1
  const data = { id: `mo-${nth}`, sender: sender.replace('+', ''), system: '491771783130', text }
  return { webhook_event: 'sms_mo', data }
}

let numbers = 0
const newNumber = (): string => {
  numbers += 1
  return `+49151123${String(numbers).padStart(5, '0')}`
}
/** A talk of somebody who has that number and no mail. */
async function talkOf(city: TestCity, phone: string): Promise<Talk & { sms: string }> {
  city.clock.set('2026-03-09T08:00:00Z')
  const talk = await makeTalk(city, { email: null })
  await city.work(({ db }) =>
    db.update(personContact).set({ phone }).where(eq(personContact.personId, talk.personId)),
  )
  await city.work(({ db }) =>
    db.update(message).set({ channel: 'sms' }).where(eq(message.id, talk.weekBefore)),
  )
  return { ...talk, sms: talk.weekBefore }
}
async function sent(city: TestCity, sms: string, vendorId: string): Promise<void> {
  city.clock.set(WEEK_BEFORE)
  const frozen = await city.work((at) => freezeMessage(at, sms))
  if (frozen.next !== 'send') throw new Error(frozen.next)
  const outcome = { kind: 'sent', vendorId } as const
  await city.work((at) => closeMessage(at, sms, outcome, 0.5))
  // The clock of the pages is that of the machine.
  const frozenAt = Temporal.Now.instant()
  await city.work(({ db }) => db.update(message).set({ frozenAt }).where(eq(message.id, sms)))
}
const rowOf = async (city: TestCity, id: string) =>
  (await city.work(({ db }) => db.select().from(message).where(eq(message.id, id))))[0]
const blocksIn = async (city: TestCity, phone: string) => {
  const rows = await city.work(({ db }) =>
    db.select().from(blockedAddress).where(eq(blockedAddress.address, phone)),
  )
  return rows.map(({ channel, reason }) => `${channel} ${reason}`)
}
const repliesIn = async (city: TestCity, { clientId }: Talk) =>
  (await city.work(({ db }) => db.select().from(smsReply).where(eq(smsReply.clientId, clientId)))).map(
    ({ text }) => text,
  )
const linesOf = async (city: TestCity, { clientId }: Talk) =>
  (await city.work(({ db }) => db.select().from(timeline).where(eq(timeline.clientId, clientId)))).map(
    ({ kind }) => kind,
  )
const tasksOf = async (city: TestCity, { clientId }: Talk) =>
  (await city.work(({ db }) => db.select().from(task).where(eq(task.clientId, clientId)))).map(
    ({ reason }) => reason,
  )

describe('a report', () => {
  it('finds city and row by the name the message was sent with, in any order and as often as it comes', async () => {
    const talk = await talkOf(one, newNumber())
    await sent(one, talk.sms, 'v-1')
    const { platform } = one.databases
    await platform.update(cityTable).set({ nextDueAt: null }).where(eq(cityTable.slug, one.slug))
    const name = foreignIdOf(one.slug, talk.sms)
    for (const word of ['NOTDELIVERED', 'TRANSMITTED', 'DELIVERED', 'NOTDELIVERED'])
      expect((await call(status(word, 'v-1', name))).status).toBe(200)
    expect(await rowOf(one, talk.sms)).toMatchObject({ delivery: 'bounced' })
    expect((await linesOf(one, talk)).filter((kind) => kind === 'reminder-failed')).toHaveLength(1)
    const [hint] = await platform.select().from(cityTable).where(eq(cityTable.slug, one.slug))
    expect(hint?.nextDueAt).not.toBeNull()
  })

  it('without that name is asked for in every city by the vendor’s number', async () => {
    const talk = await talkOf(other, newNumber())
    await sent(other, talk.sms, 'v-2')
    expect((await call(status('DELIVERED', 'v-2'))).status).toBe(200)
    expect(await rowOf(other, talk.sms)).toMatchObject({ delivery: 'delivered' })
  })

  it('of what is none of ours changes nothing and is not asked for again', async () => {
    const row = '0a000000-0000-4000-8000-000000000001'
    for (const name of ['somebody-else', foreignIdOf('nowhere', row), foreignIdOf(one.slug, row), undefined])
      expect((await call(status('DELIVERED', 'v-none', name))).status).toBe(200)
  })
})

describe('a stop word', () => {
  it('ends short messages in the city that wrote, and in no other that has the number', async () => {
    const phone = newNumber()
    const [here, there] = [await talkOf(one, phone), await talkOf(other, phone)]
    await sent(one, here.sms, 'v-3')
    const stop = wrote(phone, ' Stopp! ')
    for (let twice = 0; twice < 2; twice += 1) expect((await call(stop)).status).toBe(200)
    expect([await blocksIn(one, phone), await blocksIn(other, phone)]).toEqual([['sms stopped'], []])
    expect((await linesOf(one, here)).filter((kind) => kind === 'messages-stopped')).toHaveLength(1)
    expect([await tasksOf(one, here), await tasksOf(other, there)]).toEqual([[], []])
    expect(await repliesIn(one, here)).toEqual([' Stopp! '])
  })

  it('of whom nobody can tell which city is meant ends them wherever the number is known', async () => {
    const phone = newNumber()
    await talkOf(one, phone)
    await talkOf(other, phone)
    expect((await call(wrote(phone, 'توقف'))).status).toBe(200)
    expect([await blocksIn(one, phone), await blocksIn(other, phone)]).toEqual([
      ['sms stopped'],
      ['sms stopped'],
    ])
  })

  it('lets the next message go another way', async () => {
    const phone = newNumber()
    const talk = await talkOf(one, phone)
    await call(wrote(phone, 'STOP'))
    one.clock.set(WEEK_BEFORE)
    expect((await one.work((at) => freezeMessage(at, talk.sms))).next).toBe('nothing')
    expect(await rowOf(one, talk.sms)).toMatchObject({ state: 'skipped', reason: 'address-blocked' })
  })
})

describe('anything else somebody writes back', () => {
  it('is a task for a person, once, and stands in the file of the city that wrote', async () => {
    const phone = newNumber()
    const [here, there] = [await talkOf(one, phone), await talkOf(other, phone)]
    await sent(one, here.sms, 'v-4')
    const words = wrote(phone, 'Ich bin krank, geht auch Freitag?')
    for (let twice = 0; twice < 2; twice += 1) expect((await call(words)).status).toBe(200)
    expect(await tasksOf(one, here)).toEqual(['sms-reply'])
    expect(await repliesIn(one, here)).toEqual(['Ich bin krank, geht auch Freitag?'])
    expect((await linesOf(one, here)).filter((kind) => kind === 'client-wrote')).toHaveLength(1)
    expect([await tasksOf(other, there), await repliesIn(other, there), await blocksIn(one, phone)]).toEqual([
      [],
      [],
      [],
    ])
  })

  it('is told to nobody when two cities have the number and none wrote', async () => {
    const phone = newNumber()
    const both = [await talkOf(one, phone), await talkOf(other, phone)] as const
    expect((await call(wrote(phone, 'Hallo'))).status).toBe(200)
    expect([await repliesIn(one, both[0]), await repliesIn(other, both[1])]).toEqual([[], []])
  })

  it('with a sign that no database keeps is kept without it', async () => {
    const phone = newNumber()
    const talk = await talkOf(one, phone)
    await sent(one, talk.sms, 'v-5')
    expect((await call(wrote(phone, 'Ich\0 komme'))).status).toBe(200)
    expect(await repliesIn(one, talk)).toEqual(['Ich komme'])
  })

  it('from a number nobody knows changes nothing', async () => {
    expect((await call(wrote('+4915199999999', 'STOP'))).status).toBe(200)
    expect(await blocksIn(one, '+4915199999999')).toEqual([])
  })
})

it('refuses what is not signed, and writes neither number nor words to the log', async () => {
  const said = vi.spyOn(console, 'info').mockImplementation(() => undefined)
  const answer = await call(wrote('+4915112345678', 'Guten Tag'), 'another')
  expect([answer.status, await answer.text()]).toEqual([401, ''])
  await call(wrote('+4915112345678', 'Guten Tag'))
  expect(JSON.stringify(said.mock.calls)).not.toMatch(/15112345678|Guten Tag/)
  said.mockRestore()
})
