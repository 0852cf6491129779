/** Links by which clients sign: made when a mail is written, known to the database by their hash alone. */
import { createHash, createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../db/act.ts'
import { signingRequest } from '../../db/city/schema/work-plans.ts'
import { deriveKey, type RootKey } from '../../infra/key.ts'
import { onTheWall } from '../kit/format.ts'

/** How long a link opens its page; every mail that carries it begins this anew. */
const LINK_DAYS = 21

/** Where links lead, and what they are made with. */
export interface LinkPlace {
  /** `https://…` without a path. */
  origin: string
  key: RootKey
}

/** 256 bits that only who has the key can make; the same row and number is the same link, in however many mails. */
const tokenOf = (key: RootKey, citySlug: string, versionId: string, link: number): string =>
  createHmac('sha256', deriveKey(key, `signing-link:${citySlug}`))
    .update(`${versionId}:${link}`)
    .digest('base64url')

export const linkHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The link of a version as it goes into a mail: the one that is out, or the next when that has ended. */
export async function linkFor(
  { db, now, city }: CityWork,
  { origin, key }: LinkPlace,
  versionId: string,
): Promise<{ url: string /** ISO date. */; lastDay: string }> {
  const [request] = await db.select().from(signingRequest).where(eq(signingRequest.versionId, versionId))
  if (!request) throw new Error('A plan to be signed has no request')
  const good = request.expiresAt !== null && Temporal.Instant.compare(now, request.expiresAt) < 0
  const link = good ? request.link : request.link + 1
  const token = tokenOf(key, city.slug, versionId, link)
  const expiresAt = now.add({ hours: LINK_DAYS * 24 })
  await db
    .update(signingRequest)
    .set({ link, linkHash: linkHash(token), expiresAt })
    .where(eq(signingRequest.versionId, versionId))
  return { url: `${origin}/m/${city.slug}/${token}`, lastDay: onTheWall(expiresAt).date }
}
