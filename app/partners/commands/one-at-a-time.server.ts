import { sql } from 'drizzle-orm'
import type { PartnerDb } from '../../../db/handles.ts'

/**
 * A partner may not hold a file, so a double click is put in line by what it is about: the second waits until the first
 * act has ended, and then sees what it wrote.
 */
export async function oneAtATime(db: PartnerDb, aboutId: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${aboutId}, 7047))`)
}
