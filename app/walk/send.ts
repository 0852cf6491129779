/** The two requests of a walk: taking a round along, and handing over what happened at the doors. */
import type { Round, Taken, Visit } from './round.ts'

const addressOf = (place: string): string => {
  const [city = '', round = ''] = place.split('/')
  return `/c/${encodeURIComponent(city)}/outreach/rounds/${encodeURIComponent(round)}/offline`
}

/** No network; nobody signed in; not allowed, or no such round; the server is in trouble. */
export type NoAnswer = 'no-network' | 'signed-out' | 'refused' | 'trouble'

type Answer<T> = { ok: true; value: T } | { ok: false; error: NoAnswer }

async function ask<T>(place: string, init: RequestInit): Promise<Answer<T>> {
  let answer: Response
  try {
    answer = await fetch(addressOf(place), { ...init, redirect: 'manual', cache: 'no-store' })
  } catch {
    return { ok: false, error: 'no-network' }
  }
  // A session that has ended is led to the sign-in.
  if (answer.type === 'opaqueredirect' || answer.status === 401) return { ok: false, error: 'signed-out' }
  if (answer.ok) return { ok: true, value: await answer.json() }
  return { ok: false, error: answer.status < 500 ? 'refused' : 'trouble' }
}

export const takeRound = (place: string): Promise<Answer<Round>> => ask(place, { method: 'GET' })

/** How many visits travel at once. */
export const MOST_AT_ONCE = 100

export const sendVisits = (
  place: string,
  takenBy: string,
  visits: readonly Visit[],
): Promise<Answer<{ visits: Taken[] }>> =>
  ask(place, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ takenBy, visits }),
  })
