import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { DateField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { endInput } from './input.ts'
import type { ClientPlacement } from './queries.server.ts'

interface ChangeFormProps {
  job: ClientPlacement
  today: string
  /** Where to go without a change. */
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** The last day of work of one placement. */
export function EndForm({ job, today, back, lastResult }: ChangeFormProps): ReactNode {
  const { t } = useWords()
  const [form, fields] = useZodForm({ schema: endInput, lastResult, id: 'end' })
  const label = t('placements:page.lastDay')
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <Target job={job} />
        <ErrorSummary form={form} labels={{ endedOn: label }} />
        <DateField
          field={fields.endedOn}
          label={label}
          hint={t('placements:end.lastDayHint')}
          min={job.firstDay}
          max={today}
        />
        <SaveRow back={back}>{t('placements:end.save')}</SaveRow>
      </Stack>
    </Form>
  )
}

/** Which placement is changed, in words and for the server. */
function Target({ job }: { job: ClientPlacement }): ReactNode {
  return (
    <>
      <input type="hidden" name="intent" value="end" />
      <input type="hidden" name="placementId" value={job.placementId} />
      <p>
        <strong>{job.jobTitle}</strong>, {job.employerName}
      </p>
    </>
  )
}
