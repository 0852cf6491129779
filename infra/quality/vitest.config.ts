import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LANES } from '../../tests/setup/lanes.ts'
import { LongOnesFirst } from './sequencer.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rooms = '{app,db,workers,infra,tests}/**'
const minutes = 60_000

/** Projects by what they need: first what needs nothing, then all others side by side, a lane for each file. */
export default defineConfig({
  root,
  test: {
    root,
    sequence: { sequencer: LongOnesFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${rooms}/*.test.{ts,tsx}`],
          exclude: [`${rooms}/*.{db,jobs,faults}.test.{ts,tsx}`],
          setupFiles: ['tests/setup/no-console-error.ts'],
          sequence: { groupOrder: 0 },
          // Rules keep nothing: one process for many files saves more than half of the time.
          isolate: false,
          maxWorkers: 2,
          testTimeout: minutes,
        },
      },
      {
        test: {
          name: 'database',
          include: [`${rooms}/*.db.test.ts`],
          globalSetup: ['tests/setup/global-postgres.ts', 'tests/setup/global-redis.ts'],
          setupFiles: ['tests/setup/take-lane.ts', 'tests/setup/no-console-error.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: LANES,
          testTimeout: minutes,
          hookTimeout: 2 * minutes,
        },
      },
      {
        test: {
          name: 'jobs',
          include: [`${rooms}/*.jobs.test.ts`],
          globalSetup: ['tests/setup/global-postgres.ts', 'tests/setup/global-redis.ts'],
          setupFiles: ['tests/setup/take-lane.ts', 'tests/setup/no-console-error.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: LANES,
          testTimeout: 8 * minutes,
          hookTimeout: 2 * minutes,
        },
      },
      {
        test: {
          // Servers of their own, which they bring down.
          name: 'faults',
          include: ['tests/faults/*.faults.test.ts'],
          setupFiles: ['tests/setup/no-console-error.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: LANES,
          testTimeout: 8 * minutes,
          hookTimeout: 5 * minutes,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: ['tests/setup/global-postgres.ts', 'tests/setup/global-chromium.ts'],
          setupFiles: [
            'tests/setup/take-lane.ts',
            'tests/setup/no-console-error.ts',
            'tests/setup/need-chromium.ts',
          ],
          sequence: { groupOrder: 1 },
          maxWorkers: LANES,
          testTimeout: 5 * minutes,
          hookTimeout: 5 * minutes,
        },
      },
      {
        test: {
          name: 'start',
          include: ['tests/start/**/*.start.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: LANES,
          testTimeout: 5 * minutes,
          hookTimeout: 5 * minutes,
        },
      },
    ],
  },
})
