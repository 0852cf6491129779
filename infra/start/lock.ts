import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from './steps.ts'

/** This process owns the folder, until it releases it or dies. */
export interface HeldLock {
  /** Other processes that work with the folder through us. */
  visitors(): number
  /** From now on whoever comes is told to wait until the folder is free. */
  refuse(): void
  release(): Promise<void>
}

/** Another process owns the folder and knows that we use what it runs. */
export interface Visit {
  holder: number | undefined
  leave(): void
}

export type Claim = { mine: true; lock: HeldLock } | { mine: false; visit: Visit }

const REPLY_WITHIN = 5000

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

/** The operating system lets go of a socket with its process; on Linux an abstract one leaves no file behind. */
function addressOf(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const name = `partizipation-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\?\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

function listen(address: string, onConnection: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(onConnection)
    server.once('error', reject)
    server.listen(address, () => {
      server.unref()
      resolve(server)
    })
  })
}

async function hold(address: string): Promise<HeldLock> {
  const [sockets, visitors] = [new Set<Socket>(), new Set<Socket>()]
  let closing = false
  const server = await listen(address, (socket) => {
    socket.unref()
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.write(`${closing ? 'closing' : 'open'} ${process.pid}\n`)
    if (closing) {
      socket.end()
      return
    }
    socket.once('data', (pid) => {
      if (Number(pid.toString()) === process.pid) return
      visitors.add(socket)
      socket.on('close', () => visitors.delete(socket))
    })
  })
  return {
    visitors: () => visitors.size,
    refuse: () => {
      closing = true
    },
    release: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** undefined: nobody is there any more. */
function visit(address: string): Promise<Visit | 'closing' | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(address, () => socket.write(`${process.pid}\n`))
    const leave = () => socket.destroy()
    // A holder in the middle of heavy work holds all the same.
    const late = setTimeout(() => resolve({ holder: undefined, leave }), REPLY_WITHIN)
    socket.once('data', (reply) => {
      clearTimeout(late)
      const [state, pid] = reply.toString().trim().split(' ')
      if (state === 'closing') leave()
      socket.unref()
      resolve(state === 'closing' ? 'closing' : { holder: Number(pid), leave })
    })
    socket.on('error', (error) => {
      clearTimeout(late)
      if (hasCode(error, 'ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE')) resolve(undefined)
      else reject(error)
    })
    socket.on('end', leave)
  })
}

/** The folder (made when missing) is ours, or somebody's whose visitor we are now. Waits while a holder is ending. */
export async function claim(folder: string): Promise<Claim> {
  const address = addressOf(folder)
  for (;;) {
    try {
      return { mine: true, lock: await hold(address) }
    } catch (error) {
      if (!hasCode(error, 'EADDRINUSE')) throw error
    }
    const found = await visit(address)
    if (found && found !== 'closing') return { mine: false, visit: found }
    // Where sockets are files, one whose owner was killed stays behind.
    if (!found && address.endsWith('.sock')) rmSync(address, { force: true })
    await sleep(found ? 50 : 5)
  }
}

/** The folder is ours alone; throws StartError when another copy has it. */
export async function lockFolder(folder: string): Promise<HeldLock> {
  const claimed = await claim(folder)
  if (claimed.mine) return claimed.lock
  claimed.visit.leave()
  const holder = claimed.visit.holder ? ` (process ${claimed.visit.holder})` : ''
  throw new StartError(
    `The data folder ${folder} is in use by another copy${holder}: stop it, or choose another one with PARTIZIPATION_DATA=...`,
  )
}

/** The folder is ours alone, as soon as whoever has it now is done with it. */
export async function waitForFolder(folder: string): Promise<HeldLock> {
  for (;;) {
    const claimed = await claim(folder)
    if (claimed.mine) return claimed.lock
    claimed.visit.leave()
    await sleep(200)
  }
}
