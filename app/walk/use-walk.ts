import { useCallback, useEffect, useRef, useState } from 'react'
import { enter, type Found, found, handOver, type Opened, open, take, takeBack } from './phone.ts'
import type { Visit } from './round.ts'
import { isOver } from './rules.ts'
import type { NoAnswer } from './send.ts'
import { discard, openStore, type Store, wipe } from './store.ts'

/** So long untouched, the round is closed and asks for the PIN again. */
const IDLE_MS = 5 * 60_000
const SEND_EVERY_MS = 60_000

export type Walk =
  | { at: 'start' }
  /** This browser keeps nothing, or not safely. */
  | { at: 'unable' }
  | { at: 'shut'; rounds: Found[]; problem?: Problem }
  | { at: 'doors'; opened: Opened; sending: boolean; problem?: NoAnswer | undefined }

export type Problem = { kind: 'wrong' | 'wiped'; left: number } | { kind: NoAnswer }

export interface WalkActions {
  take(place: string, pin: string): Promise<void>
  open(place: string, pin: string): Promise<void>
  /** Knocks just entered. */
  enter(visits: readonly Omit<Visit, 'id' | 'occurredAt'>[]): Promise<void>
  takeBack(id: string): Promise<void>
  send(): Promise<void>
  shut(): Promise<void>
  /** Gives up what nobody can open any more. */
  discard(place: string): Promise<void>
}

/** The walk as it stands on this phone, and what can be done with it. */
export function useWalk(): [Walk, WalkActions] {
  const [walk, setWalk] = useState<Walk>({ at: 'start' })
  const store = useRef<Store>()
  // One after the other: what is entered while something is being sent waits for its turn.
  const turn = useRef(Promise.resolve())
  const opened = useRef<Opened>()

  const inTurn = useCallback((work: (store: Store) => Promise<void>): Promise<void> => {
    turn.current = turn.current.then(async () => {
      store.current ??= await openStore()
      await work(store.current)
    })
    return turn.current
  }, [])

  const show = useCallback((next: Opened, sending: boolean, problem?: NoAnswer) => {
    opened.current = next
    setWalk({ at: 'doors', opened: next, sending, problem })
  }, [])

  const shut = useCallback(async (kept: Store, problem?: Problem) => {
    opened.current = undefined
    setWalk({ at: 'shut', rounds: await found(kept, Date.now()), ...(problem ? { problem } : {}) })
  }, [])

  const send = useCallback(
    () =>
      inTurn(async (kept) => {
        const mine = opened.current
        if (!mine) return
        if (mine.round && isOver(mine.round.expiresAt, Date.now())) await wipe(kept, mine.place)
        const round = mine.round && isOver(mine.round.expiresAt, Date.now()) ? null : mine.round
        show({ ...mine, round }, true)
        const { entries, error } = await handOver(kept, mine)
        if (opened.current) show({ ...opened.current, entries }, false, error)
      }),
    [inTurn, show],
  )

  useEffect(() => {
    if (!('indexedDB' in globalThis) || !globalThis.crypto?.subtle || !('serviceWorker' in navigator)) {
      setWalk({ at: 'unable' })
      return
    }
    inTurn((kept) => shut(kept)).catch(() => setWalk({ at: 'unable' }))
  }, [inTurn, shut])

  const isOpen = walk.at === 'doors'
  useEffect(() => {
    if (!isOpen) return
    const sending = () => void send()
    const close = () => void inTurn((kept) => shut(kept))
    let idle = setTimeout(close, IDLE_MS)
    const touched = () => {
      clearTimeout(idle)
      idle = setTimeout(close, IDLE_MS)
    }
    const every = setInterval(sending, SEND_EVERY_MS)
    addEventListener('online', sending)
    addEventListener('pointerdown', touched)
    addEventListener('keydown', touched)
    return () => {
      clearTimeout(idle)
      clearInterval(every)
      removeEventListener('online', sending)
      removeEventListener('pointerdown', touched)
      removeEventListener('keydown', touched)
    }
  }, [isOpen, inTurn, send, shut])

  const actions: WalkActions = {
    take: (place, pin) =>
      inTurn(async (kept) => {
        const taken = await take(kept, place, pin)
        if (taken.ok) show(taken.value, false)
        else await shut(kept, { kind: taken.error })
      }),
    open: async (place, pin) => {
      await inTurn(async (kept) => {
        const known = await open(kept, place, pin)
        if (known.ok) show(known.value, false)
        else await shut(kept, { kind: known.error, left: known.left })
      })
      await send()
    },
    enter: async (knocks) => {
      await inTurn(async (kept) => {
        const mine = opened.current
        if (!mine) return
        const occurredAt = new Date().toISOString()
        const visits = knocks.map((knock) => ({ ...knock, id: crypto.randomUUID(), occurredAt }))
        show({ ...mine, entries: [...mine.entries, ...(await enter(kept, mine, visits))] }, false)
      })
      await send()
    },
    takeBack: (id) =>
      inTurn(async (kept) => {
        const mine = opened.current
        if (!mine || !(await takeBack(kept, id))) return
        show({ ...mine, entries: mine.entries.filter((entry) => entry.id !== id) }, false)
      }),
    send,
    shut: () => inTurn((kept) => shut(kept)),
    discard: (place) =>
      inTurn(async (kept) => {
        await discard(kept, place)
        await shut(kept)
      }),
  }
  return [walk, actions]
}
