/** Places at which tests/faults kills a process in the middle of sending. Only with DEMO=1; unset it costs a call of nothing. */

/**
 * `freezing`: rows are claimed and written, not committed. `frozen`: they are. `called`: the vendor has answered. `closing`: that is
 * written, not committed. `closed`: it is. `swept`: jobs lie in the queue. `settling`: before the hint of the next due time is set.
 */
export const FAILPOINTS = ['freezing', 'frozen', 'called', 'closing', 'closed', 'swept', 'settling'] as const
export type Failpoint = (typeof FAILPOINTS)[number]

type Vars = Readonly<Record<string, string | undefined>>

/** What `PARTIZIPATION_FAILPOINT=<name>[:<nth>]` makes of the process at the nth passing of that place (from 1). */
export function armFailpoint(vars: Vars, die: () => void): (name: Failpoint) => void {
  const armed = vars.DEMO === '1' ? vars.PARTIZIPATION_FAILPOINT : undefined
  if (!armed) return () => {}
  const [wanted, nth = '1'] = armed.split(':')
  let left = Number(nth)
  if (!FAILPOINTS.some((name) => name === wanted) || !Number.isInteger(left) || left < 1)
    throw new Error('PARTIZIPATION_FAILPOINT names no failpoint, or no passing of it')
  return (name) => {
    if (name !== wanted) return
    left -= 1
    if (left === 0) die()
  }
}

/** The process ends here and now, as with kill -9, when this place was named. */
export const failpoint: (name: Failpoint) => void = armFailpoint(process.env, () =>
  process.kill(process.pid, 'SIGKILL'),
)
