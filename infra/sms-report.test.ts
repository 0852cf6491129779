import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { foreignIdOf } from './sms.ts'
import { readSmsHook } from './sms-report.ts'

const SECRET = 'HxC2t1hcBxQMDPFYcjyvWbLNlk0VZOVR'
const OTHER = 'another'
const URL_OF_HOOK = 'https://p.example/hooks/seven'
const MESSAGE = '0a000000-0000-4000-8000-000000000001'
const NOW = Date.parse('2026-04-09T07:00:05Z')

const event = (status: string, data: object = {}) => ({
  data: { msg_id: '77149843739', status, timestamp: '2026-04-09 09:00:00.000000', ...data },
  webhook_event: 'dlr',
  webhook_timestamp: '2026-04-09T09:00:00+02:00',
})
const reply = (data: object = {}) => ({
  data: { id: '681590', sender: '4915112345678', system: '491771783130', text: 'STOP', ...data },
  webhook_event: 'sms_mo',
  webhook_timestamp: '2026-04-09 09:00:00',
})
const NAMED = { foreign_id: foreignIdOf('wuppertal', `partizipation-message-${MESSAGE}`) }

interface Signing {
  secret?: string
  url?: string
  method?: string
  seconds?: number
  signed?: string
}
function hook(
  body: string,
  { secret = SECRET, url = URL_OF_HOOK, method = 'POST', seconds = 0, signed = body }: Signing = {},
) {
  const time = String(Math.floor(NOW / 1000) + seconds)
  const said = [time, 'nonce', method, url, createHash('md5').update(signed).digest('hex')].join('\n')
  const headers = new Headers({
    'X-Timestamp': time,
    'X-Nonce': 'nonce',
    'X-Signature': createHmac('sha256', secret).update(said).digest('hex'),
  })
  return { url: URL_OF_HOOK, method: 'POST', body, headers }
}
const read = (body: object) => readSmsHook([SECRET], hook(JSON.stringify(body)), NOW)

describe('a report of seven.io', () => {
  it.each([
    ['DELIVERED', 'delivered'],
    ['BUFFERED', 'delayed'],
    ['EXPIRED', 'soft-bounced'],
    ['FAILED', 'soft-bounced'],
    ['NOTDELIVERED', 'bounced'],
    ['REJECTED', 'bounced'],
  ])('%s: %s', (status, happened) => {
    expect(read(event(status, NAMED))).toEqual({
      kind: 'report',
      report: {
        eventId: `seven-77149843739-${happened}`,
        vendorId: '77149843739',
        named: { city: 'wuppertal', messageId: MESSAGE },
        happened,
        at: '2026-04-09T07:00:05.000Z',
      },
    })
  })
  it('may leave out whose it is, and may write its number as one', () => {
    expect(read(event('DELIVERED', { msg_id: 7 }))).toMatchObject({ report: { named: null, vendorId: '7' } })
  })
  it.each([
    ['on its way', event('TRANSMITTED', NAMED)],
    ['accepted', event('ACCEPTED', NAMED)],
    ['of a message that is not ours', event('DELIVERED', { foreign_id: 'order-17' })],
    ['of another kind', { webhook_event: 'tracking', data: {} }],
    ['in a form we do not know', { webhook_event: 'dlr', data: {} }],
  ])('%s is none', (_, body) => {
    expect(read(body)).toEqual({ kind: 'none' })
  })
  it('that is signed but no JSON is none', () => {
    expect(readSmsHook([SECRET], hook('{'), NOW)).toEqual({ kind: 'none' })
  })
})

describe('a reply', () => {
  it.each([['4915112345678'], ['+4915112345678'], ['004915112345678'], [4915112345678]])(
    'from %s',
    (sender) => {
      expect(read(reply({ sender }))).toEqual({
        kind: 'reply',
        reply: {
          eventId: 'seven-reply-681590',
          from: '+4915112345678',
          text: 'STOP',
          at: '2026-04-09T07:00:05.000Z',
        },
      })
    },
  )
  it('with a sign that no database keeps loses that sign alone', () => {
    expect(read(reply({ text: 'Ich\0 komme \u202enicht' }))).toMatchObject({
      reply: { text: 'Ich komme \u202enicht' },
    })
  })
  it('of no number is none', () => expect(read(reply({ sender: 'Werbung' }))).toEqual({ kind: 'none' }))
})

describe('the signature', () => {
  const body = JSON.stringify(event('DELIVERED', NAMED))
  it.each<[string, Signing]>([
    ['another key', { secret: OTHER }],
    ['another address', { url: 'https://q.example/hooks/seven' }],
    ['another method', { method: 'GET' }],
    ['another body', { signed: `${body} ` }],
    ['six minutes ago', { seconds: -360 }],
    ['in six minutes', { seconds: 360 }],
  ])('of %s is refused', (_, signing) => {
    expect(readSmsHook([SECRET], hook(body, signing), NOW)).toEqual({ kind: 'forged' })
  })
  it('is missing: refused', () => {
    expect(readSmsHook([SECRET], { ...hook(body), headers: new Headers() }, NOW)).toEqual({ kind: 'forged' })
  })
  it('may be of either key while one is being replaced', () => {
    expect(readSmsHook([OTHER, SECRET], hook(body), NOW).kind).toBe('report')
    expect(readSmsHook([OTHER, SECRET], hook(body, { secret: OTHER }), NOW).kind).toBe('report')
  })
})
