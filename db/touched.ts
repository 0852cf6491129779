/** Tells the sealer in which cities something was done: all of them in one statement, a moment after the acts were answered. */
import { sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformDb } from './handles.ts'

const TOGETHER_MS = 500
const AGAIN_MS = 5_000

export interface Touches {
  /** Something was done in the city, or may have been, at that time. */
  add(slug: string, at: Temporal.Instant): void
  /** Writes down what is still to be said. Throws what the platform throws. */
  close(): Promise<void>
}

export function openTouches(platform: PlatformDb): Touches {
  /** The first time of each. */
  const waiting = new Map<string, Temporal.Instant>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  async function write(): Promise<void> {
    const touched = [...waiting]
    waiting.clear()
    if (touched.length === 0) return
    const rows = touched.map(([slug, since]) => ({ slug, since: since.toString() }))
    try {
      // In one order, or two processes wait for each other; a city that was removed since has nothing to seal.
      await platform.execute(sql`
        insert into trail_touch (city_slug, since, touched_at)
        select slug, touched.since, clock_timestamp()
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as touched (slug text, since timestamptz) join city using (slug)
        order by slug
        on conflict (city_slug) do update set touched_at = excluded.touched_at`)
    } catch (error) {
      for (const [slug, since] of touched) waiting.set(slug, since)
      throw error
    }
  }

  function later(ms: number): void {
    timer ??= setTimeout(() => {
      writing = write()
        .catch((error: unknown) => {
          console.error('telling the sealer', error)
          later(AGAIN_MS)
        })
        .finally(() => {
          writing = undefined
        })
      timer = undefined
    }, ms).unref()
  }

  return {
    add(slug, at) {
      if (!waiting.has(slug)) waiting.set(slug, at)
      later(TOGETHER_MS)
    },
    async close() {
      clearTimeout(timer)
      await writing
      clearTimeout(timer)
      await write()
    },
  }
}
