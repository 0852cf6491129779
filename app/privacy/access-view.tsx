import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { WeeksChart } from '../kit/charts/weeks-chart.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { Pagination } from '../kit/pagination.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import type { Access, TracePage } from './queries.server.ts'
import { allWeeks, WEEKS_SHOWN, type Week } from './rules.ts'
import { TraceDays } from './trace-days.tsx'

interface AccessViewProps {
  /** Whose file it is. */
  name: string
  list: TracePage<Access>
  weeks: Week[]
  onFirstPage: boolean
  today: string
  /** Address of this page. */
  here: string
  /** Address of the file, for whoever may open it. */
  file: string | null
}

/** Who had to do with one file: a picture of half a year, then every access. */
export function AccessView({
  name,
  list,
  weeks,
  onFirstPage,
  today,
  here,
  file,
}: AccessViewProps): ReactNode {
  const { t } = useWords()
  return (
    <Stack>
      <PageHeader
        title={t('privacy:client.title')}
        sub={t('privacy:client.sub', { name })}
        action={file ? <LinkButton to={file}>{t('privacy:client.back')}</LinkButton> : undefined}
      />
      <p className="k-quiet">{t('privacy:client.purpose')}</p>
      {onFirstPage ? (
        <WeeksChart
          title={t('privacy:client.weeks')}
          desc={t('privacy:client.weeksDesc', { count: WEEKS_SHOWN })}
          labels={[t('privacy:client.byLead'), t('privacy:client.byOthers')]}
          weekHead={t('privacy:client.week')}
          weeks={allWeeks(weeks, today).map(({ week, byLead, byOthers }) => ({
            week,
            counts: [byLead, byOthers],
          }))}
          today={today}
        />
      ) : null}
      <Section title={t('privacy:client.log')}>
        {list.rows.length === 0 ? (
          <EmptyState title={t('privacy:client.none')}>{t('privacy:client.noneHelp')}</EmptyState>
        ) : (
          <TraceDays
            rows={list.rows}
            today={today}
            head={({ name: who, role, organisation }) => (
              <>
                <strong>{who}</strong>, {t(`privacy:role.${role}`)}
                {organisation ? `, ${organisation}` : ''}
              </>
            )}
          />
        )}
      </Section>
      <Pagination
        first={onFirstPage ? undefined : here}
        next={list.next ? `${here}?before=${list.next}` : undefined}
      />
    </Stack>
  )
}
