import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '../../kit/badge.tsx'
import { TextLink } from '../../kit/button.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { Row } from '../../kit/page.tsx'
import { EmptyState, Panel } from '../../kit/panel.tsx'
import { useWords } from '../../kit/use-words.ts'
import { toneOfReply } from '../rules/replies.ts'
import { STATE_TONES } from '../state-tones.ts'
import type { GroupViewProps } from './answer.ts'
import { MemberOutcome } from './member-outcome.tsx'
import type { Member } from './queries.server.ts'

/** The form to which the ticks of all lines belong. */
const ATTENDED = 'attended'

/** Who is in the group; once it has begun, what became of each. */
export function MembersPanel(props: GroupViewProps): ReactNode {
  const { group } = props
  const { t } = useWords()
  const { members, hidden, phase } = group
  const waiting = phase === 'begun' ? members.filter(({ state }) => state === 'booked') : []
  return (
    <Panel title={t(phase === 'begun' ? 'follow-ups:groups.outcomes' : 'follow-ups:groups.members')}>
      {members.length + hidden === 0 ? <EmptyState title={t('follow-ups:groups.empty')} /> : null}
      <ul className="g-members" aria-label={t('follow-ups:groups.members')}>
        {members.map((member) => (
          <Line key={member.appointmentId} member={member} {...props} />
        ))}
      </ul>
      {hidden > 0 ? <p className="k-quiet">{t('follow-ups:groups.hidden', { count: hidden })}</p> : null}
      {waiting.length > 0 ? (
        <Form method="post" id={ATTENDED}>
          <input type="hidden" name="intent" value="attended" />
          <Row>
            <SubmitButton>{t('follow-ups:groups.attended')}</SubmitButton>
          </Row>
        </Form>
      ) : null}
    </Panel>
  )
}

function Line(props: GroupViewProps & { member: Member }): ReactNode {
  const { member, group, file } = props
  const { t } = useWords()
  const { appointmentId, clientId, familyName, givenName, leadName, state, reply } = member
  const name = [familyName, givenName].filter(Boolean).join(', ')
  const waits = state === 'booked' && group.phase === 'begun'
  return (
    <li className="g-member">
      {waits ? (
        <span className="g-member__tick kern-form-check">
          <input
            type="checkbox"
            form={ATTENDED}
            name="who"
            value={appointmentId}
            className="kern-form-check__checkbox"
            aria-label={t('follow-ups:groups.came', { name })}
          />
        </span>
      ) : null}
      <span className="g-member__who">
        <TextLink strong to={`${file(clientId)}/appointments/${appointmentId}`}>
          {name}
        </TextLink>
        <span className="g-member__facts">{[leadName, causeOf(member, t)].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="g-member__end">
        {reply && state === 'booked' ? (
          <Badge tone={toneOfReply(reply)}>{t(`follow-ups:reply.${reply}`)}</Badge>
        ) : null}
        {state === 'booked' ? null : (
          <Badge tone={STATE_TONES[state]}>{t(`follow-ups:state.${state}`)}</Badge>
        )}
        {state === 'booked' || state === 'cancelled' ? null : (
          <TextLink to={`${file(clientId)}/undo/talk/${appointmentId}`}>
            {t('clients:stream.take-back')}
            <span className="kern-sr-only">: {name}</span>
          </TextLink>
        )}
        {state === 'booked' && group.phase === 'ahead' ? (
          <TakeOut appointmentId={appointmentId} name={name} />
        ) : null}
      </span>
      {waits ? <MemberOutcome name={name} {...props} /> : null}
    </li>
  )
}

function TakeOut({ appointmentId, name }: { appointmentId: string; name: string }): ReactNode {
  const { t } = useWords()
  const label = t('follow-ups:groups.takeOut')
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="take-out" />
      <input type="hidden" name="member" value={appointmentId} />
      <SubmitButton small kind="secondary" aria-label={`${label}: ${name}`}>
        {label}
      </SubmitButton>
    </Form>
  )
}

/** Why somebody was not there, or who called it off. */
const causeOf = (
  { absenceCause, cancelledBy }: Member,
  t: ReturnType<typeof useWords>['t'],
): string | undefined => {
  if (absenceCause) return t(`follow-ups:cause.${absenceCause}`)
  return cancelledBy ? `${t('follow-ups:by.title')}: ${t(`follow-ups:by.${cancelledBy}`)}` : undefined
}
