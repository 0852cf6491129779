import { and, eq, sql } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { employer } from '../../db/city/schema/placements.ts'
import type { EmployerInput } from './input.ts'

export interface AddedEmployer {
  employerId: string
  /** False when the city knew this employer already. */
  added: boolean
}

/** Enters an employer once: whoever enters the same name and town again, in any case, gets the one there is. */
export async function addEmployer(city: CityWork, input: EmployerInput): Promise<AddedEmployer> {
  const [made] = await city.db
    .insert(employer)
    .values({ ...input, createdAt: city.now })
    .onConflictDoNothing()
    .returning({ employerId: employer.id })
  if (made) return { ...made, added: true }
  const [known] = await city.db
    .select({ employerId: employer.id })
    .from(employer)
    .where(
      and(
        eq(sql`lower(${employer.name})`, sql`lower(${input.name})`),
        eq(sql`lower(${employer.town})`, sql`lower(${input.town})`),
      ),
    )
  if (!known) throw new Error('An employer of this name and town is in the way and cannot be found')
  return { ...known, added: false }
}
