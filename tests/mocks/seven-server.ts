import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SevenStandIn {
  url: string
  /** `deaf`: takes the message and never answers. */
  manner: 'accept' | 'deaf'
  /** Every call, in order: to a phone each would be a message of its own. */
  bodies: string[]
  close(): Promise<void>
}

/** seven.io as a loopback server that keeps no keys, for workers in processes of their own. */
export async function startSeven(manner: SevenStandIn['manner'] = 'accept'): Promise<SevenStandIn> {
  const waiting = new Set<ServerResponse>()
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    standIn.bodies.push(body)
    if (standIn.manner === 'deaf') waiting.add(response)
    else
      response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ success: '100', messages: [{ id: `sms-${standIn.bodies.length}` }] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const standIn: SevenStandIn = {
    url: `http://127.0.0.1:${port}`,
    manner,
    bodies: [],
    async close() {
      for (const response of waiting) response.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return standIn
}
