import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { DefinitionList } from '../kit/definition-list.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { DoorVisit } from './door-visit.server.ts'
import { ReasonForm } from './reason-form.tsx'

interface DoorVisitViewProps {
  visit: DoorVisit
  today: string
  /** Where to go without an entry. */
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** One knock at a door: what it says, and what follows from taking it back. */
export function DoorVisitView({ visit, today, back, lastResult }: DoorVisitViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { name, address, day, outcome, recordedBy, voided } = visit
  const act = t('undo:act.visit')
  return (
    <Stack text>
      <PageHeader
        title={t(voided ? 'undo:titleVoid' : 'undo:title', { act })}
        sub={t(voided ? 'undo:subVoid' : 'undo:sub')}
      />
      <Panel title={name}>
        <DefinitionList
          facts={[
            { term: t('undo:door.address'), value: address },
            { term: act, value: `${f.date(day)}, ${t(`outreach:outcome.${outcome}`)}` },
            { term: t('undo:recordedBy'), value: recordedBy },
            {
              term: t('undo:voided'),
              value: voided && t('undo:voidedWhen', { date: f.dayTime(voided.at), name: voided.by }),
            },
            { term: t('undo:reason'), value: voided?.reason },
          ]}
        />
      </Panel>
      {voided ? (
        <Panel title={t('undo:restore.title')}>
          <p>{t('undo:door.restore')}</p>
          <ReasonForm intent="restore" back={back} lastResult={lastResult} />
        </Panel>
      ) : (
        <Panel title={t('undo:follows')}>
          <ul className="k-steps">
            <li>{t('undo:door.uncounted')}</li>
            {outcome === 'declined' ? <li>{t('undo:consequence.mark-lifted')}</li> : null}
            {outcome === 'deceased' ? <li>{t('undo:door.lives')}</li> : null}
            {outcome === 'moved' || outcome === 'wrong-address' ? <li>{t('undo:door.livesThere')}</li> : null}
            <li>{t('undo:door.elsewhere')}</li>
          </ul>
          <ReasonForm intent="take-back" back={back} lastResult={lastResult} />
        </Panel>
      )}
    </Stack>
  )
}
