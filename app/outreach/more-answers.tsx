import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ChoiceButtons } from '../kit/form/choice-group.tsx'
import { type FormField, plainField } from '../kit/form/form-field.ts'
import { SelectField } from '../kit/form/select-field.tsx'
import { FormKey, SubmitButton } from '../kit/form/submit-button.tsx'
import { DateField, TextField } from '../kit/form/text-field.tsx'
import { useWords } from '../kit/use-words.ts'
import { LANGUAGES } from './list/languages.ts'

interface MoreAnswersProps {
  personId: string
  name: string
  today: string
  formKey: string
}

/**
 * The answers that need a second look: a date, a language, or a word one does not tap by mistake. A page holds those of
 * one person: a street has dozens, and a phone little network.
 */
export function MoreAnswers({ personId, name, today, formKey }: MoreAnswersProps): ReactNode {
  const { t, locale } = useWords()
  const field = (of: string, value?: string): FormField => {
    const id = `${of}-${personId}`
    const known = value === undefined ? {} : { value }
    return { ...plainField(of, known), id, errorId: `${id}-error`, descriptionId: `${id}-hint` }
  }
  const hidden = (
    <>
      <FormKey value={formKey} />
      <input type="hidden" name="personId" value={personId} />
      <input type="hidden" name="occurredOn" value={today} />
    </>
  )
  return (
    <div className="k-more">
      <Form method="post" preventScrollReset className="k-more__form">
        {hidden}
        <DateField
          field={{ ...field('callBackOn'), required: true }}
          label={t('outreach:walk.callBackOn')}
          min={today}
        />
        <TextField
          field={{ ...field('callBackTime', '17:00'), required: true }}
          type="time"
          size={8}
          label={t('outreach:walk.callBackTime')}
        />
        <TextField field={{ ...field('note'), maxLength: 500 }} optional label={t('outreach:walk.note')} />
        <SubmitButton kind="secondary" name="outcome" value="call-back">
          {t('outreach:outcome.call-back')}
        </SubmitButton>
      </Form>
      <Form method="post" preventScrollReset className="k-more__form">
        {hidden}
        <SelectField
          field={field('language')}
          optional
          label={t('outreach:walk.language')}
          hint={t('outreach:walk.languageHint')}
          options={Object.entries(LANGUAGES).map(([value, names]) => ({ value, label: names[locale] }))}
        />
        <SubmitButton kind="secondary" name="outcome" value="language-barrier">
          {t('outreach:outcome.language-barrier')}
        </SubmitButton>
      </Form>
      <Form method="post" preventScrollReset>
        {hidden}
        <ChoiceButtons
          name="outcome"
          label={t('outreach:street.how', { name })}
          options={(['moved', 'wrong-address', 'deceased'] as const).map((outcome) => ({
            value: outcome,
            label: t(`outreach:outcome.${outcome}`),
          }))}
        />
      </Form>
    </div>
  )
}
