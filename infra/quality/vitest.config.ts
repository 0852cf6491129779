import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))
const rooms = '{app,db,workers,infra,tests}/**'
const minutes = 60_000

/** Projects by what they need. Groups run one after the other, so that heavy ones have both cores to themselves. */
export default defineConfig({
  root,
  test: {
    root,
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${rooms}/*.test.{ts,tsx}`],
          exclude: [`${rooms}/*.{db,jobs}.test.{ts,tsx}`],
          setupFiles: ['tests/setup/no-console-error.ts'],
          sequence: { groupOrder: 0 },
          maxWorkers: 2,
          testTimeout: minutes / 2,
        },
      },
      {
        test: {
          name: 'database',
          include: [`${rooms}/*.db.test.ts`],
          globalSetup: ['tests/setup/global-postgres.ts', 'tests/setup/global-redis.ts'],
          setupFiles: ['tests/setup/no-console-error.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          testTimeout: minutes / 2,
          hookTimeout: minutes,
        },
      },
      {
        test: {
          name: 'jobs',
          include: [`${rooms}/*.jobs.test.ts`],
          globalSetup: ['tests/setup/global-postgres.ts', 'tests/setup/global-redis.ts'],
          setupFiles: ['tests/setup/no-console-error.ts'],
          sequence: { groupOrder: 2 },
          // Killed workers and moved clocks: one file at a time, so that a slow one is slow for its own reasons.
          maxWorkers: 1,
          testTimeout: 8 * minutes,
          hookTimeout: 2 * minutes,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: ['tests/setup/global-postgres.ts', 'tests/setup/global-chromium.ts'],
          setupFiles: ['tests/setup/no-console-error.ts', 'tests/setup/need-chromium.ts'],
          sequence: { groupOrder: 3 },
          maxWorkers: 1,
          testTimeout: 2 * minutes,
          hookTimeout: 2 * minutes,
        },
      },
      {
        test: {
          name: 'start',
          include: ['tests/start/**/*.start.ts'],
          sequence: { groupOrder: 4 },
          maxWorkers: 1,
          testTimeout: 3 * minutes,
          hookTimeout: 3 * minutes,
        },
      },
    ],
  },
})
