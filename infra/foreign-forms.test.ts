import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { describe, expect, it, onTestFinished } from 'vitest'
import { refuseForeignForms } from './foreign-forms.ts'

async function answerTo(method: string, headers: Record<string, string>): Promise<number | undefined> {
  const app = express().use(refuseForeignForms, (_, response) => void response.send('done'))
  const server = createServer(app).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const asked = request({
    port,
    host: '127.0.0.1',
    method,
    agent: false,
    headers: { Host: 'stadt.example', ...headers },
  })
  asked.end()
  const [answer] = await once(asked, 'response')
  answer.resume()
  return answer.statusCode
}

describe('a form of another site', () => {
  it.each([
    ['https://evil.example'],
    ['http://stadt.example.evil.example'],
    ['http://stadt.example:81'],
    ['null'],
    ['nonsense'],
  ])('from %s is refused', async (origin) => expect(await answerTo('POST', { Origin: origin })).toBe(403))

  it('is let in from the site itself', async () =>
    expect(await answerTo('POST', { Origin: 'https://stadt.example' })).toBe(200))
  it('is let in from the site as its proxy names it', async () =>
    expect(
      await answerTo('POST', {
        Origin: 'https://www.stadt.example',
        'X-Forwarded-Host': 'www.stadt.example, inner',
      }),
    ).toBe(200))
  it('without an origin is left to the guard of the page', async () =>
    expect(await answerTo('POST', {})).toBe(200))
  it('may always be looked at', async () =>
    expect(await answerTo('GET', { Origin: 'https://evil.example' })).toBe(200))
})
