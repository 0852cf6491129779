import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { clientReply } from '../../../db/city/schema/follow-ups.ts'
import type { StaffDb } from '../../../db/handles.ts'
import type { Reply } from '../rules/replies.ts'

/** What the client answered about a talk last, by its link; null: nothing. `at`: ISO instant. */
export async function liveReply(
  db: StaffDb,
  appointmentId: string,
): Promise<(Reply & { at: string }) | null> {
  const [found] = await db
    .select()
    .from(clientReply)
    .where(and(eq(clientReply.appointmentId, appointmentId), isNull(clientReply.replacedAt)))
  if (!found) return null
  const { kind, cause, proposed, at } = found
  return { kind, cause, proposed, at: at.toString() }
}

/** The kind of the answer that stands, inside of a larger statement; null: none. `appointmentId`: a column. */
export const replyOf = (appointmentId: string): SQL =>
  sql.raw(
    `(select client_reply.kind from client_reply where client_reply.appointment_id = ${appointmentId} and replaced_at is null)`,
  )
