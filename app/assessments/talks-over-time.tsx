import type { ReactNode } from 'react'
import { DataTable } from '../kit/data-table.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { TalkView } from './queries.server.ts'

/** Every talk in one line, so that it shows what has moved. */
export function TalksOverTime({ talks, today }: { talks: TalkView[]; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <DataTable
      caption={t('assessments:summary.overTime')}
      captionHidden
      rows={talks}
      rowKey={(talk) => talk.assessmentId}
      columns={[
        {
          key: 'when',
          head: t('assessments:summary.when'),
          rowHeader: true,
          cell: (talk) => f.date(talk.occurredOn),
        },
        {
          key: 'oral',
          head: t('assessments:summary.oralShort'),
          cell: ({ germanOral }) => germanOral && t(`assessments:level.${germanOral}`),
        },
        {
          key: 'written',
          head: t('assessments:summary.writtenShort'),
          cell: ({ germanWritten }) => germanWritten && t(`assessments:level.${germanWritten}`),
        },
        {
          key: 'motivation',
          head: t('assessments:summary.motivationShort'),
          cell: ({ motivation }) => motivation && t('assessments:summary.of', { value: motivation, max: 5 }),
        },
        {
          key: 'ability',
          head: t('assessments:summary.ability'),
          cell: (talk) => talk.ability && t(`assessments:ability.${talk.ability}`),
        },
        {
          key: 'by',
          head: t('assessments:summary.by'),
          cell: (talk) => talk.conductedByName,
          deskOnly: true,
        },
      ]}
    />
  )
}
