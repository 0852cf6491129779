import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CheckboxGroup, RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { Fieldset } from '../kit/form/fieldset.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Row, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { LANGUAGES } from '../outreach/list/languages.ts'
import { consentInput } from './input.ts'
import type { Organisation } from './queries.server.ts'
import { FURTHEST_YEARS, inYears, OFFERED_CATEGORIES, PURPOSES, TEXT_VERSION } from './rules.ts'

interface ConsentFormProps {
  organisations: readonly Organisation[]
  formKey: string
  today: string
  /** The client's own language, where it is one of the list's. */
  language: string | null
  lastResult: SubmissionResult<string[]> | undefined
}

/** One form for several categories: what is read out, what the client answers, how it was signed. */
export function ConsentForm({
  organisations,
  formKey,
  today,
  language,
  lastResult,
}: ConsentFormProps): ReactNode {
  const { t, locale } = useWords()
  const [form, fields] = useZodForm({
    schema: consentInput,
    lastResult,
    id: 'consent',
    defaultValue: {
      occurredOn: today,
      expiresOn: inYears(today, 1),
      languageShown: language && language in LANGUAGES ? language : 'de',
      answer: 'given',
      categories: ['identity'],
    },
  })
  const labels = {
    organisationId: t('partners:form.organisation'),
    purpose: t('partners:form.purpose'),
    categories: t('partners:form.categories'),
    answer: t('partners:form.answer'),
    occurredOn: t('partners:form.occurredOn'),
    expiresOn: t('partners:form.expiresOn'),
    languageShown: t('partners:form.language'),
    interpreterName: t('partners:form.interpreter'),
    signedHow: t('partners:form.signedHow'),
    signedName: t('partners:form.signedName'),
  }
  if (organisations.length === 0) return <p>{t('partners:form.organisationNone')}</p>
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="give" />
        <input type="hidden" name="textVersion" value={TEXT_VERSION} />
        <ErrorSummary form={form} labels={labels} />
        <SelectField
          field={fields.organisationId}
          label={labels.organisationId}
          options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          field={fields.purpose}
          label={labels.purpose}
          options={PURPOSES.map((value) => ({ value, label: t(`partners:purpose.${value}`) }))}
        />
        <div className="aloud">
          <p className="aloud__title">{t(`partners:text.${TEXT_VERSION}.title`)}</p>
          <p>{t(`partners:text.${TEXT_VERSION}.intro`)}</p>
          <p>{t(`partners:text.${TEXT_VERSION}.free`)}</p>
          <p>{t(`partners:text.${TEXT_VERSION}.withdraw`)}</p>
        </div>
        <CheckboxGroup
          field={fields.categories}
          label={labels.categories}
          options={OFFERED_CATEGORIES.map((value) => ({
            value,
            label: t(`partners:category.${value}`),
            hint: t(`partners:text.${TEXT_VERSION}.category.${value}`),
          }))}
        />
        <RadioGroup
          field={fields.answer}
          label={labels.answer}
          options={[
            { value: 'given', label: t('partners:form.given') },
            { value: 'refused', label: t('partners:form.refused'), hint: t('partners:form.refusedHint') },
          ]}
        />
        <Fieldset legend={t('partners:consent.until')} inline>
          <DateField field={fields.occurredOn} label={labels.occurredOn} max={today} />
          <DateField
            field={fields.expiresOn}
            label={labels.expiresOn}
            hint={t('partners:form.expiresHint')}
            min={today}
            max={inYears(today, FURTHEST_YEARS)}
            optional
          />
        </Fieldset>
        <Fieldset legend={t('partners:consent.text')} inline>
          <SelectField
            field={fields.languageShown}
            label={labels.languageShown}
            options={Object.entries(LANGUAGES).map(([value, names]) => ({ value, label: names[locale] }))}
            empty={false}
          />
          <TextField
            field={fields.interpreterName}
            label={labels.interpreterName}
            hint={t('partners:form.interpreterHint')}
            autoComplete="off"
            optional
          />
        </Fieldset>
        <RadioGroup
          field={fields.signedHow}
          label={labels.signedHow}
          options={[
            { value: 'paper', label: t('partners:form.signedPaper') },
            { value: 'typed', label: t('partners:form.signedTyped') },
          ]}
        />
        <TextField field={fields.signedName} label={labels.signedName} autoComplete="off" optional />
        <Row>
          <SubmitButton>{t('partners:form.save')}</SubmitButton>
        </Row>
      </Stack>
    </Form>
  )
}
