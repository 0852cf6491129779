import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { TextLink } from '../../kit/button.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { onTheWall } from '../../kit/format.ts'
import { PageHeader, Stack } from '../../kit/page.tsx'
import { EmptyState, Panel } from '../../kit/panel.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { WorkLine, WorkList } from '../../kit/work-line.tsx'
import type { LetterToPost } from './queries.server.ts'

type Line = Omit<LetterToPost, 'frozen' | 'languages'>

/** Letters that wait: print them all as one file, then say that they are on their way. */
export function PostView({
  letters,
  clients,
  page,
  today,
}: {
  letters: readonly Line[]
  /** Address of the clients of this city. */
  clients: string
  page: string
  today: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const ids = letters.map(({ messageId }) => (
    <input key={messageId} type="hidden" name="letter" value={messageId} />
  ))
  return (
    <Stack>
      <PageHeader title={t('messages:post.title')} sub={t('messages:post.sub')} />
      {letters.length === 0 ? (
        <EmptyState title={t('messages:post.none')} />
      ) : (
        <>
          <Panel title={t('messages:post.waiting', { count: letters.length })}>
            <WorkList label={t('messages:post.title')}>
              {letters.map(({ messageId, clientId, appointmentId, name, kind, startsAt }) => (
                <WorkLine
                  key={messageId}
                  when={f.date(onTheWall(startsAt).date)}
                  who={
                    <TextLink to={`${clients}/${clientId}/appointments/${appointmentId}`}>{name}</TextLink>
                  }
                  why={t(`messages:kind.${kind}`)}
                />
              ))}
            </WorkList>
          </Panel>
          <Form method="post" action={`${page}.pdf`} reloadDocument>
            <SubmitButton kind="secondary">{t('messages:post.print')}</SubmitButton>
          </Form>
          <Alert title={t('messages:post.then')} />
          <Form method="post">
            {ids}
            <SubmitButton>{t('messages:post.done')}</SubmitButton>
          </Form>
        </>
      )}
    </Stack>
  )
}
