import type { ReactNode } from 'react'
import { Columns, PageHeader } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { EndForm, VoidForm } from './change-forms.tsx'
import { ClientPlacements } from './client-placements.tsx'
import { PlacementForm, type PlacementFormProps } from './placement-form.tsx'
import type { ClientPlacement } from './queries.server.ts'

interface PlacementViewProps extends PlacementFormProps {
  jobs: readonly ClientPlacement[]
  /** A placement to be ended or taken back; else a new one is recorded. */
  change: { kind: 'end' | 'void'; placementId: string } | null
  today: string
  /** Address of the page. */
  page: string
}

/** One form at a time on the left, the jobs so far on the right. */
export function PlacementView(props: PlacementViewProps): ReactNode {
  const { jobs, change, today, page, lastResult } = props
  const { t } = useWords()
  const job = change && jobs.find(({ placementId }) => placementId === change.placementId)
  return (
    <>
      <PageHeader title={t('placements:page.title')} sub={t('placements:page.sub')} />
      <Columns>
        {job ? (
          <Panel title={t(`placements:${change.kind}.title`)}>
            {change.kind === 'end' ? (
              <EndForm job={job} today={today} back={page} lastResult={lastResult} />
            ) : (
              <VoidForm job={job} today={today} back={page} lastResult={lastResult} />
            )}
          </Panel>
        ) : (
          <Panel title={t('placements:page.new')}>
            <PlacementForm {...props} />
          </Panel>
        )}
        <ClientPlacements jobs={jobs} today={today} page={page} />
      </Columns>
    </>
  )
}
