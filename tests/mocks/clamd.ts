import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** How the stand-in answers; `deaf`: takes everything and says nothing; `drop`: hangs up in the middle. */
export type ClamManner = 'scan' | 'full' | 'deaf' | 'drop'

export interface ClamStandIn {
  host: string
  port: number
  manner: ClamManner
  /** What came in each stream, put together. */
  scanned: Buffer[]
  close(): Promise<void>
}

/** Bytes in which it finds something. Not EICAR's: no scanner of this machine shall mind this file. */
export const MALWARE = 'Partizipation-Test-Schadsoftware'

/** clamd as a loopback server: commands that end in NUL, pieces behind their length, an empty one at the end. */
export async function startClamd(manner: ClamManner = 'scan'): Promise<ClamStandIn> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy())
    let came = Buffer.alloc(0)
    socket.on('data', (more: Buffer) => {
      came = Buffer.concat([came, more])
      const said = standIn.manner === 'deaf' ? undefined : answerTo(came, standIn)
      if (standIn.manner === 'drop') socket.destroy()
      else if (said) socket.end(`${said}\0`)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const standIn: ClamStandIn = {
    host: '127.0.0.1',
    port,
    manner,
    scanned: [],
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return standIn
}

/** Undefined until the command is whole. */
function answerTo(came: Buffer, standIn: ClamStandIn): string | undefined {
  const end = came.indexOf(0)
  const command = came.subarray(0, end).toString()
  if (end < 0) return undefined
  if (command === 'zPING') return 'PONG'
  if (command !== 'zINSTREAM') return 'UNKNOWN COMMAND'
  if (standIn.manner === 'full') return 'INSTREAM size limit exceeded. ERROR'
  const pieces: Buffer[] = []
  for (let at = end + 1; at + 4 <= came.length; ) {
    const length = came.readUInt32BE(at)
    if (length === 0) {
      const whole = Buffer.concat(pieces)
      standIn.scanned.push(whole)
      return whole.includes(MALWARE) ? 'stream: Test.Partizipation FOUND' : 'stream: OK'
    }
    pieces.push(came.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
