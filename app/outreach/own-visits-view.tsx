import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { LinkButton, TextLink } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { OwnVisit } from './own-visits.server.ts'

interface OwnVisitsViewProps {
  slug: string
  today: string
  visits: OwnVisit[]
}

/** What one wrote down at doors in the last days, to find a slip again. */
export function OwnVisitsView({ slug, today, visits }: OwnVisitsViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const base = `/c/${slug}/outreach`
  return (
    <Stack>
      <PageHeader
        title={t('outreach:own.title')}
        sub={t('outreach:own.sub')}
        action={<LinkButton to={base}>{t('outreach:street.back')}</LinkButton>}
      />
      {visits.length === 0 ? (
        <EmptyState title={t('outreach:own.none')} />
      ) : (
        <DataTable
          caption={t('outreach:own.title')}
          captionHidden
          rows={visits}
          rowKey={({ visitId }) => visitId}
          columns={[
            { key: 'who', head: t('outreach:own.who'), rowHeader: true, cell: ({ name }) => name },
            {
              key: 'how',
              head: t('outreach:draft.outcome'),
              cell: ({ outcome, takenBack }) => (
                <>
                  {t(`outreach:outcome.${outcome}`)}{' '}
                  {takenBack ? <Badge tone="warn">{t('outreach:takeBack.done')}</Badge> : null}
                </>
              ),
            },
            { key: 'where', head: t('outreach:own.where'), cell: ({ address }) => address ?? '' },
            { key: 'on', head: t('outreach:own.on'), cell: ({ on }) => f.date(on) },
            {
              key: 'undo',
              head: t('outreach:own.change'),
              cell: ({ visitId, name, takenBack }) => (
                <TextLink to={`${base}/visits/${visitId}`}>
                  {t(takenBack ? 'outreach:own.see' : 'outreach:own.undo')}
                  <span className="kern-sr-only"> {name}</span>
                </TextLink>
              ),
            },
          ]}
        />
      )}
    </Stack>
  )
}
