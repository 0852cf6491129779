import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { FunnelChart } from '../kit/charts/funnel-chart.tsx'
import { PartsBar } from '../kit/charts/parts-bar.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { COLUMN_KEYS, ROW_CODES } from './list/columns.ts'
import type { ImportDetail } from './queries.server.ts'
import { byReason, type ReasonGroup } from './rules.ts'

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
          <Reasons caption={t('outreach:import.rejected')} rows={detail.rejectedRows} />
        </Section>
      ) : null}
      {detail.warnings.length > 0 ? (
        <Section title={t('outreach:import.warnings')} count={detail.warnings.length}>
          <Reasons caption={t('outreach:import.warnings')} rows={detail.warnings} />
        </Section>
      ) : null}
    </Stack>
  )
}

/** As many lines of the file as help to find them; the rest is in the CSV. */
const LINES_NAMED = 12

function Reasons({ caption, rows }: { caption: string; rows: Noted[] }): ReactNode {
  const { t } = useWords()
  const groups = byReason(rows)
  const most = Math.max(1, ...groups.map((group) => group.rows.length))
  const column = (key: string): string => {
    const known = key === 'row' ? key : COLUMN_KEYS.find((one) => one === key)
    return known ? t(`outreach:list.column.${known}`) : key
  }
  const code = (key: string): string => {
    const known = ROW_CODES.find((one) => one === key)
    return known ? t(`outreach:list.code.${known}`) : key
  }
  const lines = ({ rows: all }: ReasonGroup): string => {
    const more = all.length - LINES_NAMED
    const named = all.slice(0, LINES_NAMED).join(', ')
    return more > 0 ? `${named} ${t('outreach:import.more', { count: more })}` : named
  }
  return (
    <DataTable
      caption={caption}
      captionHidden
      close
      rows={groups}
      rowKey={(group) => `${group.column}-${group.code}`}
      columns={[
        {
          key: 'reason',
          head: t('outreach:import.reason'),
          rowHeader: true,
          cell: (group) => `${column(group.column)}: ${code(group.code)}`,
        },
        {
          key: 'count',
          head: t('outreach:import.count'),
          numeric: true,
          cell: (group) => <strong>{group.rows.length}</strong>,
        },
        {
          key: 'bar',
          head: t('kit:chart.comparison'),
          picture: true,
          cell: (group) => (
            <PartsBar
              parts={[{ key: 'rows', label: t('outreach:import.count'), count: group.rows.length }]}
              most={most}
            />
          ),
        },
        { key: 'lines', head: t('outreach:import.inLines'), cell: lines },
      ]}
    />
  )
}
