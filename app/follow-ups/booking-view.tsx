import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { PageHeader } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { type Answered, resultOf } from './appointment-view.tsx'
import { WishForm } from './forms.tsx'
import type { BookingPage, Strip } from './queries.server.ts'

interface BookingViewProps {
  booking: BookingPage
  today: string
  chosen: string | null
  answered: Answered | undefined
}

/** So that the first free time is one click. */
const firstFree = ({ days }: Strip): string | null => days.find(({ times }) => times.length > 0)?.date ?? null

/** A time found by hand for a client whose window has no talk yet. */
export function BookingView({ booking, today, chosen, answered }: BookingViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { windowFrom, windowTo, responsible, strip } = booking
  return (
    <>
      <PageHeader
        title={t('follow-ups:new')}
        sub={`${t('follow-ups:page.window')} ${f.span(windowFrom, windowTo)} · ${t('follow-ups:page.who')} ${responsible}`}
      />
      {windowTo < today ? (
        <Alert tone="warn" title={t('follow-ups:page.windowOver', { date: f.date(windowTo) })} />
      ) : null}
      <Panel title={t('follow-ups:book.title')}>
        <WishForm
          intent="book"
          strip={strip}
          today={today}
          chosen={chosen ?? firstFree(strip)}
          booked={null}
          rooms={booking.rooms}
          interpreting={booking.interpreting}
          asked={booking.stripFor}
          place=""
          lastResult={resultOf(answered, 'wish')}
        />
      </Panel>
    </>
  )
}
