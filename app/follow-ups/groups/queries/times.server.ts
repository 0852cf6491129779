import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../../db/act.ts'
import { talksOf } from '../../commands/booking.server.ts'
import { openTimesOf } from '../../queries/hours.server.ts'
import { type ClosedReason, closedBecause } from '../../rules/working-days.ts'
import { groupTimes, nearestTimes } from '../rules.ts'

const MOST = 3

export interface TimesInstead {
  /** Why nothing begins on that day at all. */
  closed: ClosedReason | null
  /** `HH:MM`, the nearest to the wished one. */
  times: string[]
}

/** When a group could take place on the wished day instead. */
export async function timesInstead(
  { db, now }: CityWork,
  wish: { day: string; time: string; minutes: number; travel?: number | undefined; roomId: number | null },
  { responsibleId, without }: { responsibleId: string; without: string | null },
): Promise<TimesInstead> {
  const day = Temporal.PlainDate.from(wish.day)
  const window = { from: day, to: day }
  const taken = await talksOf(db, responsibleId, window, { roomId: wish.roomId })
  const others = taken.filter(({ id }) => id !== without)
  const times = await openTimesOf(db, responsibleId, window)
  const shape = { minutes: wish.minutes, travel: wish.travel ?? 0 }
  return {
    closed: closedBecause(day, times.off) ?? null,
    times: nearestTimes(groupTimes({ day, shape }, others, now, times), wish.time, MOST),
  }
}
