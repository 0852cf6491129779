import { redirect } from '@remix-run/node'
import { sql } from 'drizzle-orm'
import type { StaffReader } from '../../db/handles.ts'
import { notFound } from '../kit/http.server.ts'

/** The file that one has gone into; undefined when it has gone into none that whoever asks may see. */
export async function mergedFile(db: StaffReader, clientId: string): Promise<string | undefined> {
  const [into] = await db.execute<{ id: string }>(sql`
    select kept.id from client gone join client kept on kept.id = gone.merged_into where gone.id = ${clientId}::uuid`)
  return into?.id
}

/** What a page of a file answers when there is none: the same page of the file it has gone into, else 404. Throw it. */
export async function noSuchFile(db: StaffReader, request: Request, clientId: string): Promise<Response> {
  const into = await mergedFile(db, clientId)
  if (!into) return notFound()
  const { pathname, search } = new URL(request.url)
  return redirect(pathname.replace(clientId, into) + search)
}
