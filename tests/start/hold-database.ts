// Works with the server of a data folder as a command would: until SIGTERM, then lets go of it and ends.
import { readEnv } from '../../infra/env.ts'
import { resolveServer } from '../../infra/start/database.ts'

const resolved = await resolveServer(readEnv({ PARTIZIPATION_DATA: process.argv[2] }))
process.once('SIGTERM', () => {
  console.log('leaving')
  void resolved.release().then(() => process.exit(0))
})
setInterval(() => {}, 60_000)
console.log(`using ${resolved.server.adminUrl}`)
