// npm test. Plain JavaScript without dependencies: on a fresh clone there is no node_modules yet.
import { launch } from './launch.mjs'

await launch('infra/start/test-run.ts', process.env)
