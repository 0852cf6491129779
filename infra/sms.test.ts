import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readOutbox } from './mail.ts'
import { foreignIdOf, openTexter, sevenTexter } from './sms.ts'

const order = {
  city: 'wuppertal',
  key: 'partizipation-message-0a000000-0000-4000-8000-000000000001',
  sms: { from: 'Termine', to: '+4915112345678', text: 'Erinnerung' },
}
const seven = setupServer()
beforeAll(() => seven.listen({ onUnhandledRequest: 'error' }))
afterEach(() => seven.resetHandlers())
afterAll(() => seven.close())

const answers = (answer: () => Response, seen: { key: string | null; body: unknown }[] = []): void =>
  seven.use(
    http.post('https://gateway.seven.io/api/sms', async ({ request }) => {
      seen.push({ key: request.headers.get('X-Api-Key'), body: await request.json() })
      return answer()
    }),
  )
const send = () => sevenTexter('key').send(order)

describe('seven.io', () => {
  it('is given number, text and the row, and nothing else', async () => {
    const seen: { key: string | null; body: unknown }[] = []
    answers(() => HttpResponse.json({ success: '100', messages: [{ id: '77149', success: true }] }), seen)
    expect(await send()).toEqual({ kind: 'sent', vendorId: '77149' })
    expect(seen).toEqual([
      { key: 'key', body: { ...order.sms, foreign_id: 'wuppertal.CgAAAAAAQACAAAAAAAAAAQ' } },
    ])
    // A number as a sender is digits to the vendor; with the plus it would be a name.
    await sevenTexter('key').send({ ...order, sms: { ...order.sms, from: '+4915199999999' } })
    expect(seen[1]?.body).toMatchObject({ from: '4915199999999', to: order.sms.to })
    // The longest slug there may be.
    expect(foreignIdOf(`a${'b'.repeat(40)}`, order.key)).toHaveLength(64)
  })
  it.each([
    ['202', 'refused'],
    ['401', 'refused'],
    ['600', 'refused'],
    ['403', 'busy'],
    ['500', 'busy'],
    ['900', 'busy'],
    ['402', 'no-answer'],
    ['700', 'no-answer'],
  ])('code %s is %s', async (success, kind) => {
    answers(() => HttpResponse.json({ success, messages: [] }))
    expect(await send()).toEqual({ kind })
  })
  it.each([
    [429, 'busy'],
    [401, 'busy'],
    [500, 'no-answer'],
    [503, 'no-answer'],
  ])('status %i is %s', async (status, kind) => {
    answers(() => new HttpResponse('no', { status }))
    expect(await send()).toEqual({ kind })
  })
  it('without an answer, or with one that is none, leaves it open', async () => {
    answers(() => HttpResponse.error())
    expect(await send()).toEqual({ kind: 'no-answer' })
    answers(() => new HttpResponse('100'))
    expect(await send()).toEqual({ kind: 'no-answer' })
  })
})

describe('which texter', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-sms-'))
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
  const clock = { now: () => Temporal.Instant.from('2026-03-09T08:00:00Z') }
  const env = { demo: false, sevenApiKey: undefined, sevenUrl: undefined, dataDir, clock }

  it('is none without a key: short messages are held', () => expect(openTexter(env)).toBeUndefined())
  it('is the outbox in the demo, where it has arrived', async () => {
    const texter = openTexter({ ...env, demo: true, sevenApiKey: 'key' })
    expect(await texter?.send(order)).toMatchObject({ kind: 'sent', delivered: true })
    expect(readOutbox(dataDir)).toMatchObject([
      { city: 'wuppertal', mails: [{ subject: 'SMS', to: '+4915112345678', text: 'Erinnerung' }] },
    ])
  })
})
