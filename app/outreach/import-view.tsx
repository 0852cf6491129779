import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { FunnelChart } from '../kit/charts/funnel-chart.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { COLUMN_KEYS, ROW_CODES } from './list/columns.ts'
import type { ImportDetail } from './queries.server.ts'

interface Noted {
  row: number
  column: string
  code: string
}

/** Where every line of one list ended: the parts add up to the lines of the file. */
export function ImportView({
  slug,
  today,
  detail,
}: {
  slug: string
  today: string
  detail: ImportDetail
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const base = `/c/${slug}/outreach/lists`
  const steps = (['created', 'updated', 'unchanged', 'duplicates', 'rejected'] as const).map((key) => ({
    key,
    label: t(`outreach:answer.${key}`),
    count: detail[key],
    base: detail.rows,
  }))
  return (
    <Stack>
      <PageHeader
        title={t('outreach:import.title', { date: f.date(detail.importedOn) })}
        sub={`${detail.programmeName} · ${t('outreach:import.rows', { count: detail.rows })}`}
        action={<LinkButton to={base}>{t('outreach:lists.title')}</LinkButton>}
      />
      <FunnelChart title={t('outreach:import.where')} steps={steps} />
      {detail.rejectedRows.length > 0 ? (
        <Section
          title={t('outreach:import.rejected')}
          count={detail.rejectedRows.length}
          action={
            <LinkButton small icon="download" reloadDocument to={`${base}/${detail.id}/rejected.csv`}>
              {t('outreach:import.download')}
            </LinkButton>
          }
        >
          <Noted caption={t('outreach:import.rejected')} rows={detail.rejectedRows} />
        </Section>
      ) : null}
      {detail.warnings.length > 0 ? (
        <Section title={t('outreach:import.warnings')} count={detail.warnings.length}>
          <Noted caption={t('outreach:import.warnings')} rows={detail.warnings} />
        </Section>
      ) : null}
    </Stack>
  )
}

function Noted({ caption, rows }: { caption: string; rows: Noted[] }): ReactNode {
  const { t } = useWords()
  const column = (key: string): string => {
    const known = key === 'row' ? key : COLUMN_KEYS.find((one) => one === key)
    return known ? t(`outreach:list.column.${known}`) : key
  }
  const code = (key: string): string => {
    const known = ROW_CODES.find((one) => one === key)
    return known ? t(`outreach:list.code.${known}`) : key
  }
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => `${row.row}-${row.column}`}
      columns={[
        { key: 'row', head: t('outreach:import.line'), numeric: true, cell: (row) => row.row },
        {
          key: 'column',
          head: t('outreach:import.column'),
          rowHeader: true,
          cell: (row) => column(row.column),
        },
        { key: 'code', head: t('outreach:import.reason'), cell: (row) => code(row.code) },
      ]}
    />
  )
}
