import type { SubmissionResult } from '@conform-to/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { TextLink } from '../kit/button.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { Columns, PageHeader, Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { type Format, useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { UndoPage } from './queries.server.ts'
import { ReasonForm } from './reason-form.tsx'
import { type Consequence, isMovable } from './rules.ts'

export interface UndoViewProps {
  page: UndoPage
  today: string
  /** Address of the client's file. */
  file: string
  lastResult: SubmissionResult<string[]> | undefined
  /** The way to whom it belongs, where it can be moved. */
  children: ReactNode
}

/** What one act is, what follows from taking it back, and, where it is somebody else's, the way to her. */
export function UndoView(props: UndoViewProps): ReactNode {
  const { page, today } = props
  const { t } = useWords()
  const f = useFormat(today)
  const { kind, day, detail, recordedBy, standing, hindrance } = page
  const stands = standing === 'stands'
  return (
    <>
      <PageHeader
        title={t(stands ? 'undo:title' : 'undo:titleVoid', { act: t(`undo:act.${kind}`) })}
        sub={t(stands ? 'undo:sub' : 'undo:subVoid')}
      />
      <Columns>
        <Stack>
          <Panel title={t('undo:what')}>
            <DefinitionList
              facts={[
                { term: t(`undo:act.${kind}`), value: f.date(day) },
                { term: t('undo:detail'), value: detail },
                { term: t('undo:recordedBy'), value: recordedBy },
              ]}
            />
          </Panel>
          {stands ? hindrance ? <Hindered {...props} /> : <TakeBack {...props} /> : <Restore {...props} />}
        </Stack>
        {stands && !hindrance ? (
          <Panel title={t('undo:move.title')}>
            {isMovable(kind) ? props.children : <p>{t(`undo:move.not.${kind}`)}</p>}
          </Panel>
        ) : null}
      </Columns>
    </>
  )
}

function Hindered({ page: { hindrance }, today, file }: UndoViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (!hindrance) return null
  const { because, on, act } = hindrance
  return (
    <Alert tone="warn" title={t('undo:first')}>
      <p>{t(`undo:hindrance.${because}`, { date: f.date(on) })}</p>
      {act ? (
        <TextLink to={`${file}/undo/${act.kind}/${act.id}`}>
          {t('undo:goThere', { act: t(`undo:act.${act.kind}`), date: f.date(on) })}
        </TextLink>
      ) : null}
    </Alert>
  )
}

const valuesOf = ({ on, from, to, when, count, name }: Consequence, f: Format) => ({
  date: on ? f.date(on) : '',
  span: from && to ? f.span(from, to) : '',
  when: when ? f.dayTime(when) : '',
  from: from ? f.date(from) : '',
  count: count ?? 0,
  name: name ?? '',
})

function TakeBack({ page, today, file, lastResult }: UndoViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Panel title={t('undo:follows')}>
      <ul className="k-steps">
        {page.consequences.map((one) => (
          <li key={one.says}>{t(`undo:consequence.${one.says}`, valuesOf(one, f))}</li>
        ))}
        <li>{t('undo:lineStays')}</li>
      </ul>
      <ReasonForm intent="take-back" back={file} lastResult={lastResult} />
    </Panel>
  )
}

function Restore({ page, today, file, lastResult }: UndoViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { voided, standing } = page
  return (
    <Panel title={t('undo:restore.title')}>
      <DefinitionList
        facts={[
          {
            term: t('undo:voided'),
            value: voided && t('undo:voidedWhen', { date: f.dayTime(voided.at), name: voided.by ?? '' }),
          },
          { term: t('undo:reason'), value: voided?.reason },
        ]}
      />
      {standing === 'moved' ? (
        <p>{t('undo:error.moved')}</p>
      ) : (
        <>
          <p>{t('undo:restore.text')}</p>
          <ReasonForm intent="restore" back={file} lastResult={lastResult} />
        </>
      )}
    </Panel>
  )
}
