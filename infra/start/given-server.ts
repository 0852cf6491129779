import { type Server, withConnection } from '../../db/fleet/server.ts'
import { StartError } from './steps.ts'

const OLDEST = 150_000

/** Looks at the server of DATABASE_URL before anything is written to it; throws StartError, without the address in it. */
export async function checkGivenServer({ adminUrl }: Server): Promise<void> {
  const found = await withConnection(adminUrl, async (sql) => {
    const [row] = await sql<[{ version: number; powerful: boolean }]>`
      select current_setting('server_version_num')::int as version,
             rolsuper or (rolcreatedb and rolcreaterole) as powerful
      from pg_roles where rolname = current_user`
    return row
  }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause)
    throw new StartError(`The database server of DATABASE_URL does not answer: ${reason}`, { cause })
  })
  if (found.version < OLDEST)
    throw new StartError('The database server of DATABASE_URL is older than PostgreSQL 15')
  if (found.powerful) return
  throw new StartError(
    'The role of DATABASE_URL may not create databases and roles: give it CREATEDB and CREATEROLE',
  )
}
