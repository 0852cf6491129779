/** The text of a mail. Its subject says nothing to a bystander: no status, no office, no programme. */
import type { Temporal } from 'temporal-polyfill'
import type { FrozenMail } from '../../db/city/schema/messages.ts'
import { translate } from '../kit/dictionary.server.ts'
import { formatDate, formatLongDay, formatTime, onTheWall } from '../kit/format.ts'
import { catalogueFor, catalogueLanguage } from '../letters/catalogue.ts'
import { fill } from '../letters/language.ts'
import { segmentsOf } from './rules/sms.ts'
import { mailLanguages, type PlanKind, type TalkKind } from './rules.ts'

export interface MailFacts {
  kind: TalkKind
  /** BCP 47; `und` when nobody asked. */
  language: string
  to: string
  name: string | null
  startsAt: Temporal.Instant
  place: string
  worker: string
  /** Address by which the client answers; empty: there is none. */
  link: string
}

/** Stands between the German and the other language of a mail and of a letter. */
export const BETWEEN_LANGUAGES = '\n\n- - -\n\n'

/** Who every mail comes from: a name that says nothing, too. */
const FROM = 'Termine <termine@partizipation.example>'

function paragraphs(locale: 'de' | 'en', { kind, name, startsAt, place, worker, link }: MailFacts): string {
  const t = translate(locale)
  const day = formatLongDay(onTheWall(startsAt).date, locale)
  return [
    name ? t('messages:mail.greeting', { name }) : t('messages:mail.greetingPlain'),
    t(`messages:mail.opening.${kind}`),
    [
      t('messages:mail.when', { day, time: formatTime(startsAt) }),
      t('messages:mail.where', { place }),
      t('messages:mail.who', { worker }),
    ].join('\n'),
    ...(link ? [t('messages:mail.link', { link })] : []),
    t('messages:mail.cannot'),
    `${t('messages:mail.closing')}\n${worker}`,
  ].join('\n\n')
}

/** The mail as it will be sent, in German, in English, or in both one below the other. */
export function writeMail(facts: MailFacts): FrozenMail {
  const locales = mailLanguages(facts.language)
  return {
    from: FROM,
    to: facts.to,
    subject: locales.map((locale) => translate(locale)(`messages:mail.subject.${facts.kind}`)).join(' / '),
    text: `${locales.map((locale) => paragraphs(locale, facts)).join(BETWEEN_LANGUAGES)}\n`,
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
  /** Of the office; null where the city has set none. */
  phone: string | null
}

/** Asks for a signature in the client's language, with the German below; from fixed sentences alone. */
export function writePlanMail(facts: PlanMailFacts): FrozenMail {
  const { to, name, url, lastDay, phone, kind } = facts
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
    from: FROM,
    to,
    subject: mails.map(({ subject }) => subject).join(' / '),
    text: `${mails.map(paragraphs).join(BETWEEN_LANGUAGES)}\n`,
  }
}

/** At most eleven letters; says as little as the sender of a mail. */
const SMS_FROM = 'Termine'
export const MOST_SEGMENTS = 2

export interface SmsFacts extends Pick<MailFacts, 'kind' | 'language' | 'to' | 'startsAt' | 'link'> {
  /** Of the office; null where the city has set none. */
  phone: string | null
}

/**
 * A reminder as a short message, which others may read on a locked phone: day and time and whom to call, no name, no place. In
 * both languages for whom a mail would be in both; with the link in one, where there is not room for more.
 */
export function writeSms({ kind, language, to, startsAt, phone, link }: SmsFacts): FrozenMail {
  const said = mailLanguages(language).map((locale) => {
    const t = translate(locale)
    const values = { day: formatLongDay(onTheWall(startsAt).date, locale), time: formatTime(startsAt) }
    const what = t(kind === 'missed' ? 'messages:sms.missed' : 'messages:sms.reminder', values)
    return `${what} ${phone ? t('messages:sms.call', { phone }) : t('messages:sms.tell')}`
  })
  const [first = ''] = said
  const both = said.join(' / ')
  const tried = link ? [`${both} ${link}`, `${first} ${link}`, both] : [both]
  // A number of unusual length: then the one language that is everybody's at the office.
  return {
    from: SMS_FROM,
    to,
    subject: '',
    text: tried.find((text) => segmentsOf(text) <= MOST_SEGMENTS) ?? first,
  }
}
