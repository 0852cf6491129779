import { createServer, type ServerResponse } from 'node:http'

/** What the stand-in does with the next call; `deaf`: takes the mail and never answers; `drop`: takes it and hangs up. */
export type Manner = 'accept' | 'deaf' | 'drop' | 'busy' | 'refuse'

export interface ResendStandIn {
  url: string
  manner: Manner
  /** Every call, in order. */
  calls: { key: string; body: string }[]
  /** What a client would find in the post: one mail a key, however often it was called. */
  delivered: Map<string, string>
  close(): Promise<void>
}

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
      standIn.delivered.set(key, body)
      if (standIn.manner === 'deaf') waiting.add(response)
      else if (standIn.manner === 'drop') response.destroy()
      else say(200, { id: `mail-of-${key}` })
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
    async close() {
      for (const response of waiting) response.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return standIn
}
