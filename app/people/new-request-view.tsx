import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { type ReactNode, useMemo } from 'react'
import { LinkButton } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { Fieldset } from '../kit/form/fieldset.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { PageHeader, Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { LANGUAGES } from '../outreach/list/languages.ts'
import { AskerFields, ConcernField } from './asking-fields.tsx'
import { CandidateField } from './candidate-field.tsx'
import type { Candidate } from './candidates.server.ts'
import { requestInput } from './input.ts'
import { useProposals } from './use-proposals.ts'

interface NewRequestViewProps {
  shell: { city: { slug: string }; today: string }
  formKey: string
  lastResult: SubmissionResult<string[]> | undefined
  /** People the last sending brought up: is he one of these? */
  asked: readonly Candidate[]
}

/** A quick form for who calls, comes by or is sent; who he may be is proposed while his name is typed. */
export function NewRequestView({ shell, formKey, lastResult, asked }: NewRequestViewProps): ReactNode {
  const { t, locale } = useWords()
  const schema = useMemo(() => requestInput(shell.today), [shell.today])
  const [form, fields] = useZodForm({ schema, lastResult, id: 'request' })
  const { proposed, onInput } = useProposals(asked)
  const labels = {
    asker: t('people:request.asker'),
    referrer: t('people:request.referrer'),
    familyName: t('people:field.familyName'),
    givenName: t('people:field.givenName'),
    birthDate: t('people:field.birthDate'),
    phone: t('people:field.phone'),
    language: t('people:field.language'),
    concern: t('people:request.concern'),
    person: t('people:request.isItOne'),
  }
  return (
    <Form method="post" {...getFormProps(form)} onInput={onInput}>
      <Stack text>
        <FormKey value={formKey} />
        <PageHeader title={t('people:request.title')} sub={t('people:request.sub')} />
        <ErrorSummary form={form} labels={labels} />
        <AskerFields fields={fields} />
        <Fieldset legend={t('people:request.who')} inline>
          <TextField
            field={fields.familyName}
            label={labels.familyName}
            autoComplete="off"
            spellCheck={false}
          />
          <TextField
            field={fields.givenName}
            label={labels.givenName}
            optional
            autoComplete="off"
            spellCheck={false}
          />
        </Fieldset>
        <Fieldset legend={t('people:request.more')} inline>
          <TextField
            field={fields.birthDate}
            label={labels.birthDate}
            hint={t('people:request.birthDateHint')}
            autoComplete="off"
          />
          <TextField field={fields.phone} label={labels.phone} type="tel" optional autoComplete="off" />
          <SelectField
            field={fields.language}
            label={labels.language}
            optional
            options={Object.entries(LANGUAGES).map(([tag, names]) => ({ value: tag, label: names[locale] }))}
          />
        </Fieldset>
        <CandidateField field={fields.person} candidates={proposed} today={shell.today} />
        <ConcernField fields={fields} />
        <Row>
          <SubmitButton>{t('people:request.save')}</SubmitButton>
          <LinkButton kind="tertiary" to={`/c/${shell.city.slug}/clients`}>
            {t('people:request.back')}
          </LinkButton>
        </Row>
      </Stack>
    </Form>
  )
}
