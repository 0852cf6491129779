/** The two kinds of work in a run: each city counts for itself, and one combines. Both may be repeated at any time. */
import type { Temporal } from 'temporal-polyfill'
import { act, type CityAccess } from '../../../db/act.ts'
import type { PlatformDb } from '../../../db/handles.ts'

import { CityUnavailable } from '../../../db/open.ts'
import { freezeFigures } from '../../reports/commands.server.ts'
import { frozenFigures } from '../../reports/queries.server.ts'
import { release } from '../rules.ts'
import { partsToCombine, partToCount, settlePart } from './carry-out.server.ts'
import { type CountedCity, finishRun } from './finish.server.ts'

/** How a run gets at its cities: handed in by those who may open them. */
export interface Opener {
  platform: PlatformDb
  now(): Temporal.Instant
  /** Throws when there is no such city. */
  open<K extends 'staff' | 'report'>(kind: K, city: string): Promise<CityAccess<K>>
  /** A city could not be read; the run goes on without it. */
  note(city: string, error: unknown): void
}

/** A run never waits longer for one city's answer. */
const CITY_LIMIT_MS = 10_000
const AT_ONCE = 8
const PURPOSE = { action: 'count', subject: 'region' } as const

async function withinLimit<T>(city: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CityUnavailable(`${city} takes too long`)), CITY_LIMIT_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * One city of one run counts and freezes in its own database: the id of what lies there, null when nothing is left to
 * do. Throws CityUnavailable, and leaves the part waiting then.
 */
export async function countPart(opener: Opener, runId: string, city: string): Promise<string | null> {
  const span = await partToCount(opener.platform, { runId, city })
  if (!span) return null
  const access = await opener.open('staff', city)
  const counting = act(access, PURPOSE, (work) => freezeFigures(work, { runId, ...span }))
  const snapshotId = await withinLimit(city, counting)
  await settlePart(opener.platform, { runId, city, snapshotId })
  return snapshotId
}

/** Reads what the cities froze, suppresses in memory, stores only what may be shown, and closes the run. */
export async function combineRun(opener: Opener, runId: string): Promise<void> {
  const parts = await partsToCombine(opener.platform, runId)
  if (!parts) return
  const counted: CountedCity[] = []
  const lane = async (): Promise<void> => {
    for (let part = parts.shift(); part; part = parts.shift()) {
      const { city, snapshotId } = part
      try {
        const frozen = await withinLimit(city, readFrozen(opener, city, snapshotId))
        if (frozen) counted.push({ city, countedOn: frozen.countedOn, cells: release(frozen.figures) })
      } catch (error) {
        opener.note(city, error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, parts.length) }, lane))
  await finishRun(opener.platform, { runId, counted, now: opener.now() })
}

async function readFrozen(opener: Opener, city: string, snapshotId: string) {
  const access = await opener.open('report', city)
  return act(access, PURPOSE, (work) => frozenFigures(work, snapshotId))
}
