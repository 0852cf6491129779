import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { message } from '../../db/city/schema/messages.ts'
import { city as cityTable } from '../../db/platform/schema/index.ts'
import { makeCity, type TestCity } from '../../tests/factories/city.ts'
import { sendMails } from '../../tests/factories/mails.ts'
import { makeTalk, WEEK_BEFORE } from '../../tests/factories/talks.ts'
import { makeWeb, type Web } from '../../tests/factories/web.ts'

/** Through the production build, as Resend would call it. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
let web: Web
let city: TestCity
beforeAll(async () => {
  process.env.RESEND_WEBHOOK_SECRET = SECRET
  web = await makeWeb()
  city = await makeCity()
})
afterAll(() => city.remove())

let nth = 0
function call(tags: object, type = 'email.bounced', secret = SECRET): Promise<Response> {
  nth += 1
  const now = new Date()
  const body = JSON.stringify({
    type,
    created_at: now.toISOString(),
    data: { to: ['selam@example.net'], tags, bounce: { type: 'Permanent' } },
  })
  const id = `msg_${nth}`
  const request = new Request('http://localhost:3000/hooks/resend', {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      'svix-id': id,
      'svix-timestamp': String(Math.floor(now.getTime() / 1000)),
      'svix-signature': new Webhook(secret).sign(id, now, body),
    },
  })
  return web.send(request)
}

it('takes a signed report into the city it is about, and hints that something is due there', async () => {
  const talk = await makeTalk(city)
  city.clock.set(WEEK_BEFORE)
  const [mail] = await sendMails(city)
  expect(mail?.tags).toEqual({ city: city.slug, message: talk.weekBefore })
  const { platform } = city.databases
  await platform.update(cityTable).set({ nextDueAt: null }).where(eq(cityTable.slug, city.slug))

  expect((await call(mail?.tags ?? {})).status).toBe(200)
  const [row] = await city.work(({ db }) => db.select().from(message).where(eq(message.id, talk.weekBefore)))
  expect(row?.delivery).toBe('bounced')
  const [hint] = await platform.select().from(cityTable).where(eq(cityTable.slug, city.slug))
  expect(hint?.nextDueAt).not.toBeNull()
})

it('refuses what is not signed, and says nothing of it in the log', async () => {
  const said = vi.spyOn(console, 'info').mockImplementation(() => undefined)
  const tags = { city: city.slug, message: '0a000000-0000-4000-8000-000000000001' }
  const answer = await call(tags, 'email.bounced', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD')
  expect([answer.status, await answer.text()]).toEqual([401, ''])
  expect(JSON.stringify(said.mock.calls)).not.toContain('selam')
  said.mockRestore()
})

it('has nothing to do with what is about no city or no message of ours, and is not asked again', async () => {
  const message = '0a000000-0000-4000-8000-000000000001'
  for (const tags of [{}, { city: 'nowhere', message }, { city: city.slug, message }])
    expect((await call(tags)).status).toBe(200)
})

it('answers what is signed and makes no sense without falling over, and what is too long or too old not at all', async () => {
  const send = (body: string, headers: Record<string, string> = {}, at = new Date()) => {
    nth += 1
    const id = `msg_${nth}`
    return web.send(
      new Request('http://localhost:3000/hooks/resend', {
        method: 'POST',
        body,
        headers: {
          'Content-Length': String(Buffer.byteLength(body)),
          'svix-id': id,
          'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
          'svix-signature': new Webhook(SECRET).sign(id, at, body),
          ...headers,
        },
      }),
    )
  }
  for (const body of [
    '',
    '{',
    'null',
    '[]',
    '"email.bounced"',
    '{"type":1}',
    '{"type":"email.bounced","data":{}}',
  ])
    expect([body, (await send(body)).status]).toEqual([body, 200])
  expect((await send('{}', { 'Content-Type': 'text/plain' })).status).toBe(200)
  expect((await send('{}', { 'Content-Type': 'multipart/form-data' })).status).toBe(200)
  expect((await send('{}', {}, new Date(Date.now() - 6 * 60_000))).status).toBe(401)
  expect((await send('{}', { 'svix-signature': '' })).status).toBe(401)
  expect((await send('{}', { 'svix-timestamp': 'gestern' })).status).toBe(401)
  expect((await send('{}', { 'Content-Length': '300000' })).status).toBe(413)
  expect((await send('{}', { 'Content-Length': 'viel' })).status).toBe(413)
})
