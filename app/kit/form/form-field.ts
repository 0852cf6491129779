import { useContext } from 'react'
import { I18nContext } from 'react-i18next'
import { useWords } from '../use-words.ts'

/**
 * What a field of the kit needs to know. Every field of conform's `fields` fits; so does a plain object, where a form
 * is too small for conform.
 */
export interface FormField {
  id: string
  name: string
  key?: string | undefined
  errorId: string
  descriptionId: string
  errors?: string[] | undefined
  defaultValue?: string | undefined
  defaultOptions?: string[] | undefined
  defaultChecked?: boolean | undefined
  required?: boolean | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
  min?: string | number | undefined
  max?: string | number | undefined
}

/** A field of a form too small for conform: one search, one tick. */
export function plainField(
  name: string,
  known: { value?: string; error?: string | undefined } = {},
): FormField {
  return {
    id: name,
    name,
    errorId: `${name}-error`,
    descriptionId: `${name}-description`,
    defaultValue: known.value,
    errors: known.error === undefined ? undefined : [known.error],
  }
}

/** What every field shows. */
export interface FieldLook {
  field: FormField
  label: string
  hint?: string | undefined
  /** Marks the field as optional. Mark the few, not the many: no asterisks. */
  optional?: boolean | undefined
}

/** `kit:error.tooLong|count=200`: a word and its values in one string, as conform keeps errors as strings. */
export function withValues(key: string, values: Readonly<Record<string, string | number>>): string {
  return `${key}|${new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]))}`
}

/** Turns an error of a field into a sentence. What is no key of ours is shown as it is. */
export function useErrorText(): (error: string) => string {
  const { i18n } = useContext(I18nContext)
  const { t } = useWords()
  return (error) => {
    const [key = '', query] = error.split('|')
    if (!i18n.exists(key, { count: 2 })) return key.includes(' ') ? error : t('kit:error.invalid')
    const values = Object.fromEntries(new URLSearchParams(query ?? ''))
    return i18n.t(key, { ...values, ...(values.count ? { count: Number(values.count) } : {}) })
  }
}

/** The attributes that tie a control to its name, hint and error. */
export function controlProps(field: FormField, hint: string | undefined): ControlProps {
  const described = [field.errors ? field.errorId : '', hint ? field.descriptionId : '']
    .filter(Boolean)
    .join(' ')
  return {
    id: field.id,
    name: field.name,
    required: field.required,
    'aria-invalid': field.errors ? true : undefined,
    'aria-describedby': described || undefined,
  }
}

interface ControlProps {
  id: string
  name: string
  required: boolean | undefined
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}
