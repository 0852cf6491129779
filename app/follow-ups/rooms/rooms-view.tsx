import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LinkButton } from '../../kit/button.tsx'
import { ErrorSummary } from '../../kit/form/error-summary.tsx'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { useZodForm } from '../../kit/form/zod-form.ts'
import { PageHeader, Section, Stack } from '../../kit/page.tsx'
import { EmptyState } from '../../kit/panel.tsx'
import { useWords } from '../../kit/use-words.ts'
import { WorkLine, WorkList } from '../../kit/work-line.tsx'
import { roomInput } from '../input.ts'
import type { Room } from '../queries.server.ts'

interface RoomsViewProps {
  slug: string
  rooms: readonly Room[]
  lastResult: SubmissionResult<string[]> | undefined
}

/** Rooms of the city in which talks take place: the lead adds one, or takes one out of use. */
export function RoomsView({ slug, rooms, lastResult }: RoomsViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: roomInput, lastResult, id: 'room' })
  const retire = t('follow-ups:rooms.retire')
  const labels = { name: t('follow-ups:rooms.name') }
  return (
    <Stack text>
      <PageHeader
        title={t('follow-ups:rooms.title')}
        sub={t('follow-ups:rooms.sub')}
        action={
          <LinkButton to={`/c/${slug}/settings`} kind="tertiary">
            {t('letters:back')}
          </LinkButton>
        }
      />
      {rooms.length === 0 ? (
        <EmptyState title={t('follow-ups:rooms.empty')} />
      ) : (
        <WorkList label={t('follow-ups:rooms.title')}>
          {rooms.map(({ id, name }) => (
            <WorkLine
              key={id}
              who={name}
              action={
                <Form method="post">
                  <input type="hidden" name="room" value={id} />
                  <SubmitButton small kind="secondary" aria-label={`${retire}: ${name}`}>
                    {retire}
                  </SubmitButton>
                </Form>
              }
            />
          ))}
        </WorkList>
      )}
      <Section title={t('follow-ups:rooms.add')}>
        <Form method="post" {...getFormProps(form)} key={rooms.length}>
          <Stack>
            <ErrorSummary form={form} labels={labels} />
            <TextField
              field={fields.name}
              label={labels.name}
              hint={t('follow-ups:rooms.nameHint')}
              autoComplete="off"
            />
            <SubmitButton>{t('follow-ups:rooms.add')}</SubmitButton>
          </Stack>
        </Form>
      </Section>
    </Stack>
  )
}
