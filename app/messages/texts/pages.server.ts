/** What the pages of settings show of the city's texts. */
import type { CityWork } from '../../../db/act.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { CATALOGUE_LANGUAGES, type CatalogueLanguage, writtenLanguage } from '../../letters/catalogue.ts'
import { cataloguesOf } from '../../letters/queries.server.ts'
import type { CatalogueState } from '../../letters/rules.ts'
import type { Template } from '../rules/fill.ts'
import type { MailDomains, SetSender } from '../rules/sender.ts'
import { WRITTEN } from '../rules/templates.ts'
import { TALK_KINDS } from '../rules.ts'
import { defaultTemplate } from './defaults.ts'
import { ownTexts, setSenderOf, type TextVersion, versionsOf } from './queries.server.ts'
import type { TextKey } from './text-key.ts'
import { nameOfText } from './text-key.ts'

/** A text as an address names it: `/day-before/email/ti`. */
export function textNamed(names: {
  message?: string | undefined
  channel?: string | undefined
  language?: string | undefined
}): TextKey | undefined {
  const kind = TALK_KINDS.find((known) => known === names.message)
  const channel = WRITTEN.find((known) => known === names.channel)
  const language = writtenLanguage(names.language)
  return kind && channel && language ? { kind, channel, language } : undefined
}

export interface LanguageLine {
  tag: CatalogueLanguage
  /** Null of German, which the others are translated from. */
  review: CatalogueState['state'] | null
}

async function languagesOf(db: StaffDb): Promise<LanguageLine[]> {
  const states = new Map((await cataloguesOf(db)).map(({ tag, state }) => [tag, state]))
  return CATALOGUE_LANGUAGES.map((tag) => ({ tag, review: states.get(tag) ?? null }))
}

export interface TextsOverview {
  languages: LanguageLine[]
  /** `nameOfText` of those the city says in its own words. */
  own: string[]
  sender: SetSender
}

export async function textsOverview(city: CityWork, domains: MailDomains): Promise<TextsOverview> {
  const [languages, own, sender] = await Promise.all([
    languagesOf(city.db),
    ownTexts(city.db),
    setSenderOf(city, domains),
  ])
  return { languages, own: [...own.keys()], sender }
}

export interface TextPage {
  languages: LanguageLine[]
  own: string[]
  /** As it holds now. */
  template: Template
  versions: TextVersion[]
}

export async function textPageOf({ db }: CityWork, key: TextKey): Promise<TextPage> {
  const [languages, own, versions] = await Promise.all([languagesOf(db), ownTexts(db), versionsOf(db, key)])
  const template = own.get(nameOfText(key)) ?? defaultTemplate(key)
  return { languages, own: [...own.keys()], template, versions }
}
