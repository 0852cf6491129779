/** Talks as a calendar reads them (RFC 5545): when and where, and never with whom. */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Temporal } from 'temporal-polyfill'
import type { Translate } from '../../kit/words.ts'

export interface CalendarEntry {
  id: string
  startsAt: Temporal.Instant
  minutes: number
  place: string
  /** Of a group, what it is and how many come; a talk with one person says no more than that it is one. */
  summary?: string | undefined
  /** It does not take place: a calendar that knows it takes it out. */
  cancelled: boolean
  /** How often it was moved under the same id. */
  moves?: number | undefined
  /** When it was booked or called off. */
  changedAt: Temporal.Instant
  /** Somebody translates: she was asked, or has agreed. */
  interpreting: 'asked' | 'agreed' | null
  /** Into the product; null: none is said. */
  url: string | null
}

export interface CalendarWords {
  name: string
  title: string
  /** That somebody translates; without it nothing is said of that, and nowhere who. */
  notes?: Record<'asked' | 'agreed', string>
}

/** In the language of whoever reads the calendar. */
export const interpretingNotes = (t: Translate): NonNullable<CalendarWords['notes']> => ({
  asked: t('follow-ups:interpreters.note.asked'),
  agreed: t('follow-ups:interpreters.note.agreed'),
})

/** How often a calendar should ask. */
const EVERY_SECONDS = 30 * 60

const dateOf = ({ epochMilliseconds }: Temporal.Instant): Date => new Date(epochMilliseconds)

/**
 * The file's text: every time in UTC, so that no time zone has to be described, lines folded and ended as the standard
 * asks. A talk that is called off keeps its UID and counts its SEQUENCE up.
 */
export function icsOf(entries: readonly CalendarEntry[], { name, title, notes }: CalendarWords): string {
  const calendar = ical({
    name,
    prodId: { company: 'Partizipation', product: 'Termine', language: 'DE' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: EVERY_SECONDS,
  })
  for (const entry of entries) {
    const {
      id,
      startsAt,
      minutes,
      place,
      summary,
      cancelled,
      moves = 0,
      changedAt,
      interpreting,
      url,
    } = entry
    calendar.createEvent({
      id: `${id}@partizipation`,
      start: dateOf(startsAt),
      end: dateOf(startsAt.add({ minutes })),
      stamp: dateOf(changedAt),
      lastModified: dateOf(changedAt),
      sequence: cancelled ? moves + 1 : moves,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      summary: summary ?? title,
      location: place,
      ...(interpreting && notes ? { description: notes[interpreting] } : {}),
      ...(url ? { url } : {}),
    })
  }
  return `${calendar.toString()}\r\n`
}

/** What a calendar gets; nobody on the way keeps it. */
export const icsResponse = (text: string, name: string): Response =>
  new Response(text, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'private, no-store',
      'X-Robots-Tag': 'noindex',
    },
  })
