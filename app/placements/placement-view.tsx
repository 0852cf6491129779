import type { ReactNode } from 'react'
import { Columns, PageHeader } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { EndForm } from './change-forms.tsx'
import { ClientPlacements } from './client-placements.tsx'
import { PlacementForm, type PlacementFormProps } from './placement-form.tsx'
import type { ClientPlacement } from './queries.server.ts'

interface PlacementViewProps extends PlacementFormProps {
  jobs: readonly ClientPlacement[]
  /** A placement to be ended; else a new one is recorded. */
  ending: string | null
  today: string
  /** Address of the client's file. */
  file: string
}

/** One form at a time on the left, the jobs so far on the right. */
export function PlacementView(props: PlacementViewProps): ReactNode {
  const { jobs, ending, today, file, lastResult } = props
  const { t } = useWords()
  const page = `${file}/placement`
  const job = jobs.find(({ placementId }) => placementId === ending)
  return (
    <>
      <PageHeader title={t('placements:page.title')} sub={t('placements:page.sub')} />
      <Columns>
        {job ? (
          <Panel title={t('placements:end.title')}>
            <EndForm job={job} today={today} back={page} lastResult={lastResult} />
          </Panel>
        ) : (
          <Panel title={t('placements:page.new')}>
            <PlacementForm {...props} />
          </Panel>
        )}
        <ClientPlacements jobs={jobs} today={today} file={file} />
      </Columns>
    </>
  )
}
