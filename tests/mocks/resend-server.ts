import { createServer, type ServerResponse } from 'node:http'
import { z } from 'zod'

/** What the stand-in does with the next call; `deaf`: takes the mail and never answers; `drop`: takes it and hangs up. */
export type Manner = 'accept' | 'deaf' | 'drop' | 'busy' | 'refuse'

export interface ResendStandIn {
  url: string
  manner: Manner
  /** Every call, in order. */
  calls: { key: string; body: string }[]
  /** The body that came under each key, however often it was called. */
  delivered: Map<string, string>
  /** What clients find in the post: the messages as they are tagged, each as often as it was accepted. */
  posted: string[]
  close(): Promise<void>
}

const tagged = z.array(z.object({ tags: z.array(z.object({ name: z.string(), value: z.string() })) }))
/** Of a batch; a call with one mail is about an account and has no tag. */
const messagesIn = (body: string): string[] =>
  (tagged.safeParse(JSON.parse(body)).data ?? []).map(
    ({ tags }) => tags.find(({ name }) => name === 'message')?.value ?? '',
  )

/** A loopback server that keeps keys and bodies as Resend does, for workers in processes of their own. */
export async function startResend(manner: Manner = 'accept'): Promise<ResendStandIn> {
  const waiting = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => answer(String(request.headers['idempotency-key'] ?? ''), body, response))
  })
  const answer = (key: string, body: string, response: ServerResponse): void => {
    standIn.calls.push({ key, body })
    const say = (status: number, said: object): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said))
    }
    const refuse = (status: number, name: string): void =>
      say(status, { name, message: '', statusCode: status })
    const known = standIn.delivered.get(key)
    if (standIn.manner === 'busy') refuse(429, 'rate_limit_exceeded')
    else if (standIn.manner === 'refuse') refuse(422, 'validation_error')
    else if (known !== undefined && known !== body) refuse(409, 'invalid_idempotent_request')
    else {
      if (known === undefined) standIn.posted.push(...messagesIn(body))
      standIn.delivered.set(key, body)
      if (standIn.manner === 'deaf') waiting.add(response)
      else if (standIn.manner === 'drop') response.destroy()
      else say(200, { id: key, data: messagesIn(body).map((id) => ({ id: `mail-of-${id}` })) })
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const standIn: ResendStandIn = {
    url: `http://127.0.0.1:${address.port}`,
    manner,
    calls: [],
    delivered: new Map(),
    posted: [],
    async close() {
      for (const response of waiting) response.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return standIn
}
