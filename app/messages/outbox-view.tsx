import type { ReactNode } from 'react'
import type { OutboxMail } from '../../infra/mail.ts'
import { Alert } from '../kit/alert.tsx'
import { DefinitionList } from '../kit/definition-list.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { EmptyState, Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import './outbox.css'

interface OutboxViewProps {
  cities: { city: string; mails: OutboxMail[] }[]
  today: string
}

/** What the demo would have sent, by city. */
export function OutboxView({ cities, today }: OutboxViewProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Stack>
      <PageHeader title={t('messages:outbox.title')} />
      <Alert title={t('messages:outbox.hint')} />
      {cities.length === 0 ? <EmptyState title={t('messages:outbox.empty')} /> : null}
      {cities.map(({ city, mails }) => (
        <Section key={city} title={city} count={mails.length}>
          <Stack>
            {mails.map(({ key, sentAt, from, to, replyTo, subject, text }) => (
              <Panel key={key} title={subject} level={3}>
                <DefinitionList
                  facts={[
                    { term: t('messages:outbox.from'), value: from },
                    { term: t('messages:outbox.replyTo'), value: replyTo },
                    { term: t('messages:outbox.to'), value: to },
                    { term: t('messages:outbox.sent'), value: f.dayTime(sentAt) },
                  ]}
                />
                <pre className="outbox__text">{text}</pre>
              </Panel>
            ))}
          </Stack>
        </Section>
      ))}
    </Stack>
  )
}
