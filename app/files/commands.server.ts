import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { CityAccess, CityWork } from '../../db/act.ts'
import { document } from '../../db/city/schema/files.ts'
import { filesOf } from '../../db/files.ts'
import { StoreUnavailable } from '../../infra/files/store.ts'
import { act } from '../access/act.server.ts'
import { holdFile, recorded, writeTimeline } from '../clients/commands.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { mediaTypeOf } from './media-type.server.ts'
import { type DocumentKind, type DocumentRefusal, type FileRefusal, MOST_BYTES } from './rules.ts'

/** Bytes that lie in the city's store and wait for the row that makes a document of them. */
export type StoredFile = Pick<
  typeof document.$inferSelect,
  'storeKey' | 'mediaType' | 'bytes' | 'sha256' | 'scanned'
>

export interface DocumentFacts {
  /** Becomes the id of the document, so that a form sent twice is one. */
  formKey: string
  clientId: string
  kind: DocumentKind
  title: string
}

/** What the scanner says against a file, and how the trail names it. */
const SCAN_REFUSALS = {
  infected: { error: 'infected', subject: 'document-infected' },
  'no-answer': { error: 'not-scannable', subject: 'document-not-scannable' },
} as const

/**
 * Looks whether the bytes may be kept, and stores them sealed. What the scanner refuses, or cannot say, leaves a row in
 * the trail of the client's file. Bytes that no row follows are taken away by the sweep (sweep.server.ts).
 */
export async function storeFile(
  access: CityAccess<'staff'>,
  clientId: string,
  bytes: Uint8Array,
): Promise<Result<StoredFile, FileRefusal>> {
  if (bytes.length === 0) return fail('missing')
  if (bytes.length > MOST_BYTES) return fail('too-large')
  const mediaType = await mediaTypeOf(bytes)
  if (!mediaType) return fail('wrong-type')
  const files = filesOf(access)
  const scanned = await files.scan(bytes)
  if (scanned === 'infected' || scanned === 'no-answer') {
    const { error, subject } = SCAN_REFUSALS[scanned]
    await act(access, { action: 'failure', subject, subjectId: clientId }, async () => undefined)
    return fail(error)
  }
  const sha256 = createHash('sha256').update(bytes).digest()
  return orNotStored(async () =>
    ok({ storeKey: await files.keep(bytes), mediaType, bytes: bytes.length, sha256, scanned }),
  )
}

async function orNotStored<T>(work: () => Promise<Result<T, FileRefusal>>): Promise<Result<T, FileRefusal>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    console.info(`files: ${error.message}`)
    return fail('not-stored')
  }
}

/**
 * Makes a document of stored bytes, in the act of whoever needs it beside something else. `isNew`: false when the form
 * was sent before; then its bytes lie there twice, and `discardFile` takes these away.
 */
export async function enterDocument(
  city: CityWork,
  { formKey, clientId, kind, title }: DocumentFacts,
  stored: StoredFile,
): Promise<Result<{ id: string; isNew: boolean }, 'already-saved' | 'not-found'>> {
  if (!(await holdFile(city, clientId))) return fail('not-found')
  const made = await city.db
    .insert(document)
    .values({ id: formKey, clientId, kind, title, ...stored, ...recorded(city) })
    .onConflictDoNothing({ target: document.id })
    .returning({ id: document.id })
  if (made.length === 0) return asBefore(city, { formKey, clientId, kind, title }, stored)
  await writeTimeline(city, {
    clientId,
    occurredOn: city.today.toString(),
    kind: 'document-kept',
    refId: formKey,
    words: { document: kind },
  })
  return ok({ id: formKey, isNew: true })
}

/** A double click is the row that is there; with another file it is a new form, and one of another client is none of this. */
async function asBefore(
  { db }: CityWork,
  { formKey, clientId, kind, title }: DocumentFacts,
  { sha256 }: StoredFile,
): Promise<Result<{ id: string; isNew: boolean }, 'already-saved' | 'not-found'>> {
  const [known] = await db
    .select({ kind: document.kind, title: document.title, sha256: document.sha256 })
    .from(document)
    .where(and(eq(document.id, formKey), eq(document.clientId, clientId)))
  if (!known) return fail('not-found')
  const same = known.kind === kind && known.title === title && known.sha256.equals(sha256)
  return same ? ok({ id: formKey, isNew: false }) : fail('already-saved')
}

/** Takes stored bytes away that became no document. */
export const discardFile = (
  access: CityAccess<'staff'>,
  { storeKey }: StoredFile,
): Promise<Result<null, FileRefusal>> =>
  orNotStored(async () => {
    await filesOf(access).discard(storeKey)
    return ok(null)
  })

/** Keeps a document of a client: bytes first, then the row, so that a row never points to nothing. Answers its id. */
export async function keepFile(
  access: CityAccess<'staff'>,
  facts: DocumentFacts,
  bytes: Uint8Array,
): Promise<Result<string, DocumentRefusal | 'not-found'>> {
  const { clientId } = facts
  const stored = await storeFile(access, clientId, bytes)
  if (!stored.ok) return stored
  const entered = await act(access, { action: 'create', subject: 'document', subjectId: clientId }, (city) =>
    enterDocument(city, facts, stored.value),
  )
  if (entered.ok && entered.value.isNew) return ok(entered.value.id)
  const discarded = await discardFile(access, stored.value)
  if (!discarded.ok) return discarded
  return entered.ok ? ok(entered.value.id) : entered
}
