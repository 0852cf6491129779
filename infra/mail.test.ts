import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { resendAnswers, resendMock } from '../tests/mocks/resend.ts'
import { mailIsHeld, openMailer, outboxMailer, readOutbox, resendMailer } from './mail.ts'

const mail = {
  from: 'Termine <a@example.org>',
  to: 'b@example.net',
  subject: 'Ihr Termin',
  text: 'Guten Tag',
}
const order = { city: 'wuppertal', key: 'message-1', mail }
const clock = { now: () => Temporal.Instant.from('2026-03-09T08:00:00Z') }

describe('Resend', () => {
  beforeAll(() => resendMock.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => resendMock.resetHandlers())
  afterAll(() => resendMock.close())

  it('is given the key of the row and the mail as it is', async () => {
    const seen: { key: string | null; body: unknown }[] = []
    resendAnswers({ status: 200 }, seen)
    expect(await resendMailer('re_test').send(order)).toEqual({ kind: 'sent', vendorId: 'mail-1' })
    expect(seen).toEqual([{ key: 'message-1', body: mail }])
  })
  it.each([
    [422, 'validation_error', 'refused'],
    [400, 'invalid_parameter', 'refused'],
    [429, 'rate_limit_exceeded', 'busy'],
    [401, 'missing_api_key', 'busy'],
    [403, 'invalid_api_key', 'busy'],
    [409, 'concurrent_idempotent_requests', 'no-answer'],
    [500, 'internal_server_error', 'no-answer'],
    [503, 'application_error', 'no-answer'],
  ] as const)('%s %s is %s', async (status, name, kind) => {
    resendAnswers({ status, name })
    expect(await resendMailer('re_test').send(order)).toEqual({ kind })
  })
  it('without an answer leaves it open whether the mail went out', async () => {
    resendAnswers('no-answer')
    expect(await resendMailer('re_test').send(order)).toEqual({ kind: 'no-answer' })
  })
})

describe('many in one call', () => {
  beforeAll(() => resendMock.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => resendMock.resetHandlers())
  afterAll(() => resendMock.close())

  const tagged = (message: string) => ({ ...mail, tags: { city: 'wuppertal', message } })
  const batch = { city: 'wuppertal', key: 'batch-1', mails: ['a', 'b', 'c'].map(tagged) }

  it('go out under one key, in their order, each with its tags', async () => {
    const seen: { key: string | null; body: unknown; validation?: string }[] = []
    resendAnswers({ status: 200, body: { data: [{ id: '1' }, { id: '2' }, { id: '3' }] } }, seen)
    expect(await resendMailer('re_test').sendBatch(batch)).toEqual({
      kind: 'taken',
      each: ['1', '2', '3'].map((vendorId) => ({ kind: 'sent', vendorId })),
    })
    const tags = (message: string) => [
      { name: 'city', value: 'wuppertal' },
      { name: 'message', value: message },
    ]
    const body = ['a', 'b', 'c'].map((message) => ({ ...mail, tags: tags(message) }))
    expect(seen).toEqual([{ key: 'batch-1', body, validation: 'permissive' }])
  })
  it('are answered one by one: what cannot be sent keeps no other back', async () => {
    const body = { data: [{ id: '1' }, { id: '3' }], errors: [{ index: 1, message: 'no' }] }
    resendAnswers({ status: 200, body })
    expect(await resendMailer('re_test').sendBatch(batch)).toEqual({
      kind: 'taken',
      each: [{ kind: 'sent', vendorId: '1' }, { kind: 'refused' }, { kind: 'sent', vendorId: '3' }],
    })
  })
  it.each([
    [{ status: 422 }, { kind: 'refused' }],
    [
      { status: 429, headers: { 'retry-after': '7' } },
      { kind: 'busy', afterSeconds: 7 },
    ],
    [{ status: 429 }, { kind: 'busy' }],
    [{ status: 409, name: 'concurrent_idempotent_requests' }, { kind: 'no-answer' }],
    ['no-answer', { kind: 'no-answer' }],
  ] as const)('are none of them sent at %o', async (answer, outcome) => {
    resendAnswers(answer)
    expect(await resendMailer('re_test').sendBatch(batch)).toEqual(outcome)
  })
})

describe('the outbox of the demo', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'partizipation-outbox-'))
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it('keeps one mail a key, newest first, by city', async () => {
    expect(readOutbox(dataDir)).toEqual([])
    const mailer = outboxMailer(dataDir, clock)
    await Promise.all([1, 2, 3].map(() => mailer.send(order)))
    await mailer.send({ ...order, mail: { ...mail, text: 'changed' } })
    const later = { now: () => Temporal.Instant.from('2026-03-09T08:00:00.5Z') }
    await outboxMailer(dataDir, later).send({ ...order, key: 'message-2' })
    await mailer.send({ ...order, city: 'solingen' })
    expect(
      readOutbox(dataDir).map(({ city, mails }) => [city, mails.map(({ key, text }) => [key, text])]),
    ).toEqual([
      ['solingen', [['message-1', 'Guten Tag']]],
      [
        'wuppertal',
        [
          ['message-2', 'Guten Tag'],
          ['message-1', 'Guten Tag'],
        ],
      ],
    ])
    const tagged = { ...mail, tags: { city: 'remscheid', message: 'row-1' } }
    const batch = { city: 'remscheid', mails: [tagged] }
    for (const key of ['batch-1', 'batch-2'])
      expect(await mailer.sendBatch({ ...batch, key })).toEqual({
        kind: 'taken',
        each: [{ kind: 'sent', vendorId: 'row-1', delivered: true }],
      })
    expect(readdirSync(join(dataDir, 'outbox', 'remscheid'))).toEqual(['row-1.json'])
    expect(readdirSync(join(dataDir, 'outbox', 'wuppertal')).sort()).toEqual([
      'message-1.json',
      'message-2.json',
    ])
  })
})

it.each([
  [{ demo: true, resendApiKey: undefined }, false, 'made'],
  [{ demo: false, resendApiKey: 're_test' }, false, 'made'],
  [{ demo: false, resendApiKey: undefined }, true, 'held'],
])('%o: held = %s', (env, held, mailer) => {
  expect(mailIsHeld(env)).toBe(held)
  const opened = openMailer({ ...env, resendUrl: undefined, dataDir: '/nowhere', clock })
  expect(opened ? 'made' : 'held').toBe(mailer)
})
