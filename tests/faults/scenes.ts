/** What is broken, and when. Afterwards everybody works again until nothing is left to do, and the judge counts. */
import { setTimeout as sleep } from 'node:timers/promises'
import { FAILPOINTS } from '../../infra/failpoint.ts'
import type { Reminders } from './cities.ts'
import {
  CLAIM_IS_OVER,
  killAt,
  moveSome,
  passWithout,
  type Stage,
  startAll,
  stopAll,
  untilCalled,
  untilSent,
} from './stage.ts'

/** A Tuesday; on the Sunday between reminder and talk the clocks go back. */
const WEEK_BEFORE: Reminders = { dueAt: '2026-10-20T08:00:00Z', kind: 'week-before', hoursAhead: [169] }
/** The Saturday before that night: talks on Monday. */
const WEEKEND: Reminders = { dueAt: '2026-10-24T08:00:00Z', kind: 'day-before', hoursAhead: [50] }

export interface Scene {
  name: string
  /** In the words of the table of results. */
  what: string
  reminders: Reminders
  workers?: number
  /** Whether the vendor reports what becomes of mails. */
  hasReports?: boolean
  /** Begins with nobody at work. Ends with everybody at work. */
  play(stage: Stage): Promise<void>
}

/** Troubles of the vendor for as long as most reminders need, then none. */
const troubled =
  (troubles: Parameters<Stage['vendor']['set']>[0]): Scene['play'] =>
  async (stage) => {
    await stage.vendor.set(troubles)
    await startAll(stage)
    await untilCalled(stage, stage.reminders / 2)
    await moveSome(stage)
  }

/** Something breaks each time so much of the reminders is in the post. */
async function brokenAt(stage: Stage, parts: readonly number[], breakIt: () => Promise<void>): Promise<void> {
  await startAll(stage)
  for (const part of parts) {
    await untilSent(stage, part)
    await breakIt()
  }
}

export const SCENES: readonly Scene[] = [
  {
    name: 'plain',
    what: 'nothing',
    reminders: WEEK_BEFORE,
    play: troubled({}),
  },
  {
    name: 'vendor-fails',
    what: 'the vendor fails 30 % of all calls, half with 500, half with a broken connection',
    reminders: WEEK_BEFORE,
    play: troubled({ troubles: { fail: 0.15, cut: 0.15 } }),
  },
  {
    name: 'vendor-hangs',
    what: 'the vendor accepts 10 % and never answers',
    reminders: WEEK_BEFORE,
    play: troubled({ troubles: { hang: 0.1 } }),
  },
  {
    name: 'vendor-resets',
    what: 'the vendor accepts 30 % and hangs up',
    reminders: WEEK_BEFORE,
    play: troubled({ troubles: { drop: 0.3 } }),
  },
  {
    name: 'vendor-slow',
    what: 'the vendor answers 10 % after longer than it is given, and says meanwhile that it works on them',
    reminders: WEEK_BEFORE,
    workers: 2,
    play: troubled({ troubles: { slow: 0.1 }, slowMs: 3000 }),
  },
  {
    name: 'reports',
    what: 'every report comes twice and out of order; 5 % bounce, 2 % complain; 10 % of the calls are cut off',
    reminders: WEEK_BEFORE,
    hasReports: true,
    play: troubled({ troubles: { drop: 0.1 } }),
  },
  {
    name: 'kill-everywhere',
    what: 'kill -9 at every place of sending, one after the other',
    reminders: WEEK_BEFORE,
    async play(stage) {
      for (const failpoint of FAILPOINTS) await killAt(stage, failpoint, 1)
      await startAll(stage)
    },
  },
  {
    name: 'postgres-restarts',
    what: 'Postgres is shut down at once, twice, in the middle',
    reminders: WEEK_BEFORE,
    workers: 2,
    play: (stage) => brokenAt(stage, [0.2, 0.5], () => stage.servers.restartPostgres()),
  },
  {
    name: 'queue-emptied',
    what: 'everything the queue holds is deleted, three times, in the middle',
    reminders: WEEK_BEFORE,
    workers: 2,
    play: (stage) => brokenAt(stage, [0.1, 0.3, 0.6], () => stage.servers.emptyQueues(stage.backend)),
  },
  {
    name: 'redis-restarts',
    what: 'Redis ends and comes back empty, twice, in the middle',
    reminders: WEEK_BEFORE,
    workers: 2,
    play: (stage) => brokenAt(stage, [0.2, 0.5], () => stage.servers.restartRedis()),
  },
  {
    name: 'clock-ahead',
    what: 'the clock jumps two days ahead in the middle, with mails under way',
    reminders: WEEK_BEFORE,
    play: (stage) => clockJumps(stage, { hours: 48 }),
  },
  {
    name: 'clock-back',
    what: 'the clock jumps three hours back in the middle, with mails under way',
    reminders: WEEK_BEFORE,
    play: (stage) => clockJumps(stage, { hours: -3 }),
  },
  {
    name: 'summer-time-ends',
    what: 'the vendor fails from Saturday evening on, and works again after the night in which an hour comes twice',
    reminders: WEEKEND,
    async play(stage) {
      await stage.vendor.set({ troubles: { fail: 1 } })
      await startAll(stage)
      await untilCalled(stage, stage.reminders / 3)
      // 19:30 on Saturday, 2:30 for the first time, 2:30 for the second.
      for (const hours of [9.5, 7, 1]) await passWithout(stage, { minutes: hours * 60 })
      await stage.vendor.set({ troubles: {} })
    },
  },
  {
    name: 'nine-days',
    what: 'all workers are killed in the middle and stay away for nine days: talks are over, near and far',
    reminders: { ...WEEK_BEFORE, hoursAhead: [169, 9 * 24 + 25, 9 * 24 + 145] },
    workers: 2,
    async play(stage) {
      await startAll(stage)
      await untilSent(stage, 0.2)
      await stage.crew.kill()
      stage.times.pass({ hours: 9 * 24 })
      await startAll(stage)
    },
  },
  {
    name: 'ten-workers',
    what: 'ten workers at once, 10 % of the calls are cut off',
    reminders: WEEK_BEFORE,
    workers: 10,
    play: troubled({ troubles: { drop: 0.1 } }),
  },
  {
    name: 'vendor-away',
    what: 'for more than 23 hours the vendor accepts half and answers nobody',
    reminders: WEEK_BEFORE,
    async play(stage) {
      await stage.vendor.set({ troubles: { drop: 0.5, cut: 0.5 } })
      await startAll(stage)
      await untilCalled(stage, stage.reminders * 0.9)
      await sleep(2000)
      await passWithout(stage, { hours: 23, minutes: 30 })
      await stage.vendor.set({ troubles: {} })
    },
  },
  {
    name: 'rate-limit',
    what: 'the account may make 20 calls a second, four workers try',
    reminders: WEEK_BEFORE,
    workers: 4,
    play: troubled({ perSecond: 20 }),
  },
  {
    name: 'bad-addresses',
    what: 'the vendor refuses one address of 25',
    reminders: { ...WEEK_BEFORE, badAddresses: true },
    hasReports: true,
    play: troubled({}),
  },
  {
    name: 'storm',
    what: 'two workers, failures of all kinds, one killed at each place, Postgres and the queue broken off in between',
    reminders: WEEK_BEFORE,
    workers: 2,
    hasReports: true,
    async play(stage) {
      await stage.vendor.set({ troubles: { fail: 0.1, cut: 0.05, hang: 0.02, drop: 0.1 } })
      await killAt(stage, 'called', 3)
      await startAll(stage)
      await untilSent(stage, 0.2)
      await stage.servers.restartPostgres()
      await untilSent(stage, 0.4)
      await stage.servers.emptyQueues(stage.backend)
      await moveSome(stage)
      await untilSent(stage, 0.5)
      await stage.crew.kill()
      stage.times.pass(CLAIM_IS_OVER)
      await stage.vendor.set({ troubles: {} })
      await startAll(stage)
    },
  },
]

/** The product's clock goes wrong between two lives of the workers; the vendor's does not. */
async function clockJumps(stage: Stage, by: { hours: number }): Promise<void> {
  await stage.vendor.set({ troubles: { drop: 0.2 } })
  await startAll(stage)
  await untilSent(stage, 0.3)
  await stage.crew.kill()
  await stopAll(stage)
  stage.times.jump(by)
  await startAll(stage)
}
