import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { Fieldset } from '../kit/form/fieldset.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { applyInput, decideInput } from './input.ts'
import { statusOptions } from './paper-words.ts'

interface ApplyFormProps {
  formKey: string
  today: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** An extension was applied for. */
export function ApplyForm({ formKey, today, lastResult }: ApplyFormProps): ReactNode {
  const { t } = useWords()
  const defaultValue = { appliedOn: today }
  const [form, fields] = useZodForm({ schema: applyInput, lastResult, defaultValue, id: 'apply' })
  const label = t('permits:apply.appliedOn')
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="apply" />
        <ErrorSummary form={form} labels={{ appliedOn: label }} />
        <DateField field={fields.appliedOn} label={label} hint={t('permits:apply.hint')} max={today} />
        <Row>
          <SubmitButton>{t('permits:apply.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}

interface DecideFormProps {
  extension: { extensionId: string; appliedOn: string }
  today: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** The authority has answered. */
export function DecideForm({ extension, today, lastResult }: DecideFormProps): ReactNode {
  const { t } = useWords()
  const defaultValue = { decidedOn: today }
  const [form, fields] = useZodForm({ schema: decideInput, lastResult, defaultValue, id: 'decide' })
  const labels = {
    outcome: t('permits:decide.outcome'),
    decidedOn: t('permits:decide.decidedOn'),
    validUntil: t('permits:until'),
    status: t('permits:status'),
    wording: t('permits:wording'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="extensionId" value={extension.extensionId} />
        <ErrorSummary form={form} labels={labels} />
        <RadioGroup
          field={fields.outcome}
          label={labels.outcome}
          options={[
            { value: 'granted', label: t('permits:decide.granted') },
            { value: 'refused', label: t('permits:decide.refused') },
          ]}
        />
        <DateField field={fields.decidedOn} label={labels.decidedOn} min={extension.appliedOn} max={today} />
        <Fieldset legend={t('permits:decide.paper')}>
          <DateField field={fields.validUntil} label={labels.validUntil} hint={t('permits:form.untilHint')} />
          <SelectField
            field={fields.status}
            label={labels.status}
            options={statusOptions}
            empty={t('permits:decide.statusSame')}
          />
          <TextField
            field={fields.wording}
            label={labels.wording}
            hint={t('permits:form.wordingHint')}
            optional
            lang="de"
            autoComplete="off"
          />
        </Fieldset>
        <Row>
          <SubmitButton>{t('permits:decide.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}
