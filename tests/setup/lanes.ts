/**
 * How many files run side by side. Each has a lane to itself while it runs, with a Postgres and a Redis that no other
 * file uses: its workers sweep no other file's cities, its queues are nobody else's, and nobody's long transaction holds
 * its seals back. One more than the cores of a small machine: a file that waits for a worker leaves its core to others.
 */
export const LANES = 3

/** Where the lane of this process is noted. */
export const LANE_VARIABLE = 'PARTIZIPATION_TEST_LANE'

/** What the lane of this file has. */
export function ofLane<T>(all: readonly T[]): T {
  const own = all[Number(process.env[LANE_VARIABLE])]
  if (own === undefined) throw new Error('This file has no lane: its project needs tests/setup/take-lane.ts')
  return own
}
