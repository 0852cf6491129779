import { platformAddress } from '../db/fleet/platform.ts'
import { EnvError, readEnv } from '../infra/env.ts'
import { resolveServer } from '../infra/start/database.ts'
import { StartError } from '../infra/start/steps.ts'
import { note } from './notes.ts'
import { openQueues } from './queues.ts'
import { openRuntime } from './runtime.ts'
import { startWork } from './work.ts'

async function main(): Promise<void> {
  const env = readEnv()
  const { server, release } = await resolveServer(env)
  const queues = openQueues(
    env.redisUrl ? { redisUrl: env.redisUrl } : { platformUrl: platformAddress(server, 'platform_worker') },
  )
  const work = await startWork(openRuntime({ env, serverUrl: server.adminUrl, key: server.key, queues }))

  const stop = async (): Promise<void> => {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal)
    await work.stop()
    await release()
  }
  const onSignal = (): void => {
    stop().catch((error: unknown) => {
      note('worker-stop', {}, error)
      process.exitCode = 1
    })
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  process.stdout.write('worker ready\n')
}

main().catch((error: unknown) => {
  if (error instanceof EnvError || error instanceof StartError) process.stderr.write(`${error.message}\n`)
  else note('worker-start', {}, error)
  process.exit(1)
})
