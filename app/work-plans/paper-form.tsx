import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { CheckboxField } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { sheetInput } from './input.ts'
import { READABLE } from './rules/languages.ts'

interface PaperFormProps {
  formKey: string
  sheet: { planId: string; version: number; hash: string }
  clientName: string
  workerName: string
  place: string
  /** BCP 47: what the sheet was printed in beside the German. */
  language: string
  today: string
  /** Address of the plan. */
  base: string
  /** What the file field takes. */
  accept: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** Enters a sheet that both signed by hand: the photo or scan, and what stands on it. */
export function PaperForm(props: PaperFormProps): ReactNode {
  const { formKey, sheet, clientName, workerName, place, language, today, base, accept, lastResult } = props
  const { t } = useWords()
  const [form, fields] = useZodForm({
    schema: sheetInput,
    lastResult,
    defaultValue: { clientName, workerName, place, language, signedOn: today },
    id: 'paper',
  })
  const labels = {
    file: t('work-plans:paper.file'),
    signedOn: t('work-plans:paper.signedOn'),
    clientName: t('work-plans:paper.client'),
    workerName: t('work-plans:paper.worker'),
    place: t('work-plans:signing.place'),
    language: t('work-plans:paper.language'),
    interpreter: t('work-plans:signing.interpreter'),
    compared: t('work-plans:paper.compared'),
  }
  return (
    <>
      <PageHeader
        title={t('work-plans:paper.title')}
        sub={t('work-plans:paper.sub', { version: sheet.version })}
        action={
          <LinkButton to={`${base}.pdf?version=${sheet.version}`} icon="download" reloadDocument>
            {t('work-plans:ways.print')}
          </LinkButton>
        }
      />
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
        <Stack text>
          <FormKey value={formKey} />
          <input type="hidden" name="planId" value={sheet.planId} />
          <input type="hidden" name="version" value={sheet.version} />
          <input type="hidden" name="hash" value={sheet.hash} />
          <ErrorSummary form={form} labels={labels} />
          <TextField
            field={fields.file}
            type="file"
            label={labels.file}
            hint={t('work-plans:paper.fileHint')}
            accept={accept}
          />
          <DateField field={fields.signedOn} label={labels.signedOn} max={today} />
          <TextField field={fields.clientName} label={labels.clientName} autoComplete="off" />
          <TextField field={fields.workerName} label={labels.workerName} autoComplete="off" />
          <TextField field={fields.place} label={labels.place} autoComplete="off" />
          <SelectField
            field={fields.language}
            label={labels.language}
            options={Object.entries(READABLE).map(([value, label]) => ({ value, label }))}
            empty={false}
          />
          <TextField
            field={fields.interpreter}
            label={labels.interpreter}
            hint={t('work-plans:signing.interpreterHint')}
            optional
            autoComplete="off"
          />
          <CheckboxField
            field={fields.compared}
            label={labels.compared}
            hint={t('work-plans:paper.comparedHint', { hash: sheet.hash.slice(0, 16) })}
          />
          <Row>
            <SubmitButton>{t('work-plans:paper.save')}</SubmitButton>
            <LinkButton kind="tertiary" to={base}>
              {t('work-plans:signing.back')}
            </LinkButton>
          </Row>
        </Stack>
      </Form>
    </>
  )
}
