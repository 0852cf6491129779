import { eq, sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { listImport } from '../../db/city/schema/outreach.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { lockImports } from './list/import.server.ts'

/**
 * Takes a whole import back while nothing was built on it: the persons it made go, those it changed are what they were.
 * All of it or nothing; taken back twice is taken back once.
 */
export async function takeBackImport(
  city: CityWork,
  importId: string,
  { reason }: { reason: string },
): Promise<Result<void, 'built-on' | 'not-found'>> {
  const { db, now, actor } = city
  await lockImports(city)
  const [found] = await db.select({ id: listImport.id }).from(listImport).where(eq(listImport.id, importId))
  if (!found) return fail('not-found')
  const built = await db.execute(sql`
    select what from take_back_import(${importId}, ${actor.id}::uuid, ${now.toString()}::timestamptz, ${reason})`)
  return built.length === 0 ? ok(undefined) : fail('built-on')
}
