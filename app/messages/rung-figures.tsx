import type { ReactNode } from 'react'
import { DataTable } from '../kit/data-table.tsx'
import { Section } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { RungEffect } from './effect.server.ts'

/** For the lead: which way of reminding is followed by a talk that takes place. */
export function RungFigures({
  effects,
  today,
}: {
  effects: readonly RungEffect[]
  today: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const count = (value: number | null): string => (value === null ? '' : f.number(value))
  return (
    <Section title={t('messages:effect.title')}>
      <p className="k-quiet">{t('messages:effect.sub')}</p>
      <DataTable
        caption={t('messages:effect.title')}
        captionHidden
        rows={[...effects]}
        rowKey={({ rung }) => rung}
        empty={<EmptyState title={t('messages:effect.none')} />}
        columns={[
          {
            key: 'rung',
            head: t('messages:effect.rung'),
            rowHeader: true,
            cell: ({ rung }) => t(`messages:channel.${rung}`),
          },
          {
            key: 'talks',
            head: t('messages:effect.talks'),
            numeric: true,
            cell: ({ talks }) => count(talks),
          },
          {
            key: 'delivered',
            head: t('messages:effect.delivered'),
            numeric: true,
            cell: ({ delivered }) => count(delivered),
          },
          {
            key: 'attended',
            head: t('messages:effect.attended'),
            numeric: true,
            cell: ({ attended }) => count(attended),
          },
          {
            key: 'noShow',
            head: t('messages:effect.noShow'),
            numeric: true,
            cell: ({ noShow }) => count(noShow),
          },
        ]}
      />
    </Section>
  )
}
