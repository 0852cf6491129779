/** A mail vendor with troubles, in a process of its own: `POST /emails` and `/emails/batch` as Resend; GET, PUT and DELETE are for the scenes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { troubleOf } from './vendor/chance.ts'
import { type Answer, openPostOffice, type PostOffice, refusal } from './vendor/post-office.ts'
import { startReporter } from './vendor/reports.ts'
import { CALM, type Counts, type Settings, settings as settingsSchema } from './vendor/wire.ts'

let settings: Settings = {
  seed: '',
  vendorNow: Date.now(),
  productNow: Date.now(),
  troubles: CALM,
  slowMs: 0,
  perSecond: null,
  reports: null,
}
let setAt = performance.now()
const sinceSet = (): number => performance.now() - setAt

let office: PostOffice = openPostOffice()
const reporter = startReporter(() => settings)
let counts = { calls: 0, limited: 0 }
/** How often a key was tried, and which are being worked on. */
let tries = new Map<string, number>()
const working = new Set<string>()
let second = { began: 0, calls: 0 }

const all = (): Counts => ({ ...counts, ...office.counts, pending: reporter.pending() })

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

function say(response: ServerResponse, { status, said }: Answer, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(said))
}

const mailsIn = (body: string): number => [z.unknown().parse(JSON.parse(body))].flat().length

/** Whether this call is one too many in its second, whoever calls. */
function isTooMany(): boolean {
  if (settings.perSecond === null) return false
  const now = performance.now()
  if (now - second.began >= 1000) second = { began: now, calls: 0 }
  second.calls += 1
  return second.calls > settings.perSecond
}

async function post(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const key = String(request.headers['idempotency-key'] ?? '')
  const body = await bodyOf(request)
  counts.calls += mailsIn(body)
  if (isTooMany()) {
    counts.limited += 1
    return say(response, refusal(429, 'rate_limit_exceeded'), { 'retry-after': '1' })
  }
  const nth = (tries.get(key) ?? 0) + 1
  tries.set(key, nth)
  const trouble = troubleOf(settings, key, nth)
  if (trouble === 'fail') return say(response, refusal(500, 'internal_server_error'))
  if (trouble === 'cut') return void response.destroy()
  if (working.has(key)) return say(response, refusal(409, 'concurrent_idempotent_requests'))
  const now = { vendorNow: settings.vendorNow + sinceSet(), productNow: settings.productNow + sinceSet() }
  const permissive = request.headers['x-batch-validation'] === 'permissive'
  const { answer, fresh } = office.take({ key, body, permissive, ...now })
  for (const mail of fresh) reporter.tell(mail, now.productNow)
  if (trouble === 'drop') return void response.destroy()
  // The caller hangs up some time.
  if (trouble === 'hang') return
  if (trouble === 'slow') {
    working.add(key)
    await sleep(settings.slowMs)
    working.delete(key)
  }
  say(response, answer)
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST') return post(request, response)
  if (request.method === 'PUT') {
    settings = settingsSchema.parse(JSON.parse(await bodyOf(request)))
    setAt = performance.now()
  }
  if (request.method === 'DELETE') {
    office = openPostOffice()
    reporter.forget()
    counts = { calls: 0, limited: 0 }
    tries = new Map()
  }
  const said = request.url === '/messages' ? [...office.messages.values()] : all()
  say(response, { status: 200, said })
}

const [port] = process.argv.slice(2).map(Number)
createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    process.stderr.write(`vendor: ${String(error)}\n`)
    say(response, refusal(400, 'invalid_request'))
  })
}).listen(port, '127.0.0.1')
