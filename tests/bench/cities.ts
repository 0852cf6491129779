import { sql } from 'drizzle-orm'
import { act } from '../../db/act.ts'
import { analyzeCity, fillCity } from '../../db/demo/fill.ts'
import type { Server } from '../../db/fleet/server.ts'
import { withCity } from '../../infra/cli/access.ts'
import { systemClock } from '../../infra/clock.ts'

export interface BenchFile {
  clientId: string
}

/** Fills a provisioned city and answers its files. */
export const clientsIn = (server: Server, slug: string, clients: number): Promise<BenchFile[]> =>
  withCity(server, systemClock, slug, async (access) => {
    await fillCity(access, { clients, appointments: clients })
    await analyzeCity(server, slug)
    return act(access, { action: 'view', subject: 'clients' }, async ({ db }) => [
      ...(await db.execute<BenchFile & Record<string, unknown>>(
        sql`select id as "clientId" from client order by id`,
      )),
    ])
  })

export const middle = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
export const hundredths = (figure: number): number => Math.round(figure * 100) / 100
