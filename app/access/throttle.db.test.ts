/** The limits with Redis as it is in production: there, gone, silent, and back again. */
import { once } from 'node:events'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Databases, openDatabases } from '../../db/open.ts'
import { freePort } from '../../infra/start/port.ts'
import { until } from '../../infra/start/wait.ts'
import { standingClock, testServer } from '../../tests/factories/city.ts'
import { makeAccount } from '../../tests/factories/web.ts'
import { needRedis } from '../../tests/setup/needs.ts'
import { signInWithPassword } from './sign-in.server.ts'
import { FAILURES_PER_ACCOUNT, MAILS_PER_ACCOUNT, type Throttle, throttleOf } from './throttle.server.ts'

const server = testServer()
const clock = standingClock('2026-03-09T08:00:00Z')

/** A way to Redis that can be closed, or lead nowhere. */
interface Way {
  url: string
  /** Redis answers. */
  open(): Promise<void>
  /** Redis is gone: nobody listens any more. */
  close(): Promise<void>
  /** Redis takes what it is sent and says nothing. */
  silence(): void
}

async function wayTo(redisUrl: string): Promise<Way> {
  const { hostname, port: there, username, password, pathname } = new URL(redisUrl)
  const here = await freePort()
  const sockets = new Set<Socket>()
  let silent = false
  let listening: Server | undefined
  const lead = (from: Socket): void => {
    const to = createConnection(Number(there || 6379), hostname)
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(socket)
      socket.on('data', (bytes) => other.write(bytes))
      if (silent) socket.pause()
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  }
  return {
    url: `redis://${username}${password ? `:${password}` : ''}${username || password ? '@' : ''}127.0.0.1:${here}${pathname}`,
    async open() {
      silent = false
      for (const socket of sockets) socket.resume()
      if (listening) return
      listening = createServer(lead).listen(here, '127.0.0.1')
      await once(listening, 'listening')
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      const closed = listening && once(listening, 'close')
      listening?.close()
      listening = undefined
      await closed
    },
    silence() {
      silent = true
      for (const socket of sockets) socket.pause()
    },
  }
}

let databases: Databases
let way: Way
let redis: Redis
let throttle: Throttle

beforeAll(async () => {
  databases = openDatabases({ serverUrl: server.adminUrl, key: server.key, as: 'platform_web' })
  redis = new Redis(needRedis())
  way = await wayTo(needRedis())
  throttle = throttleOf({ databases, key: server.key, redisUrl: way.url })
})
afterAll(async () => {
  await way.close()
  redis.disconnect()
  await databases.close()
})

const signIn = async (email: string, password: string): Promise<string> => {
  const context = { db: databases.platform, key: server.key, throttle, demo: false, now: clock.now() }
  // Everybody from a network address of their own: its limit is not what is asked here.
  return (await signInWithPassword({ ...context, address: `of ${email}` }, { email, password })).outcome
}
const fails = (email: string, times: number): Promise<string[]> =>
  Promise.all(Array.from({ length: times }, () => signIn(email, 'falsch')))

/** The connection finds out in its own time that Redis is there. */
async function untilRedisCounts(): Promise<void> {
  const counted = async (): Promise<number> => (await redis.keys('account:*')).length
  const counts = async (): Promise<boolean> => {
    const before = await counted()
    await throttle.take({ email: crypto.randomUUID(), address: undefined })
    return (await counted()) > before
  }
  if (!(await until(counts, 20_000))) throw new Error('Redis is not found again')
}

const STATES: [string, () => Promise<void>][] = [
  ['there', () => way.open().then(untilRedisCounts)],
  ['gone', () => way.close()],
  ['there again', () => way.open().then(untilRedisCounts)],
  ['silent', async () => way.silence()],
]

describe.each(STATES)('Redis %s', (_, come) => {
  beforeAll(come)

  it('lets in who knows the password, also after a slip', async () => {
    const { email, password } = await makeAccount({})
    expect(await signIn(email, 'falsch')).toBe('wrong')
    expect(await signIn(email, password)).toBe('in')
  })

  it('takes five guesses of many at once, and then locks the right password too', async () => {
    const { email, password } = await makeAccount({})
    const outcomes = await fails(email, FAILURES_PER_ACCOUNT * 3)
    expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(FAILURES_PER_ACCOUNT)
    expect(await signIn(email, password)).toBe('locked')
  })

  it('mails three times an hour', async () => {
    const { email } = await makeAccount({})
    const asked = await Promise.all(
      Array.from({ length: MAILS_PER_ACCOUNT + 2 }, () => throttle.ask({ email })),
    )
    expect(asked.filter((may) => may)).toHaveLength(MAILS_PER_ACCOUNT)
  })
})

it('what Redis had locked is locked when it comes back', async () => {
  await way.open()
  await untilRedisCounts()
  const { email, password } = await makeAccount({})
  await fails(email, FAILURES_PER_ACCOUNT)
  await way.close()
  expect(await signIn(email, password)).toBe('in')
  await way.open()
  await untilRedisCounts()
  expect(await signIn(email, password)).toBe('locked')
})
