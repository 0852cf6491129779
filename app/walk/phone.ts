/** The walk on this phone: everything that is done with a round, whatever the page looks like. */
import type { Round, Taken, Visit } from './round.ts'
import { type Entry, isOver, MOST_WRONG_PINS } from './rules.ts'
import { MOST_AT_ONCE, type NoAnswer, sendVisits, takeRound } from './send.ts'
import { keepShell } from './shell.ts'
import { type KeptVisit, keepRound, openStore, type Store, wipe } from './store.ts'
import { keyFrom, newSalt, seal, unseal } from './vault.ts'

/** A round that the right PIN has opened. `round` is null when its names are gone and only visits wait to be sent. */
export interface Opened {
  place: string
  key: CryptoKey
  round: Round | null
  takenBy: string
  entries: Entry[]
}

interface Proof {
  takenBy: string
}

/** Fetches a round, seals it with the PIN and keeps the page itself, so that both are there without network. */
export async function take(
  store: Store,
  place: string,
  pin: string,
): Promise<{ ok: true; value: Opened } | { ok: false; error: NoAnswer }> {
  await keepShell()
  const answer = await takeRound(place)
  if (!answer.ok) return answer
  const round = answer.value
  const { takenBy, expiresAt } = round
  const salt = newSalt()
  const key = await keyFrom(pin, salt)
  const proof: Proof = { takenBy }
  await keepRound(store, {
    place,
    salt,
    proof: await seal(key, proof),
    round: await seal(key, round),
    expiresAt,
    wrongPins: 0,
  })
  return { ok: true, value: { place, key, round, takenBy, entries: [] } }
}

/** What lies here of a round before it is opened. Names whose time is over are wiped at this look. */
export interface Found {
  place: string
  expiresAt: string
  named: boolean
  waiting: number
}

export async function found(store: Store, now: number): Promise<Found[]> {
  for (const { place, expiresAt, round } of await store.getAll('rounds'))
    if (round && isOver(expiresAt, now)) await wipe(store, place)
  const rounds = await store.getAll('rounds')
  return Promise.all(
    rounds.map(async ({ place, expiresAt, round }) => {
      const visits = await store.getAllFromIndex('visits', 'place', place)
      const waiting = visits.filter(({ state }) => state === 'waiting').length
      return { place, expiresAt, named: round !== null, waiting }
    }),
  )
}

/** Opens a round. Too many wrong PINs take the names away; what is not sent yet stays, for whoever knows the PIN. */
export async function open(
  store: Store,
  place: string,
  pin: string,
): Promise<{ ok: true; value: Opened } | { ok: false; error: 'wrong' | 'wiped'; left: number }> {
  const kept = await store.get('rounds', place)
  if (!kept) return { ok: false, error: 'wiped', left: 0 }
  const key = await keyFrom(pin, kept.salt)
  const proof = await unseal<Proof>(key, kept.proof).catch(() => undefined)
  if (!proof) {
    const wrongPins = kept.wrongPins + 1
    await store.put('rounds', { ...kept, wrongPins })
    if (wrongPins < MOST_WRONG_PINS) return { ok: false, error: 'wrong', left: MOST_WRONG_PINS - wrongPins }
    await wipe(store, place)
    return { ok: false, error: 'wiped', left: 0 }
  }
  await store.put('rounds', { ...kept, wrongPins: 0 })
  const round = kept.round && (await unseal<Round>(key, kept.round))
  const visits = await store.getAllFromIndex('visits', 'place', place)
  const entries = await Promise.all(visits.map((visit) => entryOf(key, visit)))
  entries.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))
  return { ok: true, value: { place, key, round, takenBy: proof.takenBy, entries } }
}

async function entryOf(key: CryptoKey, { state, reason, visit }: KeptVisit): Promise<Entry> {
  return { ...(await unseal<Visit>(key, visit)), state, ...(reason ? { reason } : {}) }
}

/** Keeps knocks, sealed, until the server has them. All or none. */
export async function enter(
  store: Store,
  { place, key }: Opened,
  visits: readonly Visit[],
): Promise<Entry[]> {
  const kept = await Promise.all(
    visits.map(async (visit) => ({
      id: visit.id,
      place,
      state: 'waiting' as const,
      visit: await seal(key, visit),
    })),
  )
  // Strictly: it is on the disk before the button is let go, whatever happens to the phone then.
  const writing = store.transaction('visits', 'readwrite', { durability: 'strict' })
  await Promise.all([...kept.map((one) => writing.store.put(one)), writing.done])
  return visits.map((visit) => ({ ...visit, state: 'waiting' }))
}

/** Takes back a knock that is still only here. Answers whether it was. */
export async function takeBack(store: Store, id: string): Promise<boolean> {
  const writing = store.transaction('visits', 'readwrite')
  const kept = await writing.store.get(id)
  const mine = kept?.state === 'waiting'
  if (mine) await writing.store.delete(id)
  await writing.done
  return mine
}

/** Hands over what waits, in its order. Answers the entries as they stand then, and why some still wait. */
export async function handOver(
  store: Store,
  { place, takenBy, entries }: Opened,
): Promise<{ entries: Entry[]; error: NoAnswer | undefined }> {
  const answers = new Map<string, Taken>()
  let error: NoAnswer | undefined
  const waiting = entries.filter(({ state }) => state === 'waiting')
  for (let at = 0; at < waiting.length && !error; at += MOST_AT_ONCE) {
    const sent = await sendVisits(
      place,
      takenBy,
      waiting.slice(at, at + MOST_AT_ONCE).map(({ state: _, reason: __, ...visit }) => visit),
    )
    if (sent.ok) for (const taken of sent.value.visits) answers.set(taken.id, taken)
    else error = sent.error
  }
  const now = entries.map((entry): Entry => {
    const answer = answers.get(entry.id)
    if (!answer) return entry
    if (answer.taken !== 'refused') return { ...entry, state: 'sent' }
    return { ...entry, state: 'refused', reason: answer.reason }
  })
  const writing = store.transaction('visits', 'readwrite')
  for (const { id, state, reason } of now.filter(({ id }) => answers.has(id))) {
    const kept = await writing.store.get(id)
    if (kept) await writing.store.put({ ...kept, state, ...(reason ? { reason } : {}) })
  }
  await writing.done
  return { entries: now, error }
}

/** Whoever signs out, or is not signed in any more, leaves no names behind. A browser that keeps nothing has none. */
export async function leaveNoNames(): Promise<void> {
  if (!('indexedDB' in globalThis)) return
  const store = await openStore()
  await wipe(store)
  store.close()
}
