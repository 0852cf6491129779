import type { ReactNode } from 'react'
import { DataTable } from '../kit/data-table.tsx'
import { Section, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { QueueLine } from './queries/failed-jobs.server.ts'

/** How full each queue is; nothing at all before a worker has looked. */
export function QueuesSection({ queues, today }: { queues: readonly QueueLine[]; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (queues.length === 0) return null
  const count = (key: 'waiting' | 'active' | 'delayed') => ({
    key,
    head: t(`operator:queues.${key}`),
    numeric: true,
    cell: (line: QueueLine) => line[key],
  })
  return (
    <Section title={t('operator:queues.title')} id="queues">
      <Stack>
        <p className="k-quiet">{t('operator:queues.lead')}</p>
        <DataTable
          caption={t('operator:queues.title')}
          captionHidden
          rows={queues}
          rowKey={({ queue }) => queue}
          columns={[
            { key: 'queue', head: t('operator:queues.queue'), rowHeader: true, cell: ({ queue }) => queue },
            count('waiting'),
            count('active'),
            count('delayed'),
            { key: 'seen', head: t('operator:queues.seen'), cell: ({ seenAt }) => f.dayTime(seenAt) },
          ]}
        />
      </Stack>
    </Section>
  )
}
