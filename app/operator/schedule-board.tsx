import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Badge, type Tone } from '../kit/badge.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { ScheduleBoard, ScheduleLine } from './queries/schedules.server.ts'
import { isScheduleName } from './rules/schedules.ts'

type Mark = 'runs' | 'late' | 'failing' | 'partly' | 'waiting'

const TONE: Record<Mark, Tone> = {
  runs: 'ok',
  late: 'danger',
  failing: 'warn',
  partly: 'warn',
  waiting: 'neutral',
}

function markOf({ late, last }: ScheduleLine): Mark {
  if (late) return 'late'
  if (!last) return 'waiting'
  return last.state === 'failed' ? 'failing' : last.state === 'partly' ? 'partly' : 'runs'
}

/** What runs by itself: what it is for, when it last ran and when it is expected next. */
export function ScheduleSection({ board, today }: { board: ScheduleBoard; today: string }): ReactNode {
  const { t } = useWords()
  const { lines, still } = board
  return (
    <Section title={t('operator:schedules.title')} id="schedules">
      <Stack>
        <p className="k-quiet">{t('operator:schedules.lead')}</p>
        {still ? (
          <Alert tone="danger" title={t('operator:schedules.still')}>
            {t('operator:schedules.stillHelp')} <code className="op-command">npm run worker</code>
          </Alert>
        ) : null}
        {lines.length === 0 ? (
          <EmptyState title={t('operator:schedules.never')}>
            {t('operator:schedules.neverHelp')} <code className="op-command">npm run worker</code>
          </EmptyState>
        ) : (
          <ScheduleTable lines={lines} today={today} />
        )}
      </Stack>
    </Section>
  )
}

function ScheduleTable({ lines, today }: { lines: readonly ScheduleLine[]; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <DataTable
      caption={t('operator:schedules.title')}
      captionHidden
      rows={lines}
      rowKey={({ name }) => name}
      columns={[
        {
          key: 'name',
          head: t('operator:schedules.head.name'),
          rowHeader: true,
          cell: ({ name }) => <Name name={name} />,
        },
        {
          key: 'state',
          head: t('operator:schedules.head.state'),
          cell: (line) => (
            <Badge tone={TONE[markOf(line)]}>{t(`operator:schedules.state.${markOf(line)}`)}</Badge>
          ),
        },
        {
          key: 'last',
          head: t('operator:schedules.head.last'),
          cell: ({ last }) => (last ? <Last last={last} moment={f.dayTime(last.startedAt)} /> : '–'),
        },
        {
          key: 'next',
          head: t('operator:schedules.head.next'),
          cell: ({ rhythm, expected, late }) =>
            'everySeconds' in rhythm && !late
              ? t('operator:schedules.every', { count: rhythm.everySeconds })
              : f.dayTime(expected),
        },
        {
          key: 'today',
          head: t('operator:schedules.head.today'),
          cell: ({ today: { runs, failed } }) => (
            <>
              {t('operator:schedules.runs', { count: runs })}
              {failed > 0 ? (
                <span className="op-note">{t('operator:schedules.failed', { count: failed })}</span>
              ) : null}
            </>
          ),
        },
      ]}
    />
  )
}

/** A schedule of another version of the worker has a name and no sentence. */
function Name({ name }: { name: string }): ReactNode {
  const { t } = useWords()
  if (!isScheduleName(name)) return name
  return (
    <>
      {t(`operator:schedule.${name}.title`)}
      <span className="op-note">{t(`operator:schedule.${name}.why`)}</span>
    </>
  )
}

function Last({ last, moment }: { last: NonNullable<ScheduleLine['last']>; moment: string }): ReactNode {
  const { t } = useWords()
  const { error, cities } = last
  return (
    <>
      {moment}
      {error ? <span className="op-note">{error}</span> : null}
      {cities ? (
        <span className="op-note">
          {cities.failed > 0
            ? t('operator:schedules.cities', cities)
            : t('operator:schedules.citiesFine', { count: cities.opened })}
        </span>
      ) : null}
    </>
  )
}
