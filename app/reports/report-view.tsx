import type { ReactNode } from 'react'
import { FunnelChart } from '../kit/charts/funnel-chart.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { PickForm } from '../kit/form/pick-form.tsx'
import { Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { CityReport } from './queries.server.ts'
import { BASE_OF, MEASURES } from './rules.ts'

interface ReportViewProps {
  report: CityReport
  /** Figures of other rooms. */
  children?: ReactNode
}

/** The way of one programme's people as a picture and a table, and what each figure means. */
export function ReportView({ report, children }: ReportViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(report.countedOn)
  const { programme, period, figures } = report
  const from = f.date(period.from)
  const span = period.to
    ? t('reports:period', { from, to: f.date(period.to) })
    : t('reports:periodOpen', { from })
  const steps = MEASURES.map((measure) => {
    const base = BASE_OF[measure]
    return {
      key: measure,
      label: t(`reports:measure.${measure}`),
      count: figures[measure],
      base: base ? figures[base] : undefined,
    }
  })
  return (
    <Stack>
      <PickForm
        name="programme"
        label={t('reports:programme')}
        value={programme.slug}
        options={report.programmes.map(({ slug, name }) => ({ value: slug, label: name }))}
        submit={t('reports:show')}
      />
      <FunnelChart
        title={t('reports:funnel', { programme: programme.name })}
        desc={t('reports:counted', { period: span, date: f.date(report.countedOn) })}
        steps={steps}
      />
      {children}
      <Section title={t('reports:meaning')}>
        <DefinitionList
          facts={MEASURES.map((measure) => ({
            term: t(`reports:measure.${measure}`),
            value: t(`reports:means.${measure}`),
          }))}
        />
      </Section>
    </Stack>
  )
}
