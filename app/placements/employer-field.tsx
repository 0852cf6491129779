import type { ReactNode } from 'react'
import { FieldFrame } from '../kit/form/field-frame.tsx'
import { controlProps, type FieldLook } from '../kit/form/form-field.ts'

interface EmployerFieldProps extends FieldLook {
  /** Offered while typing; the browser does it without script. */
  offered: readonly { employerId: string; name: string; town: string }[]
}

/** An employer by name: one of the offered or a new one. */
export function EmployerField({ field, label, hint, offered }: EmployerFieldProps): ReactNode {
  const list = `${field.id}-offered`
  return (
    <FieldFrame field={field} label={label} hint={hint}>
      <input
        key={field.key}
        {...controlProps(field, hint)}
        type="text"
        list={list}
        autoComplete="off"
        defaultValue={field.defaultValue}
        maxLength={field.maxLength}
        className={`kern-form-input__input${field.errors ? ' kern-form-input__input--error' : ''}`}
      />
      <datalist id={list}>
        {offered.map(({ employerId, name, town }) => (
          <option key={employerId} value={name}>
            {town}
          </option>
        ))}
      </datalist>
    </FieldFrame>
  )
}
