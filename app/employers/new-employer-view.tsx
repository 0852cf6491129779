import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { employerInput } from './input.ts'

interface NewEmployerViewProps {
  slug: string
  lastResult: SubmissionResult<string[]> | undefined
}

export function NewEmployerView({ slug, lastResult }: NewEmployerViewProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: employerInput, lastResult, id: 'employer' })
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <PageHeader title={t('employers:new.title')} sub={t('employers:new.sub')} />
        <ErrorSummary form={form} labels={{ name: t('employers:new.name'), town: t('employers:town') }} />
        <TextField
          field={fields.name}
          label={t('employers:new.name')}
          hint={t('employers:new.nameHint')}
          autoComplete="off"
        />
        <TextField field={fields.town} label={t('employers:town')} optional autoComplete="off" />
        <Row>
          <SubmitButton>{t('employers:new.save')}</SubmitButton>
          <LinkButton kind="tertiary" to={`/c/${slug}/employers`}>
            {t('employers:new.back')}
          </LinkButton>
        </Row>
      </Stack>
    </Form>
  )
}
