import type { ReactNode } from 'react'
import { DataTable } from '../kit/data-table.tsx'
import { Section } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { type CounsellingKind, hoursOf, KINDS, type KindCount, sumOf } from './rules.ts'

interface CounsellingFiguresProps {
  /** Of the whole programme, and of the month of the count. */
  all: readonly KindCount[]
  month: readonly KindCount[]
  /** ISO date. */
  countedOn: string
}

/** How often and how long people were counselled between appointments, by kind. */
export function CounsellingFigures({ all, month, countedOn }: CounsellingFiguresProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(countedOn)
  const of = (counts: readonly KindCount[], kind: CounsellingKind) =>
    counts.find((count) => count.kind === kind)
  const hours = (minutes: number | undefined): string => f.number(hoursOf(minutes ?? 0))
  const [sum, sumOfMonth] = [sumOf(all), sumOf(month)]
  const monthly = (label: string): string => `${t('counselling:report.month')}: ${label}`
  const times = t('counselling:report.times')
  const inHours = t('counselling:report.hours')
  return (
    <Section title={t('counselling:report.title')}>
      <p className="k-quiet">{t('counselling:report.sub')}</p>
      <DataTable
        caption={t('counselling:report.title')}
        captionHidden
        rows={KINDS.filter((kind) => of(all, kind))}
        rowKey={(kind) => kind}
        empty={<EmptyState title={t('counselling:report.none')} />}
        columns={[
          {
            key: 'kind',
            head: t('counselling:report.kind'),
            rowHeader: true,
            cell: (kind) => t(`counselling:kind.${kind}`),
          },
          { key: 'times', head: times, numeric: true, cell: (kind) => f.number(of(all, kind)?.times ?? 0) },
          { key: 'hours', head: inHours, numeric: true, cell: (kind) => hours(of(all, kind)?.minutes) },
          {
            key: 'people',
            head: t('counselling:report.people'),
            numeric: true,
            cell: (kind) => f.number(of(all, kind)?.people ?? 0),
          },
          {
            key: 'monthTimes',
            head: monthly(times),
            numeric: true,
            cell: (kind) => f.number(of(month, kind)?.times ?? 0),
          },
          {
            key: 'monthHours',
            head: monthly(inHours),
            numeric: true,
            cell: (kind) => hours(of(month, kind)?.minutes),
          },
        ]}
        foot={{
          kind: t('counselling:report.sum'),
          times: f.number(sum.times),
          hours: hours(sum.minutes),
          monthTimes: f.number(sumOfMonth.times),
          monthHours: hours(sumOfMonth.minutes),
        }}
      />
    </Section>
  )
}
