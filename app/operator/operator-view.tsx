import type { ReactNode } from 'react'
import { PageHeader, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { CityPanel } from './city-panel.tsx'
import { FailedJobsSection } from './failed-jobs-view.tsx'
import type { Told } from './input.ts'
import type { FailedJob, QueueLine } from './queries/failed-jobs.server.ts'
import type { ScheduleBoard } from './queries/schedules.server.ts'
import type { CityCard } from './queries.server.ts'
import { QueuesSection } from './queues-view.tsx'
import { type Summary, summaryOf } from './rules.ts'
import { ScheduleSection } from './schedule-board.tsx'
import './operator.css'

interface OperatorViewProps {
  cities: readonly CityCard[]
  board: ScheduleBoard
  failed: { jobs: readonly FailedJob[]; more: boolean }
  queues: readonly QueueLine[]
  told: Told | null
  /** ISO instant. */
  now: string
  /** ISO date. */
  today: string
}

/** Every city of the platform with its state, what must be done first on top; beneath, what runs by itself. */
export function OperatorView({
  cities,
  board,
  failed,
  queues,
  told,
  now,
  today,
}: OperatorViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const sentence = useSentence()
  return (
    <Stack>
      <PageHeader
        title={t('operator:title')}
        sub={
          <>
            <strong>{sentence(summaryOf(cities))}</strong> {t('operator:asOf', { moment: f.dayTime(now) })}
          </>
        }
      />
      {cities.length === 0 ? (
        <EmptyState title={t('operator:none')}>
          <Add />
        </EmptyState>
      ) : (
        <>
          <ul className="op-cities">
            {cities.map((city) => (
              <li key={city.slug}>
                <CityPanel city={city} />
              </li>
            ))}
          </ul>
          <div className="k-quiet">
            <p>{t('operator:onlyCounts')}</p>
            <Add />
          </div>
        </>
      )}
      <ScheduleSection board={board} today={today} />
      <QueuesSection queues={queues} today={today} />
      <FailedJobsSection failed={failed} told={told} today={today} />
    </Stack>
  )
}

function Add(): ReactNode {
  const { t } = useWords()
  return (
    <p>
      {t('operator:add')} <code className="op-command">npm run city -- add &lt;slug&gt; --name "…"</code>
    </p>
  )
}

/** `3 Städte, alle in Ordnung.` */
function useSentence(): (summary: Summary) => string {
  const { t } = useWords()
  return ({ cities, attention, suspended, fine }) => {
    const all = t('operator:sum.cities', { count: cities })
    if (cities === 0) return t('operator:sum.nothing')
    if (fine === cities) return t('operator:sum.allFine', { all, count: cities })
    const parts = [
      ...(attention > 0 ? [t('operator:sum.attention', { count: attention })] : []),
      ...(suspended > 0 ? [t('operator:sum.suspended', { count: suspended })] : []),
      ...(fine > 0 ? [t('operator:sum.fine', { count: fine })] : []),
    ]
    return t('operator:sum.some', { all, parts: parts.join(', ') })
  }
}
