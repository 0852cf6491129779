import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Section, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Told } from './input.ts'
import type { FailedJob } from './queries/failed-jobs.server.ts'

interface FailedJobsProps {
  failed: { jobs: readonly FailedJob[]; more: boolean }
  told: Told | null
  today: string
}

/** Jobs that failed for good, why, and what can be done about each. */
export function FailedJobsSection({ failed: { jobs, more }, told, today }: FailedJobsProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Section title={t('operator:failed.title')} count={more ? `${jobs.length}+` : jobs.length} id="failed">
      <Stack>
        {told ? (
          <Alert tone={told === 'gone' ? 'info' : 'ok'} title={t(`operator:failed.done.${told}`)} />
        ) : null}
        <p className="k-quiet">{t('operator:failed.lead')}</p>
        <DataTable
          caption={t('operator:failed.title')}
          captionHidden
          rows={jobs}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('operator:failed.none')}>{t('operator:failed.noneHelp')}</EmptyState>}
          columns={[
            {
              key: 'job',
              head: t('operator:failed.head.job'),
              rowHeader: true,
              cell: ({ queue, job, payload }) => (
                <>
                  {job}
                  <span className="op-note">{[queue, ...carried(payload)].join(' · ')}</span>
                </>
              ),
            },
            { key: 'error', head: t('operator:failed.head.error'), cell: ({ error }) => error },
            {
              key: 'when',
              head: t('operator:failed.head.when'),
              cell: ({ firstAt, lastAt }) => (
                <>
                  {f.dayTime(lastAt)}
                  {firstAt === lastAt ? null : (
                    <span className="op-note">
                      {t('operator:failed.since', { moment: f.dayTime(firstAt) })}
                    </span>
                  )}
                </>
              ),
            },
            {
              key: 'tries',
              head: t('operator:failed.head.tries'),
              numeric: true,
              cell: ({ tries }) => tries,
            },
            {
              key: 'act',
              head: t('operator:failed.head.act'),
              action: true,
              cell: (failed) => (failed.asked ? t('operator:failed.asked') : <Buttons failed={failed} />),
            },
          ]}
        />
        {more ? <p>{t('operator:failed.more', { count: jobs.length })}</p> : null}
      </Stack>
    </Section>
  )
}

const carried = (payload: FailedJob['payload']): string[] =>
  Object.entries(payload).map(([name, value]) => `${name}: ${value}`)

function Buttons({ failed: { id, job } }: { failed: FailedJob }): ReactNode {
  const { t } = useWords()
  return (
    <Form method="post" className="op-buttons">
      <input type="hidden" name="id" value={id} />
      <Button small name="intent" value="retry" aria-label={t('operator:failed.retryOne', { job })}>
        {t('operator:failed.retry')}
      </Button>
      <Button small name="intent" value="discard" aria-label={t('operator:failed.discardOne', { job })}>
        {t('operator:failed.discard')}
      </Button>
    </Form>
  )
}
