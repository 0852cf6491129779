/** Documents of a client: what they are. Their bytes lie sealed in the city's store (db/files.ts), never in a row. */
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, id } from '../../columns.ts'
import { actColumns } from './act-columns.ts'
import { client } from './clients.ts'

export const DOCUMENT_KINDS = ['signed-plan', 'certificate', 'cv', 'identity', 'other'] as const

/** What a document may be, told by its content. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.oasis.opendocument.text',
] as const

/** One file of one client. A document taken back keeps its bytes: it may be called valid again. */
export const document = pgTable(
  'document',
  {
    id: id(),
    clientId: uuid('client_id')
      .notNull()
      .references(() => client.id),
    kind: text('kind', { enum: DOCUMENT_KINDS }).notNull(),
    /** In the words of whoever uploaded it; the name under which it is downloaded. */
    title: text('title').notNull(),
    mediaType: text('media_type', { enum: MEDIA_TYPES }).notNull(),
    bytes: integer('bytes').notNull(),
    /** Of the bytes as they were uploaded. */
    sha256: bytea('sha256').notNull(),
    /** The object in the city's store. Moved to the client it belongs to, a document is a second row over the same bytes. */
    storeKey: uuid('store_key').notNull(),
    scanned: text('scanned', { enum: ['clean', 'not-scanned'] }).notNull(),
    ...actColumns(),
  },
  (t) => [
    index('document_client').on(t.clientId, t.occurredOn.desc()),
    index('document_stored').on(t.storeKey),
    check('document_title', sql`${t.title} <> ''`),
    check('document_bytes', sql`${t.bytes} > 0`),
    check('document_sha256', sql`length(${t.sha256}) = 32`),
  ],
)
