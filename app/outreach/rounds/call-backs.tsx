import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { FormKey, SubmitButton } from '../../kit/form/submit-button.tsx'
import { Section } from '../../kit/page.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { WorkLine, WorkList } from '../../kit/work-line.tsx'
import type { CallBack } from './queries.server.ts'

/** Who waits to be called on again: as agreed at the door, or as asked for behind the code of a letter. */
export function CallBacks({
  today,
  callBacks,
  formKey,
}: {
  today: string
  callBacks: readonly CallBack[]
  formKey: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (callBacks.length === 0) return null
  return (
    <Section title={t('outreach:calls.title')} count={callBacks.length}>
      <WorkList label={t('outreach:calls.title')}>
        {callBacks.map(({ personId, requestId, name, address, at, kind, phone, bestTime }) => (
          <WorkLine
            key={requestId ?? personId}
            when={f.dayTime(at)}
            tone={kind === 'phone' ? 'warn' : 'info'}
            who={<strong>{name}</strong>}
            why={
              kind === 'phone'
                ? [t('outreach:calls.phone', { phone: phone ?? '' }), bestTime].filter(Boolean).join(' · ')
                : t('outreach:calls.door', { address })
            }
            action={
              requestId ? (
                <Form method="post" preventScrollReset>
                  <FormKey value={formKey} />
                  <input type="hidden" name="requestId" value={requestId} />
                  <SubmitButton kind="secondary" small name="intent" value="called">
                    {t('outreach:calls.done')}
                  </SubmitButton>
                </Form>
              ) : undefined
            }
          />
        ))}
      </WorkList>
    </Section>
  )
}
