import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Row, Section, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { ClientPlacement } from './queries.server.ts'
import { StateBadge } from './state-badge.tsx'
import { workingTime } from './working-time.ts'

interface ClientPlacementsProps {
  jobs: readonly ClientPlacement[]
  today: string
  /** Address of the client's file. */
  file: string
}

/** Every job of one person, the newest first, also those taken back. */
export function ClientPlacements({ jobs, today, file }: ClientPlacementsProps): ReactNode {
  const { t } = useWords()
  return (
    <Section title={t('placements:page.history')} count={jobs.length}>
      {jobs.length === 0 ? <EmptyState title={t('placements:page.historyEmpty')} /> : null}
      <Stack>
        {jobs.map((job) => (
          <Job key={job.placementId} job={job} today={today} file={file} />
        ))}
      </Stack>
    </Section>
  )
}

function Job({ job, today, file }: { job: ClientPlacement; today: string; file: string }): ReactNode {
  const words = useWords()
  const { t } = words
  const f = useFormat(today)
  const { voided } = job
  const mayEnd = job.state === 'running' && job.endedOn === null
  return (
    <Panel level={3} title={job.jobTitle} action={<StateBadge job={job} today={today} />}>
      <DefinitionList
        facts={[
          {
            term: t('placements:employer'),
            value: [job.employerName, job.employerTown].filter(Boolean).join(', '),
          },
          { term: t('placements:time'), value: workingTime(job, words) },
          { term: t('placements:page.firstDay'), value: f.date(job.firstDay) },
          { term: t('placements:page.lastDay'), value: job.endedOn && f.date(job.endedOn) },
          { term: t('placements:page.programme'), value: job.programmeName },
          {
            term: t('placements:page.voidedBy'),
            value:
              voided &&
              t('placements:page.voidedWhen', { date: f.dayTime(voided.at), name: voided.by ?? '' }),
          },
          { term: t('placements:page.reason'), value: voided?.reason },
        ]}
      />
      {voided ? null : (
        <Row>
          {mayEnd ? (
            <LinkButton small to={`${file}/placement?end=${job.placementId}`}>
              {t('placements:page.end')}
            </LinkButton>
          ) : null}
          <LinkButton small kind="tertiary" to={`${file}/undo/placement/${job.placementId}`}>
            {t('placements:page.void')}
          </LinkButton>
        </Row>
      )}
    </Panel>
  )
}
