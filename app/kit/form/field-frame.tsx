import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import { useWords } from '../use-words.ts'
import { type FieldLook, type FormField, useErrorText } from './form-field.ts'

/** Label, hint, control, error, in the order they are read. */
export function FieldFrame({
  field,
  label,
  hint,
  optional,
  children,
}: FieldLook & { children: ReactNode }): ReactNode {
  return (
    <div className={`kern-form-input k-field${field.errors ? ' kern-form-input--error' : ''}`}>
      <label className="kern-label" htmlFor={field.id}>
        {label}
        {optional ? <OptionalMark /> : null}
      </label>
      {hint ? <FieldHint field={field} hint={hint} /> : null}
      {children}
      <FieldErrors field={field} />
    </div>
  )
}

export function OptionalMark(): ReactNode {
  const { t } = useWords()
  return <span className="kern-label__optional"> ({t('kit:form.optional')})</span>
}

export function FieldHint({ field, hint }: { field: FormField; hint: string }): ReactNode {
  return (
    <div className="kern-hint" id={field.descriptionId}>
      {hint}
    </div>
  )
}

export function FieldErrors({ field }: { field: FormField }): ReactNode {
  const errorText = useErrorText()
  if (!field.errors) return null
  return (
    <p className="kern-error" id={field.errorId}>
      <Icon name="danger" small />
      <span className="kern-body">{field.errors.map(errorText).join(' ')}</span>
    </p>
  )
}
