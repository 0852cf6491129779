import type { ReactNode } from 'react'
import { useWords } from '../use-words.ts'
import { FieldFrame } from './field-frame.tsx'
import { controlProps, type FieldLook } from './form-field.ts'

export interface Option {
  value: string
  label: string
  hint?: string | undefined
}

type SelectFieldProps = FieldLook & {
  options: readonly Option[]
  /** Words of the first, empty line; false leaves it out. */
  empty?: string | false | undefined
}

/** One of many; for up to five take RadioGroup. */
export function SelectField({ field, label, hint, optional, options, empty }: SelectFieldProps): ReactNode {
  const { t } = useWords()
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional ?? false}>
      <div className="kern-form-input__select-wrapper">
        <select
          key={field.key}
          {...controlProps(field, hint)}
          defaultValue={field.defaultValue ?? ''}
          className={`kern-form-input__select${field.errors ? ' kern-form-input__select--error' : ''}`}
        >
          {empty === false ? null : <option value="">{empty ?? t('kit:form.choose')}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  )
}
