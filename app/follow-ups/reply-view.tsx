import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { onTheWall } from '../kit/format.ts'
import { Stack } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { AppointmentPage } from './queries.server.ts'
import { toneOfReply } from './rules/replies.ts'

type Reply = NonNullable<AppointmentPage['reply']>

/** What a client answered by his link, with why and when. */
export function ReplyFact({ reply, today }: { reply: Reply; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const asksForCall = reply.kind === 'proposes' && reply.proposed.length === 0
  const why = [
    reply.cause ? t(`follow-ups:cause.${reply.cause}`) : '',
    asksForCall ? t('follow-ups:reply.callMe') : '',
    t('follow-ups:reply.at', { when: f.dayTime(reply.at) }),
  ]
  return (
    <>
      <Badge tone={toneOfReply(reply.kind)}>{t(`follow-ups:reply.${reply.kind}`)}</Badge>{' '}
      {why.filter(Boolean).join(', ')}
    </>
  )
}

/** A button for each time he would come at; it moves the talk like the form beneath it, with the same checks. */
export function Proposal({ reply, today }: { reply: Reply; today: string }): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Panel title={t('follow-ups:reply.proposal')}>
      <Stack>
        <p>{t('follow-ups:reply.proposalSub')}</p>
        {reply.proposed.map((at) => {
          const { date, time } = onTheWall(at)
          return (
            <Form key={at} method="post">
              <input type="hidden" name="intent" value="move" />
              <input type="hidden" name="day" value={date} />
              <input type="hidden" name="time" value={time} />
              <SubmitButton kind="secondary">
                {t('follow-ups:reply.take', { when: f.dayTime(at) })}
              </SubmitButton>
            </Form>
          )
        })}
      </Stack>
    </Panel>
  )
}
