import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { TextLink } from '../../kit/button.tsx'
import { DefinitionList } from '../../kit/definition-list.tsx'
import { useErrorText } from '../../kit/form/form-field.ts'
import { Columns, PageHeader, Stack } from '../../kit/page.tsx'
import { Panel } from '../../kit/panel.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { AddPanel } from './add-panel.tsx'
import { type GroupViewProps, said } from './answer.ts'
import { CallOffForm, EditForm, MoveForm } from './group-forms.tsx'
import { MembersPanel } from './members-panel.tsx'
import { SeatsPicture } from './seats-picture.tsx'

/** One group: who is in it, what became of each, and what can be done with it as a whole. */
export function GroupView(props: GroupViewProps): ReactNode {
  const { group, all, today, told } = props
  const { t } = useWords()
  const f = useFormat(today)
  const { title, startsAt, day, phase, over } = group
  // Of a form that is one button the answer stands above.
  const refused = said(props.answered, 'add') ?? said(props.answered, 'member')
  return (
    <Stack>
      <PageHeader
        title={title}
        sub={`${f.longDay(day)}, ${f.time(startsAt)}`}
        action={<TextLink to={all}>{t('follow-ups:groups.all')}</TextLink>}
      />
      {told ? <Alert tone="ok" title={t(`follow-ups:groups.told.${told}`)} /> : null}
      {phase === 'called-off' ? <Alert tone="warn" title={t('follow-ups:groups.isOff')} /> : null}
      <Refused errors={Object.values(refused?.error ?? {}).flatMap((errors) => errors ?? [])} />
      <Columns wide="start">
        <Stack>
          <MembersPanel {...props} />
          {over || phase === 'called-off' ? null : <AddPanel {...props} />}
        </Stack>
        <Stack>
          <Facts {...props} />
          {phase === 'ahead' ? <MoveForm {...props} /> : null}
          {phase === 'called-off' ? null : <EditForm {...props} />}
          {phase === 'called-off' || over ? null : <CallOffForm {...props} />}
        </Stack>
      </Columns>
    </Stack>
  )
}

function Refused({ errors }: { errors: readonly string[] }): ReactNode {
  const errorText = useErrorText()
  return errors.map((error) => <Alert key={error} tone="danger" title={errorText(error)} />)
}

function Facts({ group, today }: GroupViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const { startsAt, minutes, place, travel, responsible, madeBy, capacity, members, hidden } = group
  const taken = members.filter(({ state }) => state !== 'cancelled').length + hidden
  return (
    <Panel title={t('follow-ups:groups.facts')}>
      <DefinitionList
        facts={[
          {
            term: t('follow-ups:page.when'),
            value: `${f.dayTime(startsAt)} (${t('follow-ups:page.minutes', { count: minutes })})`,
          },
          { term: t('follow-ups:page.where'), value: place },
          ...(travel > 0
            ? [{ term: t('follow-ups:page.way'), value: t('follow-ups:venue.wayBoth', { count: travel }) }]
            : []),
          { term: t('follow-ups:page.responsible'), value: responsible },
          { term: t('follow-ups:groups.madeBy'), value: madeBy },
          {
            term: t('follow-ups:groups.seats'),
            value: <SeatsPicture taken={taken} capacity={capacity} />,
          },
        ]}
      />
      <p className="k-quiet">{t('follow-ups:groups.noFollowUp')}</p>
    </Panel>
  )
}
