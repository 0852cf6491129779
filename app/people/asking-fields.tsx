import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import type { FormField } from '../kit/form/form-field.ts'
import { TextArea, TextField } from '../kit/form/text-field.tsx'
import { useWords } from '../kit/use-words.ts'
import { ASKERS } from './input.ts'

interface AskingFieldsProps {
  fields: { asker: FormField; referrer: FormField; concern: FormField }
}

/** Who asks, who sent him and what it is about. */
export function AskerFields({ fields }: AskingFieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <RadioGroup
        field={fields.asker}
        label={t('people:request.asker')}
        options={ASKERS.map((asker) => ({ value: asker, label: t(`people:asker.${asker}`) }))}
      />
      <TextField
        field={fields.referrer}
        label={t('people:request.referrer')}
        hint={t('people:request.referrerHint')}
        optional
        autoComplete="off"
      />
    </>
  )
}

export function ConcernField({ fields }: Pick<AskingFieldsProps, 'fields'>): ReactNode {
  const { t } = useWords()
  return (
    <TextArea
      field={fields.concern}
      label={t('people:request.concern')}
      hint={t('people:request.concernHint')}
      rows={2}
    />
  )
}
