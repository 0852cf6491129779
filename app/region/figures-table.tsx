import type { ReactNode } from 'react'
import { DataTable } from '../kit/data-table.tsx'
import { Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { MEASURES, type Measure } from '../reports/rules.ts'
import type { CityCells } from './queries.server.ts'

/** Every figure of every city, and why the missing ones are missing. */
export function FiguresTable({ cities, today }: { cities: readonly CityCells[]; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const columns = cities.map((city) => ({
    key: city.slug,
    head: city.name,
    numeric: true,
    cell: (measure: Measure) => <Figure cell={city.cells[measure]} today={today} />,
  }))
  const stand = cities.map(({ slug, figuresOf }) => [
    slug,
    figuresOf ? f.date(figuresOf) : t('region:noFigures'),
  ])
  const name = {
    key: 'measure',
    head: t('region:measure'),
    rowHeader: true,
    cell: (measure: Measure) => t(`reports:measure.${measure}`),
  }
  return (
    <Section title={t('region:table')}>
      <Stack>
        <DataTable
          caption={t('region:table')}
          captionHidden
          columns={[name, ...columns]}
          rows={MEASURES}
          rowKey={(measure) => measure}
          foot={{ measure: t('region:stand'), ...Object.fromEntries(stand) }}
        />
        {cities.some(({ cells }) => MEASURES.some((measure) => cells[measure]?.hidden)) ? (
          <WhyHidden />
        ) : null}
      </Stack>
    </Section>
  )
}

function Figure({ cell, today }: { cell: CityCells['cells'][Measure]; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (!cell) return t('region:noFigures')
  if (cell.value !== null) return f.number(cell.value)
  return (
    <span>
      <span aria-hidden="true">{t('kit:chart.hiddenMark')}</span>{' '}
      <span className="k-funnel__share">{t(`region:hidden.${cell.hidden ?? 'small'}`)}</span>
    </span>
  )
}

function WhyHidden(): ReactNode {
  const { t } = useWords()
  return (
    <div>
      <p>
        <strong>{t('region:hiddenMeans.title')}</strong>
      </p>
      <p>· {t('region:hiddenMeans.small')}</p>
      <p>· {t('region:hiddenMeans.derivable')}</p>
    </div>
  )
}
