import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { desc, eq, lt, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { listDraft, listImport } from '../../../db/city/schema/outreach.ts'
import { programme } from '../../../db/city/schema/programmes.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { programmeBySlug, runningProgramme } from '../../programmes/queries.server.ts'
import type { PreviewRow } from '../list/preview.ts'
import type { Content, FileProblem } from '../list/reading/read-file.ts'

const zip = promisify(gzip)
const unzip = promisify(gunzip)

export type Draft = typeof listDraft.$inferSelect & { programmeName: string }

/** Lists that nobody took within a day are gone: they name people whom nobody may ever write down. */
const KEPT = { hours: 24 }

export async function forgetOldDrafts({ db, now }: Pick<CityWork, 'db' | 'now'>): Promise<void> {
  await db.delete(listDraft).where(lt(listDraft.uploadedAt, now.subtract(KEPT)))
}

/** When the first of those that lie there is to be forgotten; null = none does. */
export async function nextForgottenDraft({ db }: Pick<CityWork, 'db'>): Promise<Temporal.Instant | null> {
  const [first] = await db
    .select({ at: listDraft.uploadedAt })
    .from(listDraft)
    .orderBy(listDraft.uploadedAt)
    .limit(1)
  return first ? first.at.add(KEPT) : null
}

/** Keeps an uploaded file until it is read. */
export async function keepUpload(
  city: CityWork,
  { bytes, programme: slug }: { bytes: Uint8Array; programme: string },
): Promise<Result<string, 'no-programme'>> {
  const found = slug
    ? await programmeBySlug(city.db, slug)
    : await runningProgramme(city.db, city.today.toString())
  if (!found) return fail('no-programme')
  await forgetOldDrafts(city)
  const [made] = await city.db
    .insert(listDraft)
    .values({
      programmeId: found.id,
      uploadedAt: city.now,
      uploadedBy: city.actor.id,
      file: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    })
    .returning({ id: listDraft.id })
  if (!made) throw new Error('The upload was not kept')
  return ok(made.id)
}

/** Lists on their way in, newest first; old ones are forgotten before. */
export async function openDrafts(
  city: Pick<CityWork, 'db' | 'now'>,
): Promise<{ id: string; uploadedAt: string; by: string; programmeName: string }[]> {
  await forgetOldDrafts(city)
  return city.db
    .select({
      id: listDraft.id,
      uploadedAt: sql<string>`to_json(${listDraft.uploadedAt}) #>> '{}'`,
      by: actor.name,
      programmeName: programme.name,
    })
    .from(listDraft)
    .innerJoin(programme, eq(programme.id, listDraft.programmeId))
    .innerJoin(actor, eq(actor.id, listDraft.uploadedBy))
    .orderBy(desc(listDraft.uploadedAt))
}

/** @param hold keeps others from changing it until the act ends */
export async function draftOf(db: StaffDb, id: string, hold = false): Promise<Draft | undefined> {
  const asked = db
    .select({ draft: listDraft, programmeName: programme.name })
    .from(listDraft)
    .innerJoin(programme, eq(programme.id, listDraft.programmeId))
    .where(eq(listDraft.id, id))
  const [found] = hold ? await asked.for('update', { of: listDraft }) : await asked
  return found && { ...found.draft, programmeName: found.programmeName }
}

export const changeDraft = (
  db: StaffDb,
  id: string,
  change: Partial<typeof listDraft.$inferInsert>,
): Promise<unknown> => db.update(listDraft).set(change).where(eq(listDraft.id, id))

export const throwAway = (db: StaffDb, id: string): Promise<unknown> =>
  db.delete(listDraft).where(eq(listDraft.id, id))

/** Whether the list of this draft was taken in: its import bears its id. */
export async function wasTaken(db: StaffDb, id: string): Promise<boolean> {
  const found = await db.select({ id: listImport.id }).from(listImport).where(eq(listImport.id, id))
  return found.length > 0
}

const unpack = async <T>(packed: Buffer): Promise<T> => JSON.parse((await unzip(packed)).toString('utf8'))
export const pack = (value: Content | PreviewRow[]): Promise<Buffer> =>
  zip(JSON.stringify(value), { level: 4 })
export const contentOf = (packed: Buffer): Promise<Content> => unpack<Content>(packed)
export const previewRows = (packed: Buffer): Promise<PreviewRow[]> => unpack<PreviewRow[]>(packed)

export const problemOf = (draft: Draft): FileProblem | null =>
  PROBLEMS.find((problem) => problem === draft.problem) ?? null

const PROBLEMS: readonly FileProblem[] = [
  'empty',
  'header-only',
  'workbook',
  'binary',
  'mixed-encoding',
  'unknown-encoding',
  'open-quote',
  'old-workbook',
  'open-document',
  'unreadable-workbook',
  'too-large-workbook',
]
