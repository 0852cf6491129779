import { type DefaultValue, type Submission, type SubmissionResult, useForm } from '@conform-to/react'
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4'
import type { z } from 'zod'
import { withValues } from './form-field.ts'

type Issue = z.core.$ZodRawIssue

const sized = (issue: Issue): string | undefined =>
  'origin' in issue && typeof issue.origin === 'string' ? issue.origin : undefined

const limit = (value: unknown): number => Number(value)

/** zod's own complaints in our words. A schema that names its error (`{ error: 'clients:error.name' }`) goes first. */
export const formErrors: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return 'kit:error.required'
      if (issue.expected === 'date') return 'kit:error.date'
      return issue.expected === 'number' ? 'kit:error.number' : 'kit:error.invalid'
    case 'invalid_format':
      if (issue.format === 'date') return 'kit:error.date'
      return issue.format === 'email' ? 'kit:error.email' : 'kit:error.invalid'
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return sized(issue) === 'string'
        ? withValues('kit:error.tooLong', { count: limit(issue.maximum) })
        : withValues('kit:error.atMost', { limit: limit(issue.maximum) })
    case 'invalid_value':
    case 'invalid_union':
      return 'kit:error.choose'
    default:
      return 'kit:error.invalid'
  }
}

function tooSmall(issue: Issue & { code: 'too_small' }): string {
  const count = limit(issue.minimum)
  switch (sized(issue)) {
    case 'string':
      return count <= 1 ? 'kit:error.required' : withValues('kit:error.tooShort', { count })
    case 'array':
    case 'set':
      return withValues('kit:error.chooseMany', { count })
    default:
      return withValues('kit:error.atLeast', { limit: count })
  }
}

/** No keyboard types a NUL, and Postgres keeps none: it goes before anything looks at what was typed. */
function withoutNul(form: FormData): FormData {
  const kept = new FormData()
  for (const [name, value] of form)
    kept.append(name, typeof value === 'string' ? value.replaceAll('\0', '') : value)
  return kept
}

/** Parses a form; the same in the browser and in an action. Not ok: `return submission.reply()`. */
export function parseForm<Schema extends z.ZodType>(form: FormData, schema: Schema): FormSubmission<Schema> {
  return parseWithZod(withoutNul(form), { schema, error: formErrors })
}

export type FormSubmission<Schema extends z.ZodType> = Submission<z.input<Schema>, string[], z.output<Schema>>

interface ZodFormOptions<Schema extends z.ZodType<unknown, Record<string, unknown>>> {
  schema: Schema
  /** What the action answered, as `useActionData` gives it. */
  lastResult?: SubmissionResult<string[]> | null | undefined
  defaultValue?: DefaultValue<z.input<Schema>> | undefined
  /** Needed where one page holds several forms. */
  id?: string | undefined
}

/** conform's useForm with our words, checked on submit and then while typing. Answers `[form, fields]`. */
export function useZodForm<Schema extends z.ZodType<unknown, Record<string, unknown>>>(
  options: ZodFormOptions<Schema>,
): ReturnType<typeof useForm<z.input<Schema>, z.output<Schema>>> {
  const { schema, lastResult, defaultValue, id } = options
  return useForm<z.input<Schema>, z.output<Schema>>({
    ...(id ? { id } : {}),
    ...(defaultValue ? { defaultValue } : {}),
    lastResult: lastResult ?? null,
    constraint: getZodConstraint(schema),
    shouldValidate: 'onSubmit',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseForm(formData, schema),
  })
}
