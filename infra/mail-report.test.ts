import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { readMailReport } from './mail-report.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const OTHER = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
const MESSAGE = '0a000000-0000-4000-8000-000000000001'

const event = (type: string, data: object = {}) => ({
  type,
  created_at: '2026-04-09T07:00:05.000Z',
  data: {
    email_id: 'mail-1',
    to: ['selam@example.net'],
    tags: { city: 'wuppertal', message: MESSAGE },
    ...data,
  },
})
const headersOf = (payload: string, secret = SECRET, sentAt = new Date()): Headers =>
  new Headers({
    'svix-id': 'msg_1',
    'svix-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'svix-signature': new Webhook(secret).sign('msg_1', sentAt, payload),
  })
const read = (body: object) => {
  const payload = JSON.stringify(body)
  return readMailReport([SECRET], payload, headersOf(payload))
}

describe('a report of Resend', () => {
  it.each([
    ['email.delivered', {}, 'delivered'],
    ['email.delivery_delayed', {}, 'delayed'],
    ['email.complained', {}, 'complained'],
    ['email.suppressed', {}, 'bounced'],
    ['email.failed', {}, 'soft-bounced'],
    ['email.bounced', { bounce: { type: 'Permanent', subType: 'General', message: '' } }, 'bounced'],
    ['email.bounced', { bounce: { type: 'Transient', subType: 'MailboxFull', message: '' } }, 'soft-bounced'],
    ['email.bounced', { bounce: { type: 'Undetermined', subType: '', message: '' } }, 'soft-bounced'],
  ])('%s %o: %s', (type, data, happened) => {
    expect(read(event(type, data))).toEqual({
      kind: 'report',
      report: {
        eventId: 'msg_1',
        city: 'wuppertal',
        messageId: MESSAGE,
        happened,
        at: '2026-04-09T07:00:05.000Z',
      },
    })
  })
  it('names the message in tags written as a list, too', () => {
    const tags = [
      { name: 'city', value: 'solingen' },
      { name: 'message', value: MESSAGE },
    ]
    expect(read(event('email.delivered', { tags }))).toMatchObject({ report: { city: 'solingen' } })
  })
  it.each([
    ['of an act that says nothing about the delivery', event('email.opened')],
    ['about a mail without tags', event('email.delivered', { tags: undefined })],
    ['about what is no message', event('email.delivered', { tags: { city: 'wuppertal', message: 'x' } })],
    ['in a form we do not know', { type: 'email.delivered' }],
  ])('%s is none', (_, body) => {
    expect(read(body)).toEqual({ kind: 'none' })
  })
  it('that is signed but no JSON is none', () => {
    expect(readMailReport([SECRET], '{', headersOf('{'))).toEqual({ kind: 'none' })
  })
})

describe('the signature', () => {
  const payload = JSON.stringify(event('email.delivered'))
  const minutes = (count: number) => new Date(Date.now() + count * 60_000)
  it.each([
    ['another secret', headersOf(payload, OTHER)],
    ['another body', headersOf(`${payload} `)],
    ['six minutes ago', headersOf(payload, SECRET, minutes(-6))],
    ['in six minutes', headersOf(payload, SECRET, minutes(6))],
    ['none at all', new Headers()],
  ])('of %s is refused', (_, headers) => {
    expect(readMailReport([SECRET], payload, headers)).toEqual({ kind: 'forged' })
  })
  it('may be of either secret while one is being replaced', () => {
    expect(readMailReport([OTHER, SECRET], payload, headersOf(payload)).kind).toBe('report')
    expect(readMailReport([OTHER, SECRET], payload, headersOf(payload, OTHER)).kind).toBe('report')
  })
})
