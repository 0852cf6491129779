import { z } from 'zod'

/** Instead of a job: opens every city, asks it who it is, and does nothing. */
export const OPEN_ALL = 'open-all'

/** What the bench tells a worker without a clock: one sweep, or to end. */
export const sweepOrder = z.union([
  z.literal('stop'),
  z.strictObject({ job: z.string(), payload: z.record(z.string(), z.boolean()) }),
])
export type SweepOrder = z.infer<typeof sweepOrder>

export const swept = z.strictObject({
  /** That ended, the sweep itself among them, and how many of them threw. */
  jobs: z.number(),
  failed: z.number(),
  /** Until the last of them ended. */
  wallMs: z.number(),
  /** Of the process. */
  cpuMs: z.number(),
  /** Bytes. */
  rss: z.number(),
})
export type Swept = z.infer<typeof swept>
