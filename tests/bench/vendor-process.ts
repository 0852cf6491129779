/** A mail vendor that takes its time and counts: in a process of its own, so that its work is not the worker's. */
import { createServer, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { VendorState } from './vendor-state.ts'

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

const [port, answerAfterMs] = process.argv.slice(2).map(Number)
const fresh = (): VendorState => ({ calls: 0, mails: 0, firstAt: null, lastAt: null })
let state = fresh()

createServer(async (request, response) => {
  const say = (said: object): void => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(said))
  }
  if (request.method === 'GET') return say(state)
  if (request.method === 'DELETE') {
    state = fresh()
    return say(state)
  }
  const sent: unknown = JSON.parse(await bodyOf(request))
  const mails = Array.isArray(sent) ? sent.length : 1
  state.firstAt ??= Date.now()
  await sleep(answerAfterMs)
  state.calls += 1
  state.mails += mails
  state.lastAt = Date.now()
  const id = (nth: number): { id: string } => ({ id: `mail-${state.calls}-${nth}` })
  say(Array.isArray(sent) ? { data: sent.map((_, nth) => id(nth)) } : id(0))
}).listen(port, '127.0.0.1')
