/** The production build by itself, for run.mjs. */
import { buildWhenStale } from './build.ts'
import { StartError } from './steps.ts'

try {
  await buildWhenStale()
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
}
