/** The text of a message. Its subject says nothing to a bystander: no status, no office, no programme. */
import type { Temporal } from 'temporal-polyfill'
import type { FrozenMail } from '../../db/city/schema/messages.ts'
import { formatDate, onTheWall } from '../kit/format.ts'
import { type CatalogueLanguage, catalogueFor, catalogueLanguage } from '../letters/catalogue.ts'
import { fill } from '../letters/language.ts'
import { dayIn } from './day-words.ts'
import { mailLanguages, smsLanguages } from './languages.ts'
import { fillSms, fillTemplate, type Values } from './rules/fill.ts'
import type { Sender } from './rules/sender.ts'
import { MOST_SEGMENTS, segmentsOf } from './rules/sms.ts'
import type { WrittenChannel } from './rules/templates.ts'
import type { PlanKind, TalkKind } from './rules.ts'
import type { MessageTexts } from './texts/texts.ts'

export interface MailFacts {
  kind: TalkKind
  /** `email` unless it goes by the post. */
  channel?: 'email' | 'letter'
  /** BCP 47; `und` when nobody asked. */
  language: string
  to: string
  name: string | null
  startsAt: Temporal.Instant
  place: string
  worker: string
  /** Where the client answers; null or left out: by no link, and its line is left out. */
  link?: string | null
}

export type SmsFacts = Pick<MailFacts, 'kind' | 'language' | 'to' | 'startsAt' | 'worker' | 'link'>

/** Stands between the client's language and the German of a mail and of a letter. */
export const BETWEEN_LANGUAGES = '\n\n- - -\n\n'

/** What of the facts is the same in every language. */
function saidOf(facts: SmsFacts & Partial<MailFacts>, texts: MessageTexts) {
  const { date, time } = onTheWall(facts.startsAt)
  const { name = null, place = null, worker, link = null } = facts
  const { phone } = texts
  return (language: CatalogueLanguage, channel: WrittenChannel): Values => ({
    ...{ name, place, worker, phone, link, time },
    day: dayIn(language, channel, date),
  })
}

const answeredAt = ({ replyTo }: Sender): { replyTo?: string } => (replyTo === null ? {} : { replyTo })

/** The mail or letter as it will be sent, each language of the client below the other. */
export function writeMail(facts: MailFacts, texts: MessageTexts): FrozenMail {
  const { kind, channel = 'email', to } = facts
  const languages = mailLanguages(facts.language)
  const valuesIn = saidOf(facts, texts)
  const parts = languages.map((language) => {
    const template = texts.templateOf({ kind, channel, language })
    return { subject: template.subject, text: fillTemplate(template, valuesIn(language, channel)) }
  })
  return {
    from: texts.sender.from,
    to,
    ...answeredAt(texts.sender),
    subject: parts.map(({ subject }) => subject).join(' / '),
    text: `${parts.map(({ text }) => text).join(BETWEEN_LANGUAGES)}\n`,
    // On paper each is read in its own direction.
    ...(channel === 'letter' ? { languages } : {}),
  }
}

/** A reminder as a short message, which others may read on a locked phone. */
export function writeSms(facts: SmsFacts, texts: MessageTexts): FrozenMail {
  const valuesIn = saidOf(facts, texts)
  const said = smsLanguages(facts.language).map((language) =>
    fillSms(texts.templateOf({ kind: facts.kind, channel: 'sms', language }), valuesIn(language, 'sms')),
  )
  const text = said.join('\n')
  return {
    from: texts.sender.smsFrom,
    to: facts.to,
    subject: '',
    // Too long for both: then the one language that is everybody's at the office.
    text: segmentsOf(text) <= MOST_SEGMENTS ? text : (said[0] ?? ''),
  }
}

export interface PlanMailFacts {
  kind: PlanKind
  /** BCP 47; `und` when nobody asked. */
  language: string
  to: string
  name: string
  url: string
  /** ISO date until which the link opens. */
  lastDay: string
}

/** Asks for a signature in the client's language, with the German below; from fixed sentences alone. */
export function writePlanMail(
  facts: PlanMailFacts,
  { sender, phone }: Pick<MessageTexts, 'sender' | 'phone'>,
): FrozenMail {
  const { to, name, url, lastDay, kind } = facts
  const own = facts.language === 'und' ? 'de' : catalogueLanguage(facts.language)
  const mails = (own === 'de' ? ['de'] : [own, 'de']).map((tag) => catalogueFor(tag).mail)
  const values = { name, date: formatDate(lastDay, 'de'), phone: phone ?? '' }
  const paragraphs = (mail: (typeof mails)[number]): string =>
    [
      fill(mail.greeting, values),
      `${kind === 'plan-to-sign' ? mail.open : mail.remind}\n${url}`,
      fill(mail.valid, values),
      phone ? fill(mail.question, values) : '',
      mail.closing,
    ]
      .filter(Boolean)
      .join('\n\n')
  return {
    from: sender.from,
    to,
    ...answeredAt(sender),
    subject: mails.map(({ subject }) => subject).join(' / '),
    text: `${mails.map(paragraphs).join(BETWEEN_LANGUAGES)}\n`,
  }
}
