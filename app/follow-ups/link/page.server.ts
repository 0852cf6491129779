/** What the page behind the link of a talk shows, in the client's language: day, time, place and whom he meets. */
import type { Temporal } from 'temporal-polyfill'
import type { CityWork } from '../../../db/act.ts'
import { formatLongDay, formatTime, onTheWall } from '../../kit/format.ts'
import { catalogueFor, catalogueLanguage } from '../../letters/catalogue.ts'
import { directionOf } from '../../letters/language.ts'
import type { Letterhead } from '../../letters/letterhead.ts'
import { isReviewed, letterheadOf } from '../../letters/queries.server.ts'
import { liveReply } from '../queries/reply.server.ts'
import { offeredOf, type ReplyKind } from '../rules/replies.ts'
import { OFFICE_ZONE } from '../rules/working-days.ts'
import { freeTimesFor, type LinkedTalk } from './talk.server.ts'

/** What the page has to say beside the talk; each is a sentence of the catalogue. */
export type TalkProblem = 'moved' | 'newer' | 'taken' | 'tooMany' | 'nothing'

export interface Moment {
  /** ISO instant. */
  at: string
  day: string
  time: string
}

export interface TalkLinkPage {
  of: 'talk'
  language: string
  dir: 'ltr' | 'rtl'
  texts: ReturnType<typeof catalogueFor>['answer']
  /** Whom to call, with a gap for the number. */
  call: string
  /** Of the office; null where the city has set none. */
  phone: string | null
  /** That nobody has read the sentences over; null where somebody has. */
  machineMade: string | null
  problem: TalkProblem | null
  talk: {
    when: Moment
    /** For whoever helps him read; null on a page in German. */
    german: string | null
    place: string
    /** Where the house stands, as far as the city has said. */
    house: string | null
    worker: string
    /** What he answered last. */
    answer: ReplyKind | null
    /** To which it could be moved. */
    offered: Moment[]
  } | null
}

/** Where ICU calls a language otherwise than we do. */
const ICU_NAMES: Record<string, string> = { prs: 'fa-AF', kmr: 'ku' }

/** `Thursday, 16 April` as a language writes it, in the calendar and the digits of the letters one gets here. */
function dayIn(language: string, at: Temporal.Instant): string {
  if (language === 'de' || language === 'en') return formatLongDay(onTheWall(at).date, language)
  return new Intl.DateTimeFormat(ICU_NAMES[language] ?? language, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: OFFICE_ZONE,
  }).format(at.epochMilliseconds)
}

const momentIn = (language: string, at: Temporal.Instant): Moment => ({
  at: at.toString(),
  day: dayIn(language, at),
  time: formatTime(at),
})

const houseOf = ({ street, postcode, town }: Letterhead): string | null =>
  street && town ? `${street}, ${[postcode, town].filter(Boolean).join(' ')}` : null

/** `tag`: the client's language, or the one he chose. Without a linked talk the page says its problem alone. */
export async function talkPage(
  city: CityWork,
  tag: string | null,
  { linked, problem = null }: { linked?: LinkedTalk; problem?: TalkProblem | null },
): Promise<TalkLinkPage> {
  const language = catalogueLanguage(tag)
  const { answer: texts, link, letter } = catalogueFor(language)
  const letterhead = await letterheadOf(city.db, city.city.name)
  const page = {
    of: 'talk' as const,
    language,
    dir: directionOf(language),
    texts,
    call: link.call,
    phone: letterhead.phone,
    machineMade: (await isReviewed(city.db, language)) ? null : letter.machineMade,
    problem,
  }
  if (!linked) return { ...page, talk: null }
  const { talk, worker } = linked
  const { startsAt, place } = talk
  const reply = await liveReply(city.db, talk.id)
  const free = await freeTimesFor(city, talk)
  return {
    ...page,
    talk: {
      when: momentIn(language, startsAt),
      german: language === 'de' ? null : `${dayIn('de', startsAt)}, ${formatTime(startsAt)} Uhr`,
      place,
      house: houseOf(letterhead),
      worker,
      answer: reply?.kind ?? null,
      offered: offeredOf(free).map((slot) => momentIn(language, slot.startsAt)),
    },
  }
}
