import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { PageHeader, Row, Section, Stack } from '../../kit/page.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import type { FeedState } from '../queries.server.ts'
import './calendar-view.css'

interface CalendarViewProps {
  feeds: readonly FeedState[]
  today: string
  /** The address just made: shown now and never again. */
  made: { of: string; address: string } | undefined
}

/** Addresses by which a calendar on a phone or a screen at a door reads the talks, each of which can be revoked. */
export function CalendarView({ feeds, today, made }: CalendarViewProps): ReactNode {
  const { t } = useWords()
  return (
    <Stack text>
      <PageHeader title={t('follow-ups:calendar.title')} sub={t('follow-ups:calendar.sub')} />
      {feeds.map((feed) => (
        <Section key={feed.of} title={feed.name ?? t('follow-ups:calendar.mine')}>
          <FeedPart feed={feed} today={today} address={made?.of === feed.of ? made.address : undefined} />
        </Section>
      ))}
    </Stack>
  )
}

function FeedPart({
  feed: { of, since, name },
  today,
  address,
}: {
  feed: FeedState
  today: string
  address: string | undefined
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const whose = name ?? t('follow-ups:calendar.mine')
  const opens = t(since ? 'follow-ups:calendar.renew' : 'follow-ups:calendar.open')
  const revokes = t('follow-ups:calendar.revoke')
  return (
    <Stack>
      {address ? (
        <Alert tone="ok" title={t('follow-ups:calendar.made')}>
          <p className="k-feed">
            <code>{address}</code>
          </p>
          <p>{t('follow-ups:calendar.once')}</p>
        </Alert>
      ) : (
        <p>
          {since
            ? t('follow-ups:calendar.since', { when: f.dayTime(since) })
            : t('follow-ups:calendar.noneYet')}
        </p>
      )}
      <Form method="post">
        <input type="hidden" name="of" value={of} />
        <Row>
          <SubmitButton
            name="intent"
            value="open"
            kind={since ? 'secondary' : 'primary'}
            aria-label={`${opens}: ${whose}`}
          >
            {opens}
          </SubmitButton>
          {since ? (
            <SubmitButton name="intent" value="revoke" kind="secondary" aria-label={`${revokes}: ${whose}`}>
              {revokes}
            </SubmitButton>
          ) : null}
        </Row>
      </Form>
    </Stack>
  )
}
