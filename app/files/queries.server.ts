import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { actor } from '../../db/city/schema/actor.ts'
import { client } from '../../db/city/schema/clients.ts'
import { document } from '../../db/city/schema/files.ts'
import type { StaffDb } from '../../db/handles.ts'
import type { DocumentKind, MediaType } from './rules.ts'

export interface DocumentLine {
  id: string
  kind: DocumentKind
  title: string
  mediaType: MediaType
  /** Bytes of the file. */
  bytes: number
  scanned: 'clean' | 'not-scanned'
  /** ISO date. */
  occurredOn: string
  by: string
}

/** Not of a file that whoever asks does not see: the policy of `client` says which. */
const standingOf = (clientId: string): SQL | undefined =>
  and(eq(document.clientId, clientId), isNull(document.voidedAt), isNull(client.voidedAt))

/** A client's documents, newest first; what was taken back is left out. */
export const documentsOf = (db: StaffDb, clientId: string): Promise<DocumentLine[]> =>
  db
    .select({
      id: document.id,
      kind: document.kind,
      title: document.title,
      mediaType: document.mediaType,
      bytes: document.bytes,
      scanned: document.scanned,
      occurredOn: document.occurredOn,
      by: actor.name,
    })
    .from(document)
    .innerJoin(client, eq(client.id, document.clientId))
    .innerJoin(actor, eq(actor.id, document.recordedBy))
    .where(standingOf(clientId))
    .orderBy(desc(document.occurredOn), desc(document.recordedAt))

export type StandingDocument = Pick<
  typeof document.$inferSelect,
  'id' | 'clientId' | 'kind' | 'title' | 'mediaType' | 'bytes' | 'sha256' | 'storeKey' | 'scanned'
>

/** One document; undefined when the client has none of this id, or it was taken back. */
export async function documentOf(
  db: StaffDb,
  clientId: string,
  documentId: string,
): Promise<StandingDocument | undefined> {
  const [found] = await db
    .select({
      id: document.id,
      clientId: document.clientId,
      kind: document.kind,
      title: document.title,
      mediaType: document.mediaType,
      bytes: document.bytes,
      sha256: document.sha256,
      storeKey: document.storeKey,
      scanned: document.scanned,
    })
    .from(document)
    .innerJoin(client, eq(client.id, document.clientId))
    .where(and(standingOf(clientId), eq(document.id, documentId)))
  return found
}

export interface DocumentsSummary {
  count: number
  newest: { id: string; title: string; kind: DocumentKind; occurredOn: string }[]
}

/** How many documents a client has and the three newest, for the one statement of the client page: a JSON object. */
export const documentsValue = (clientId: string): SQL => sql`
  (select jsonb_build_object('count', count(*), 'newest', coalesce(
      jsonb_agg(jsonb_build_object('id', id, 'title', title, 'kind', kind, 'occurredOn', occurred_on)
        order by occurred_on desc, recorded_at desc) filter (where nth <= 3), '[]'))
    from (select *, row_number() over (order by occurred_on desc, recorded_at desc) as nth from document
      where client_id = ${clientId}::uuid and voided_at is null) standing)`
