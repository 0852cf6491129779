/** Whatever is typed into the forms and addresses of talks and messages is answered in words: none of it is our fault. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { planNextFollowUp } from '../../../app/follow-ups/commands.server.ts'
import { makeGroup } from '../../../app/follow-ups/groups/commands.server.ts'
import { talkToken } from '../../../app/follow-ups/link/token.server.ts'
import { testServer } from '../../factories/city.ts'
import { makeClient } from '../../factories/people.ts'
import { FILE, makeScene, type Scene } from './scene.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** The pages' clock is that of the machine: a talk and a group that lie ahead of it. */
let scene: Scene
let ahead: { clientId: string; appointmentId: string; groupId: string }
beforeAll(async () => {
  scene = await makeScene()
  const { home, worker } = scene
  home.clock.set(Temporal.Now.instant().toString())
  ahead = await home.work(async (work) => {
    const opened = await makeClient(work)
    const on = work.today.toString()
    const plan = await planNextFollowUp(work, { ...opened, after: 'plan-signed', on })
    if (!plan.ok) throw new Error(plan.error)
    const order = { title: 'Probe', seats: 8, responsible: { id: worker.id, name: 'Wanda Werk' } }
    const wish = { time: '10:00', minutes: 30, at: 'elsewhere', place: 'Rathaus', roomId: null } as const
    for (let days = 20; days < 40; days += 1) {
      const day = work.today.add({ days }).toString()
      const made = await makeGroup(work, { formKey: randomUUID(), ...order, ...wish, day })
      if (made.ok)
        return { clientId: opened.clientId, appointmentId: plan.value.appointmentId, groupId: made.value }
    }
    throw new Error('No day is free')
  })
})
afterAll(() => scene.close())

const HOSTILE = [
  '',
  'x'.repeat(20_000),
  '99999999999999999999',
  '0000-01-01',
  '9999-12-31',
  '2026-04-16T07:00:00.1234567891Z',
  'a\0b\u0001\u0007\rc',
  '\u202e💥',
  '__proto__',
  'none',
]

interface Tried {
  path: string
  form: Record<string, string>
}

const OUTCOME = { intent: 'outcome', outcome: 'attended', result: 'as-planned', on: '2026-04-16', note: '' }
const GROUP_TIME = { day: '2026-12-09', time: '10:00', minutes: '60', at: 'office', room: 'none' }
const TALK = `${FILE}/appointments/:appointment`
const GROUP = '/c/:city/groups/:group'
const id = () => randomUUID()

/** Every form of these pages, as it would be sent. */
const forms = (): Tried[] => [
  {
    path: TALK,
    form: {
      ...{
        intent: 'move',
        day: '2026-12-28',
        time: '09:00',
        at: 'elsewhere',
        place: 'Rathaus',
        travel: '10',
      },
      ...{ room: 'none', interpreter: 'none', mode: 'phone' },
    },
  },
  {
    path: `${FILE}/appointments/new`,
    form: { intent: 'book', day: '2026-12-28', time: '09:00', room: 'none' },
  },
  { path: TALK, form: OUTCOME },
  { path: TALK, form: { intent: 'outcome', outcome: 'cancelled', by: 'client', on: '2026-11-28', note: '' } },
  { path: TALK, form: { intent: 'ask', interpreter: id(), mode: 'phone' } },
  { path: TALK, form: { intent: 'agree', askedId: id() } },
  { path: TALK, form: { intent: 'lift', askedId: id() } },
  { path: `${FILE}/tasks`, form: { taskId: id(), back: id() } },
  { path: `${FILE}/tasks`, form: { taskId: id(), back: 'file' } },
  {
    path: `${FILE}/hold`,
    form: { formKey: id(), reason: 'illness', from: '2026-11-28', until: '2026-11-30' },
  },
  { path: `${FILE}/hold`, form: { intent: 'end', holdId: id() } },
  { path: `${FILE}/access`, form: { channel: 'email', wish: 'stop' } },
  {
    path: '/c/:city/absences',
    form: { worker: id(), from: '2026-12-01', until: '2026-12-02', reason: 'leave' },
  },
  { path: '/c/:city/absences', form: { intent: 'lift', absenceId: id() } },
  { path: '/c/:city/calendar', form: { of: 'me', intent: 'revoke' } },
  { path: '/c/:city/calendar', form: { of: '1', intent: 'open' } },
  {
    path: '/c/:city/groups',
    form: {
      formKey: id(),
      title: 'Training',
      ...GROUP_TIME,
      responsible: id(),
      seats: '5',
      place: 'Rathaus',
    },
  },
  { path: GROUP, form: { intent: 'search', q: 'Haile' } },
  { path: GROUP, form: { intent: 'add', client: id() } },
  { path: GROUP, form: { intent: 'take-out', member: id() } },
  { path: GROUP, form: { ...OUTCOME, member: id() } },
  { path: GROUP, form: { intent: 'attended', who: id() } },
  { path: GROUP, form: { intent: 'move', ...GROUP_TIME, place: 'Rathaus', travel: '5' } },
  { path: GROUP, form: { intent: 'edit', title: 'Training', seats: '9' } },
  { path: GROUP, form: { intent: 'call-off', note: 'krank' } },
  {
    path: '/c/:city/hours',
    form: {
      ...{ worker: 'city', validFrom: '2027-01-04', 'days[0].morning.from': '09:00' },
      ...{ 'days[0].morning.until': '12:00' },
    },
  },
  { path: '/c/:city/hours', form: { intent: 'follow', worker: id(), validFrom: '2027-01-04' } },
  { path: '/c/:city/hours', form: { intent: 'drop', worker: 'city', validFrom: '2027-01-04' } },
  {
    path: '/c/:city/interpreters',
    form: { name: 'Selam', kind: 'person', languages: 'ti', phone: '0202 123456' },
  },
  { path: '/c/:city/interpreters', form: { intent: 'retire', interpreter: id() } },
  { path: '/c/:city/post', form: { letter: id() } },
  { path: '/c/:city/settings/days', form: { from: '2026-12-10', until: '2026-12-11', name: 'Umzug' } },
  { path: '/c/:city/settings/days', form: { intent: 'open', closureId: id() } },
  {
    path: '/c/:city/settings/programmes',
    form: { programme: id(), name: 'Neustart', startsOn: '2026-01-01', endsOn: '2026-12-31' },
  },
  { path: '/c/:city/settings/rooms', form: { name: 'Raum 7' } },
  { path: '/c/:city/settings/rooms', form: { room: '7' } },
  {
    path: '/c/:city/settings/messages',
    form: {
      ...{ name: 'Termine', localPart: 'termine', domain: 'partizipation.example', replyTo: '' },
      smsFrom: 'Termine',
    },
  },
  {
    path: '/c/:city/settings/messages/:message/:channel/:language',
    form: { intent: 'preview', basedOn: '0', subject: 'Termin', text: '{day} {time}', note: '' },
  },
  {
    path: '/c/:city/settings/messages/:message/:channel/:language',
    form: { intent: 'restore', basedOn: '0', version: '1' },
  },
  {
    path: '/m/:city/:token',
    form: {
      answer: 'proposes',
      seen: '2026-12-28T08:00:00Z',
      cause: 'ill',
      times: '2026-12-29T08:00:00Z',
      language: 'ar',
    },
  },
]

const filled = (path: string): string =>
  scene.filled(path, {
    id: ahead.clientId,
    appointment: ahead.appointmentId,
    group: ahead.groupId,
    token: talkToken(testServer().key, scene.home.slug, ahead.appointmentId),
  })

describe('a form', () => {
  it.each(forms().map(({ path, form }) => [`${path} ${form.intent ?? ''}`, { path, form }] as const))(
    '%s',
    async (_, { path, form }) => {
      const cookie = scene.cookieOf(scene.lead)
      const fallen: string[] = []
      for (const field of Object.keys(form).filter((name) => name !== 'intent'))
        for (const value of HOSTILE) {
          const answer = await scene.web.post(filled(path), { ...form, [field]: value }, cookie)
          if (answer.status >= 500)
            fallen.push(`${field}=${JSON.stringify(value).slice(0, 60)}: ${answer.status}`)
        }
      expect(fallen).toEqual([])
    },
  )
})

it.each([
  [TALK, ['day', 'room', 'at', 'travel', 'interpreter', 'told']],
  [`${FILE}/appointments/new`, ['day', 'room', 'at', 'travel', 'interpreter']],
  ['/c/:city/groups', ['show', 'after']],
  [GROUP, ['told']],
  ['/c/:city/hours', ['worker', 'told']],
  ['/c/:city/settings/messages', ['language']],
  ['/m/:city/:token', ['language']],
])('the address %s shows a page whatever stands in it', async (path, names) => {
  const fallen: string[] = []
  for (const name of names)
    for (const value of HOSTILE) {
      const address = `${filled(path)}?${new URLSearchParams({ [name]: value.slice(0, 5000) })}`
      const { status } = await scene.web.get(address, scene.cookieOf(scene.lead))
      if (status >= 500) fallen.push(`${name}=${JSON.stringify(value).slice(0, 60)}: ${status}`)
    }
  expect(fallen).toEqual([])
})
