import { and, eq, isNull, sql } from 'drizzle-orm'
import { catalogueReview, letterhead } from '../../db/city/schema/letters.ts'
import type { StaffDb } from '../../db/handles.ts'
import { CATALOGUE_LANGUAGES, catalogueLanguage } from './catalogue.ts'
import { catalogueDigest } from './digest.server.ts'
import { type Letterhead, plainLetterhead } from './letterhead.ts'
import { type CatalogueState, reviewState } from './rules.ts'

const orNull = (text: string): string | null => text || null

/** What stands at the top of a paper; the city's name until it has set more. */
export async function letterheadOf(db: StaffDb, city: string): Promise<Letterhead> {
  const [set] = await db.select().from(letterhead)
  if (!set) return plainLetterhead(city)
  const { office, street, postcode, town, phone, email, web, logo, logoKind } = set
  return {
    office,
    street: orNull(street),
    postcode: orNull(postcode),
    town: orNull(town),
    phone: orNull(phone),
    email: orNull(email),
    web: orNull(web),
    logo: logo && logoKind ? { kind: logoKind, bytes: logo } : null,
  }
}

/** Number of the office; null where none is set. Without the picture that the rest of a letterhead has. */
export async function officePhone(db: StaffDb): Promise<string | null> {
  const [set] = await db.select({ phone: letterhead.phone }).from(letterhead)
  return orNull(set?.phone ?? '')
}

const standingReviews = (db: StaffDb) =>
  db
    .select({
      language: catalogueReview.language,
      digest: sql<string>`encode(${catalogueReview.digest}, 'hex')`,
      reviewer: catalogueReview.reviewer,
      reviewedOn: catalogueReview.reviewedOn,
    })
    .from(catalogueReview)
    .where(isNull(catalogueReview.voidedAt))

/** Every language but German, which the others are translated from. */
export async function cataloguesOf(db: StaffDb): Promise<CatalogueState[]> {
  const reviews = new Map((await standingReviews(db)).map((one) => [one.language, one]))
  return CATALOGUE_LANGUAGES.filter((tag) => tag !== 'de').map((tag) => {
    const [digest, found] = [catalogueDigest(tag), reviews.get(tag)]
    const { reviewer = null, reviewedOn = null } = found ?? {}
    return { tag, digest, state: reviewState(found, digest), reviewer, reviewedOn }
  })
}

/** All a page of settings shows. */
export async function lettersSettingsOf(
  db: StaffDb,
  city: string,
): Promise<{ letterhead: Letterhead; catalogues: CatalogueState[] }> {
  return { letterhead: await letterheadOf(db, city), catalogues: await cataloguesOf(db) }
}

/**
 * Whether a native speaker has read what a reader of `tag` (BCP 47) is shown, as it is in the product now. German is what
 * the others are translated from.
 */
export async function isReviewed(db: StaffDb, tag: string | null): Promise<boolean> {
  const language = catalogueLanguage(tag)
  if (language === 'de') return true
  const found = await db
    .select({ id: catalogueReview.id })
    .from(catalogueReview)
    .where(
      and(
        eq(catalogueReview.language, language),
        eq(catalogueReview.digest, Buffer.from(catalogueDigest(language), 'hex')),
        isNull(catalogueReview.voidedAt),
      ),
    )
  return found.length > 0
}
