import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import { FieldFrame } from './field-frame.tsx'
import { controlProps, type FieldLook } from './form-field.ts'

type TextFieldProps = FieldLook & {
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'number' | 'time' | 'file' | undefined
  /** Characters the field is wide; the whole column unless given. */
  size?: number | undefined
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | 'accept'
    | 'autoComplete'
    | 'autoFocus'
    | 'dir'
    | 'inputMode'
    | 'lang'
    | 'placeholder'
    | 'spellCheck'
    | 'step'
  >

/** One line of text, a number, a time, a file. */
export function TextField({
  field,
  label,
  hint,
  optional,
  type = 'text',
  size,
  ...rest
}: TextFieldProps): ReactNode {
  const { key, errors, defaultValue, minLength, maxLength, min, max } = field
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional ?? false}>
      <input
        key={key}
        {...rest}
        {...controlProps(field, hint)}
        type={type}
        defaultValue={type === 'file' || type === 'password' ? undefined : defaultValue}
        minLength={minLength}
        maxLength={maxLength}
        min={min}
        max={max}
        style={size ? { maxInlineSize: `calc(${size}ch + 34px)` } : undefined}
        className={`kern-form-input__input${errors ? ' kern-form-input__input--error' : ''}`}
      />
    </FieldFrame>
  )
}

type DateFieldProps = FieldLook & { min?: string | undefined; max?: string }

/** A day, in the browser's own calendar; the value is `2026-11-25`. */
export function DateField({ field, label, hint, optional, min, max }: DateFieldProps): ReactNode {
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional ?? false}>
      <input
        key={field.key}
        {...controlProps(field, hint)}
        type="date"
        defaultValue={field.defaultValue}
        min={min ?? field.min}
        max={max ?? field.max}
        className={`kern-form-input__input k-date${field.errors ? ' kern-form-input__input--error' : ''}`}
      />
    </FieldFrame>
  )
}

type TextAreaProps = FieldLook & { rows?: number | undefined } & Pick<
    TextareaHTMLAttributes<HTMLTextAreaElement>,
    'dir' | 'lang'
  >

/** Several lines of text. `rows` lines high at first, 4 unless given. */
export function TextArea({ field, label, hint, optional, rows = 4, ...rest }: TextAreaProps): ReactNode {
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional ?? false}>
      <textarea
        key={field.key}
        {...rest}
        {...controlProps(field, hint)}
        rows={rows}
        defaultValue={field.defaultValue}
        minLength={field.minLength}
        maxLength={field.maxLength}
        className={`kern-form-input__input k-area${field.errors ? ' kern-form-input__input--error' : ''}`}
      />
    </FieldFrame>
  )
}
