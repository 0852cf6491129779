import { and, eq, isNull } from 'drizzle-orm'
import type { CityWork } from '../../db/act.ts'
import { catalogueReview, letterhead } from '../../db/city/schema/letters.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import type { CatalogueLanguage } from './catalogue.ts'
import { catalogueDigest } from './digest.server.ts'
import type { LetterheadInput, ReviewInput } from './input.ts'
import { type Logo, plainLetterhead } from './letterhead.ts'
import { type LogoProblem, readLogo } from './logo.ts'
import { mayReview, type ReviewError } from './rules.ts'
import { samplePdf } from './sample.server.ts'

type Change = Partial<typeof letterhead.$inferInsert>

/** From now on; what was printed before stays as it was. */
async function change({ db, now, actor }: CityWork, office: string, set: Change): Promise<void> {
  const row = { ...set, changedAt: now, changedBy: actor.id }
  await db
    .insert(letterhead)
    .values({ office, ...row })
    .onConflictDoUpdate({ target: letterhead.one, set: row })
}

export async function changeLetterhead(city: CityWork, input: LetterheadInput): Promise<Result<null, never>> {
  await change(city, input.office, input)
  return ok(null)
}

/** `cityName` stands over the papers of a city that has set no more than a picture. */
export async function changeLogo(
  city: CityWork,
  cityName: string,
  bytes: Buffer,
): Promise<Result<null, LogoProblem>> {
  const read = readLogo(bytes)
  if (!read.ok) return read
  if (!prints(read.value)) return fail('no-picture')
  await change(city, cityName, { logo: read.value.bytes, logoKind: read.value.kind })
  return ok(null)
}

export async function removeLogo(city: CityWork, cityName: string): Promise<void> {
  await change(city, cityName, { logo: null, logoKind: null })
}

/** A picture that begins like one and goes on like none would keep every paper of the city from being printed. */
function prints(logo: Logo): boolean {
  try {
    samplePdf({ letterhead: { ...plainLetterhead('Muster'), logo }, language: 'de', reviewed: true })
    return true
  } catch {
    return false
  }
}

const standing = (tag: CatalogueLanguage) =>
  and(eq(catalogueReview.language, tag), isNull(catalogueReview.voidedAt))

/** A native speaker has read the sentences of a language as they are; an earlier review makes room. */
export async function recordReview(
  city: CityWork,
  tag: CatalogueLanguage,
  { digest, reviewer, reviewedOn }: ReviewInput,
): Promise<Result<null, ReviewError>> {
  const may = mayReview(
    { digest, reviewedOn },
    { digest: catalogueDigest(tag), today: city.today.toString() },
  )
  if (!may.ok) return may
  await takeBackReview(city, tag)
  await city.db
    .insert(catalogueReview)
    .values({
      language: tag,
      digest: Buffer.from(digest, 'hex'),
      reviewer,
      reviewedOn,
      recordedAt: city.now,
      recordedBy: city.actor.id,
    })
    .onConflictDoNothing()
  return ok(null)
}

/** The language counts as made by a machine again. */
export async function takeBackReview({ db, now, actor }: CityWork, tag: CatalogueLanguage): Promise<void> {
  await db.update(catalogueReview).set({ voidedAt: now, voidedBy: actor.id }).where(standing(tag))
}
