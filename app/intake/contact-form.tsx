import { getFormProps, type SubmissionResult } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CheckboxField, RadioGroup } from '../kit/form/choice-group.tsx'
import { ErrorSummary } from '../kit/form/error-summary.tsx'
import { Fieldset } from '../kit/form/fieldset.tsx'
import { SaveRow } from '../kit/form/save-row.tsx'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey } from '../kit/form/submit-button.tsx'
import { TextField } from '../kit/form/text-field.tsx'
import { useZodForm } from '../kit/form/zod-form.ts'
import { Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'
import { contactInput } from './input.ts'
import { useLanguages } from './languages.ts'
import type { ContactLine } from './queries.server.ts'
import { LITERACIES, OFFERED_CHANNELS } from './rules.ts'

interface ContactFormProps {
  /** What counts now; `recordId` empty where only a list or nobody said anything. */
  known: Omit<ContactLine, 'recordedOn' | 'by'>
  formKey: string
  /** Where to go without an entry. */
  back: string
  lastResult: SubmissionResult<string[]> | undefined
}

/** How somebody is reached, and in which language, spoken and read. */
export function ContactForm({ known, formKey, back, lastResult }: ContactFormProps): ReactNode {
  const { t } = useWords()
  const languages = useLanguages()
  const { recordId, interpreter, ...told } = known
  const [form, fields] = useZodForm({
    schema: contactInput,
    lastResult,
    id: 'contact',
    defaultValue: { ...told, basedOn: recordId, interpreter: interpreter ? 'on' : undefined },
  })
  const labels = {
    mobile: t('intake:contact.mobile'),
    phone: t('intake:contact.phone'),
    email: t('intake:contact.email'),
    otherName: t('intake:contact.otherName'),
    otherPhone: t('intake:contact.otherPhone'),
    language: t('intake:contact.language'),
    readsLanguage: t('intake:contact.readsLanguage'),
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <FormKey value={formKey} />
        <input type="hidden" name="intent" value="contact" />
        <input type="hidden" name="basedOn" value={fields.basedOn.initialValue ?? ''} />
        <ErrorSummary form={form} labels={labels} />
        <Fieldset legend={t('intake:contact.title')}>
          <TextField field={fields.mobile} label={labels.mobile} type="tel" autoComplete="off" optional />
          <TextField field={fields.phone} label={labels.phone} type="tel" autoComplete="off" optional />
          <TextField
            field={fields.email}
            label={labels.email}
            hint={t('intake:contact.emailHint')}
            type="email"
            autoComplete="off"
            optional
          />
          <TextField
            field={fields.messenger}
            label={t('intake:contact.messenger')}
            hint={t('intake:contact.messengerHint')}
            autoComplete="off"
            optional
          />
          <SelectField
            field={fields.preferred}
            label={t('intake:contact.preferred')}
            empty={t('intake:contact.notAsked')}
            options={OFFERED_CHANNELS.map((value) => ({ value, label: t(`intake:channel.${value}`) }))}
          />
          <TextField
            field={fields.bestTime}
            label={t('intake:contact.bestTime')}
            hint={t('intake:contact.bestTimeHint')}
            autoComplete="off"
            optional
          />
        </Fieldset>
        <Fieldset legend={t('intake:contact.other')} hint={t('intake:contact.otherHint')}>
          <TextField field={fields.otherName} label={labels.otherName} autoComplete="off" optional />
          <TextField
            field={fields.otherPhone}
            label={labels.otherPhone}
            type="tel"
            autoComplete="off"
            optional
          />
        </Fieldset>
        <Fieldset legend={t('intake:contact.understanding')}>
          <SelectField
            field={fields.language}
            label={labels.language}
            empty={t('intake:contact.notAsked')}
            options={languages}
          />
          <CheckboxField field={fields.interpreter} label={t('intake:contact.interpreter')} />
          <SelectField
            field={fields.interpreterGender}
            label={t('intake:contact.interpreterGender')}
            hint={t('intake:contact.interpreterGenderHint')}
            empty={t('intake:contact.noWish')}
            options={[
              { value: 'female', label: t('intake:contact.female') },
              { value: 'male', label: t('intake:contact.male') },
            ]}
          />
          <SelectField
            field={fields.readsLanguage}
            label={labels.readsLanguage}
            empty={t('intake:contact.notAsked')}
            options={languages}
          />
          <RadioGroup
            field={fields.literacy}
            label={t('intake:contact.literacy')}
            hint={t('intake:contact.literacyHint')}
            options={LITERACIES.map((value) => ({ value, label: t(`intake:literacy.${value}`) }))}
          />
        </Fieldset>
        <SaveRow back={back}>{t('intake:contact.save')}</SaveRow>
      </Stack>
    </Form>
  )
}
