import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { TextArea, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { moveInput } from './input.ts'

export interface Candidate {
  clientId: string
  familyName: string
  givenName: string
  birthDate: string
  leadName: string | null
}

interface MovePanelProps {
  today: string
  /** Who was found; null: nobody was looked for yet. */
  found: readonly Candidate[] | null
  /** Whom it belongs to, once chosen: her banner and her file's id. */
  chosen: { clientId: string; banner: ReactNode } | null
  formKey: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** To whom the act belongs: looked for by POST, so that no name stands in an address; then both are seen before it moves. */
export function MovePanel(props: MovePanelProps): ReactNode {
  const { chosen } = props
  return chosen ? <Confirm {...props} chosen={chosen} /> : <Search {...props} />
}

function Search({ today, found }: MovePanelProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <Stack>
      <p>{t('undo:move.text')}</p>
      <Form method="post" className="k-form">
        <input type="hidden" name="intent" value="search" />
        <TextField field={plainField('q')} label={t('undo:move.search')} hint={t('undo:move.searchHint')} />
        <Button type="submit">{t('undo:move.find')}</Button>
      </Form>
      {found && found.length === 0 ? <p>{t('undo:move.nobody')}</p> : null}
      <ul className="k-plain">
        {(found ?? []).map(({ clientId, familyName, givenName, birthDate, leadName }) => (
          <li key={clientId}>
            <Form method="post">
              <input type="hidden" name="intent" value="choose" />
              <input type="hidden" name="targetId" value={clientId} />
              <Row>
                <span>
                  <strong>{[familyName, givenName].filter(Boolean).join(', ')}</strong>,{' '}
                  {f.birthDate(birthDate)}
                  {leadName ? `, ${leadName}` : ''}
                </span>
                <Button type="submit" small>
                  {t('undo:move.choose')}
                </Button>
              </Row>
            </Form>
          </li>
        ))}
      </ul>
    </Stack>
  )
}

function Confirm({
  chosen,
  formKey,
  lastResult,
}: MovePanelProps & { chosen: { clientId: string; banner: ReactNode } }): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: moveInput, lastResult, id: 'move' })
  const label = t('undo:reason')
  return (
    <Stack>
      <p>{t('undo:move.to')}</p>
      {chosen.banner}
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <FormKey value={formKey} />
          <input type="hidden" name="intent" value="move" />
          <input type="hidden" name="targetId" value={chosen.clientId} />
          <ErrorSummary form={form} labels={{ reason: label }} />
          <TextArea field={fields.reason} label={label} hint={t('undo:hint.move')} rows={2} />
          <Row>
            <SubmitButton>{t('undo:save.move')}</SubmitButton>
          </Row>
        </Stack>
      </Form>
      <Form method="post">
        <Button type="submit" kind="tertiary" name="intent" value="search">
          {t('undo:move.other')}
        </Button>
      </Form>
    </Stack>
  )
}
