import type { ReactNode } from 'react'
import { Temporal } from 'temporal-polyfill'
import { ChartFigure } from '../kit/charts/chart-figure.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import './absence-strip.css'
import type { Absence } from './queries.server.ts'

const DAYS = 56
const WEEKS = Array.from({ length: DAYS / 7 - 1 }, (_, week) => (week + 1) * 7)

/** Absences of the next eight weeks, one bar each, who stands in beneath the name. */
export function AbsenceStrip({
  absences,
  today,
}: {
  absences: readonly Absence[]
  today: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const first = Temporal.PlainDate.from(today)
  /** Days from today, kept inside the picture. */
  const at = (day: string): number => Math.min(DAYS, Math.max(0, first.until(day).days))
  const shown = absences.filter(({ from }) => first.until(from).days < DAYS)
  const span = ({ from, until }: Absence): string => f.span(from, until)
  const table = {
    head: [t('caseload:absence.who'), t('caseload:absence.deputy'), t('caseload:absence.period')],
    rows: absences.map((absence) => [absence.absent, absence.deputy, span(absence)]),
  }
  const share = (days: number): string => `${(days / DAYS) * 100}%`
  return (
    <ChartFigure title={t('caseload:absence.calendar')} table={table}>
      <ol className="absences">
        {shown.map((absence) => (
          <li key={absence.deputyId} className="absences__row">
            <span className="absences__who">
              {absence.absent}
              <small>
                {span(absence)}, {t('caseload:absence.for', { name: absence.deputy })}
              </small>
            </span>
            <svg className="absences__days" aria-hidden="true" focusable="false">
              {WEEKS.map((day) => (
                <line key={day} x1={share(day)} x2={share(day)} y1="0" y2="100%" className="absences__week" />
              ))}
              <rect
                x={share(at(absence.from))}
                width={share(at(absence.until) + 1 - at(absence.from))}
                height="100%"
                rx="4"
                className="absences__bar"
              />
            </svg>
          </li>
        ))}
        <li className="absences__row" aria-hidden="true">
          <span className="absences__scale">
            <span>{f.shortDate(today)}</span>
            <span>{f.shortDate(first.add({ days: DAYS / 2 }).toString())}</span>
            <span>{f.shortDate(first.add({ days: DAYS }).toString())}</span>
          </span>
        </li>
      </ol>
    </ChartFigure>
  )
}
