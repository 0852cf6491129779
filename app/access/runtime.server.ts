import { type Databases, openDatabases } from '../../db/open.ts'
import type { Clock } from '../../infra/clock.ts'
import { type Env, readEnv } from '../../infra/env.ts'
import { openFileRoom } from '../../infra/files/file-room.ts'
import { loadRootKey, type RootKey } from '../../infra/key.ts'

export interface WebRuntime {
  env: Env
  clock: Clock
  key: RootKey
  databases: Databases
}

let started: WebRuntime | undefined

/** The web process's connections, opened by its first request. `infra/server.ts` has put the server's address in the environment. */
export function runtime(): WebRuntime {
  started ??= start()
  return started
}

function start(): WebRuntime {
  const env = readEnv()
  if (!env.databaseUrl)
    throw new Error('DATABASE_URL is missing: start the product with npm start or npm run web')
  const key = loadRootKey(env)
  const files = openFileRoom(env)
  const databases = openDatabases({ serverUrl: env.databaseUrl, key, as: 'platform_web', files })
  return { env, clock: env.clock, key, databases }
}
