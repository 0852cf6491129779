import { connect } from 'node:net'

/** What a scanner said; `no-answer`: it did not, or said something else, so that nobody knows. */
export type ScanOutcome = 'clean' | 'infected' | 'no-answer'

/** Looks through bytes for malicious software before they are kept. */
export interface Scanner {
  scan(bytes: Uint8Array): Promise<ScanOutcome>
  /** Whether it is there just now. */
  answers(): Promise<boolean>
}

export interface ClamAddress {
  host: string
  port: number
}

const SCAN_WITHIN_MS = 60_000
const PING_WITHIN_MS = 2_000
/** clamd reads piece by piece; its own limit for the whole is StreamMaxLength, 25 MB unless set. */
const PIECE = 64 * 1024

/** clamd by TCP: https://docs.clamav.net/manual/Usage/Scanning.html#clamd, commands INSTREAM and PING. */
export function clamScanner(address: ClamAddress): Scanner {
  return {
    async scan(bytes) {
      const said = await ask(address, instream(bytes), SCAN_WITHIN_MS)
      if (said === 'stream: OK') return 'clean'
      return /^stream: .+ FOUND$/.test(said) ? 'infected' : 'no-answer'
    },
    answers: async () => (await ask(address, [Buffer.from('zPING\0')], PING_WITHIN_MS)) === 'PONG',
  }
}

/** Each piece behind its length, then an empty one. */
function* instream(bytes: Uint8Array): Generator<Uint8Array> {
  yield Buffer.from('zINSTREAM\0')
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE)
    yield lengthOf(piece.length)
    yield piece
  }
  yield lengthOf(0)
}

const lengthOf = (length: number): Buffer => {
  const written = Buffer.alloc(4)
  written.writeUInt32BE(length)
  return written
}

/** Its one answer without the closing NUL; empty when it gave none in time. */
const ask = ({ host, port }: ClamAddress, pieces: Iterable<Uint8Array>, within: number): Promise<string> =>
  new Promise((resolve) => {
    let said = ''
    const socket = connect(port, host, () => {
      for (const piece of pieces) socket.write(piece)
    })
    socket.setEncoding('utf8')
    const tooLate = setTimeout(() => socket.destroy(), within)
    socket.on('data', (more: string) => {
      said += more
      if (said.endsWith('\0')) socket.end()
    })
    // A broken line shows in that there is no whole answer.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(tooLate)
      resolve(said.endsWith('\0') ? said.slice(0, -1) : '')
    })
  })
