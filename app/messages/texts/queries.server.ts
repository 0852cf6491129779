import { and, desc, eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { actor } from '../../../db/city/schema/actor.ts'
import { messageSender, messageTemplate } from '../../../db/city/schema/message-texts.ts'
import type { StaffDb } from '../../../db/handles.ts'
import { officePhone } from '../../letters/queries.server.ts'
import type { Template } from '../rules/fill.ts'
import { type MailDomains, NO_DOMAINS, type SetSender, setSender } from '../rules/sender.ts'
import type { TextKey } from './text-key.ts'
import { nameOfText } from './text-key.ts'
import { type MessageTexts, textsOf } from './texts.ts'

/** The city's own texts as they hold now, by `nameOfText`: at most one a kind, a way and a language. */
export async function ownTexts(db: StaffDb): Promise<Map<string, Template>> {
  const { kind, channel, language, version, subject, text } = messageTemplate
  const rows = await db
    .selectDistinctOn([kind, channel, language], { kind, channel, language, subject, text })
    .from(messageTemplate)
    .orderBy(kind, channel, language, desc(version))
  return new Map(
    rows.flatMap((row): [string, Template][] =>
      row.subject === null || row.text === null
        ? []
        : [[nameOfText(row), { subject: row.subject, text: row.text }]],
    ),
  )
}

/** Who the city's messages come from. */
export async function setSenderOf(
  { db }: Pick<CityWork, 'db'>,
  domains: MailDomains = NO_DOMAINS,
): Promise<SetSender> {
  const { name, localPart, domain, replyTo, smsFrom } = messageSender
  const [set] = await db.select({ name, localPart, domain, replyTo, smsFrom }).from(messageSender)
  return setSender(set, domains)
}

/** All that writing the city's messages needs; loaded once an act, however many are written in it. */
export async function messageTextsOf(city: CityWork, domains?: MailDomains): Promise<MessageTexts> {
  const [own, sender, phone] = await Promise.all([
    ownTexts(city.db),
    setSenderOf(city, domains),
    officePhone(city.db),
  ])
  return textsOf({ own, sender, phone })
}

export interface TextVersion {
  version: number
  /** Null: the product's own text again. */
  template: Template | null
  note: string
  /** ISO instant. */
  madeAt: string
  madeBy: string
}

/** More than one would look through. */
const MOST_VERSIONS = 50

/** What the city said and says, the newest first. */
export async function versionsOf(db: StaffDb, { kind, channel, language }: TextKey): Promise<TextVersion[]> {
  const rows = await db
    .select({ made: messageTemplate, madeBy: actor.name })
    .from(messageTemplate)
    .innerJoin(actor, eq(actor.id, messageTemplate.madeBy))
    .where(
      and(
        eq(messageTemplate.kind, kind),
        eq(messageTemplate.channel, channel),
        eq(messageTemplate.language, language),
      ),
    )
    .orderBy(desc(messageTemplate.version))
    .limit(MOST_VERSIONS)
  return rows.map(({ made: { version, subject, text, note, madeAt }, madeBy }) => ({
    version,
    template: subject === null || text === null ? null : { subject, text },
    note,
    madeAt: madeAt.toString(),
    madeBy,
  }))
}
