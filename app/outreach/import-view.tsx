import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { FunnelChart } from '../kit/charts/funnel-chart.tsx'
import { PartsBar } from '../kit/charts/parts-bar.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { PageHeader, Row, Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Translate } from '../kit/words.ts'
import type { ImportPage } from './imports.server.ts'
import { COLUMN_KEYS, ROW_CODES } from './list/columns.ts'
import { Missing } from './missing.tsx'
import { byReason, deleteBy, type EndState, type ReasonGroup } from './rules.ts'
import { TakeBack } from './take-back-form.tsx'

interface Noted {
  row: number
  column: string
  code: string
}

type ImportViewProps = ImportPage & {
  slug: string
  today: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Where every line of one list ended, on the day it was taken in and by now: the parts add up to the lines of the file. */
export function ImportView(props: ImportViewProps): ReactNode {
  const { slug, today, detail, states, rounds, missing, builtOn, lastResult } = props
  const { t } = useWords()
  const f = useFormat(today)
  const base = `/c/${slug}/outreach/lists`
  const steps = (['created', 'updated', 'unchanged', 'duplicates', 'rejected', 'leftOut'] as const)
    .filter((key) => key !== 'leftOut' || detail.leftOut > 0)
    .map((key) => ({ key, label: t(`outreach:answer.${key}`), count: detail[key], base: detail.rows }))
  const title = t('outreach:import.title', { date: f.date(detail.importedOn) })
  return (
    <Stack>
      <PageHeader
        title={title}
        sub={`${detail.programmeName} · ${t('outreach:import.rows', { count: detail.rows })}`}
        action={
          <Row>
            <LinkButton to={base}>{t('outreach:lists.title')}</LinkButton>
            {detail.voidedAt ? null : (
              <LinkButton kind="primary" to={`/c/${slug}/outreach/rounds/new?list=${detail.id}`}>
                {t('outreach:plan.withList')}
              </LinkButton>
            )}
          </Row>
        }
      />
      {detail.voidedAt ? (
        <Alert tone="warn" title={t('outreach:takeBack.was', { at: f.dayTime(detail.voidedAt) })}>
          {t('outreach:takeBack.because', { reason: detail.voidReason ?? '' })}
        </Alert>
      ) : null}
      {rounds.map(({ id, name, people }) => (
        <p key={id}>
          <TextLink to={`/c/${slug}/outreach/rounds/${id}`}>
            {t('outreach:import.round', { name, count: people })}
          </TextLink>
        </p>
      ))}
      <FunnelChart title={t('outreach:import.where')} steps={steps} />
      {detail.voidedAt ? null : (
        <FunnelChart
          title={t('outreach:import.now')}
          desc={t('outreach:deadline.ofList', { date: f.date(deleteBy(detail.importedOn)) })}
          steps={states.map(({ state, rows }) => ({
            key: state,
            label: stateWords(t, state),
            count: rows,
            base: detail.rows,
          }))}
        />
      )}
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
      <Missing {...missing} today={today} base={`${base}/${detail.id}`} rejected={detail.rejected} />
      {detail.voidedAt ? null : <TakeBack builtOn={builtOn} lastResult={lastResult} detail={detail} />}
    </Stack>
  )
}

const stateWords = (t: Translate, state: EndState): string =>
  state === 'rejected' ||
  state === 'duplicate' ||
  state === 'left-out' ||
  state === 'file' ||
  state === 'unseen'
    ? t(`outreach:end.${state}`)
    : t(`outreach:outcome.${state}`)

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
