import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { CounsellingForm } from './counselling-form.tsx'
import type { CounsellingSum } from './queries.server.ts'
import { hoursOf } from './rules.ts'

interface CounsellingPanelProps {
  counselling: CounsellingSum
  /** Address of the client's file. */
  file: string
  formKey: string
  today: string
  mayRecord: boolean
}

/** How much a client was given between appointments, and the form for the next. */
export function CounsellingPanel(props: CounsellingPanelProps): ReactNode {
  const { counselling, file, formKey, today, mayRecord } = props
  const { t } = useWords()
  const f = useFormat(today)
  const { times, minutes, lastOn } = counselling
  const page = `${file}/counselling`
  return (
    <Panel
      title={t('counselling:title')}
      action={mayRecord && times > 0 ? <TextLink to={page}>{t('counselling:show')}</TextLink> : undefined}
    >
      <p>
        {times === 0
          ? t('counselling:none')
          : t('counselling:sum', { times, hours: f.number(hoursOf(minutes)) })}
        {lastOn ? `, ${t('counselling:last')} ${f.shortDate(lastOn)}` : ''}
      </p>
      {mayRecord ? (
        <details>
          <summary className="k-link">{t('counselling:enter')}</summary>
          <CounsellingForm key={formKey} formKey={formKey} today={today} to={page} />
        </details>
      ) : null}
    </Panel>
  )
}
