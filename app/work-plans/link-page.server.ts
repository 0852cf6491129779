import type { CityWork } from '../../db/act.ts'
import { catalogueFor, catalogueLanguage } from '../letters/catalogue.ts'
import { directionOf } from '../letters/language.ts'
import { letterheadOf } from '../letters/queries.server.ts'
import type { LinkedPlan } from './commands/link.server.ts'
import { type Reading, readingIn } from './reading.server.ts'
import { planSheet } from './sheet.server.ts'

/** What the page behind a link shows: before the birth date nothing but a question. */
export interface LinkPage {
  of: 'plan'
  language: string
  dir: 'ltr' | 'rtl'
  texts: ReturnType<typeof catalogueFor>['link']
  problem: 'wrong' | 'ended' | 'tooOften' | null
  /** Of the office; null where the city has set none. */
  phone: string | null
  done: boolean
  opened: {
    own: Reading
    german: Reading
    version: number
    hash: string
    /** ISO date, typed by whoever opened it; sent along with the signature and looked at again. */
    birth: string
    name: string
  } | null
}

/** The page without the plan. `tag`: the client's language, or the one he chose. */
export async function closedPage(
  { db, city }: CityWork,
  tag: string | null,
  { problem = null, done = false }: Partial<Pick<LinkPage, 'problem' | 'done'>> = {},
): Promise<LinkPage> {
  const language = catalogueLanguage(tag)
  const { phone } = await letterheadOf(db, city.name)
  const texts = catalogueFor(language).link
  return { of: 'plan', language, dir: directionOf(language), texts, problem, phone, done, opened: null }
}

/** The page with the plan, for whoever has the link and knows the birth date. */
export async function openedPage(
  city: CityWork,
  { clientId, name }: LinkedPlan,
  tag: string | null,
  birth: string,
): Promise<LinkPage> {
  const page = await closedPage(city, tag)
  const sheet = await planSheet(city.db, clientId)
  if (!sheet) throw new Error('A plan behind a link is gone')
  const { version, hash } = sheet
  const own = readingIn(page.language, sheet)
  return { ...page, opened: { own, german: readingIn('de', sheet), version, hash, birth, name } }
}
