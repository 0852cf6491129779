import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { withValues } from './form-field.ts'
import { parseForm } from './zod-form.ts'

const schema = z.object({
  name: z.string({ error: 'kit:error.choose' }).min(2).max(5),
  mail: z.email().optional(),
  on: z.iso.date(),
  hours: z.number().min(1).max(40),
  level: z.enum(['a1', 'a2']),
  days: z.array(z.string()).min(1),
})

const form = (values: Record<string, string>): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.append(name, value)
  return data
}

const errors = (values: Record<string, string>): Record<string, string[] | null> | null | undefined =>
  parseForm(form(values), schema).reply().error

describe('parseForm', () => {
  it('answers the parsed value', () => {
    const submission = parseForm(
      form({ name: 'Noor', on: '2026-11-25', hours: '20', level: 'a1', days: 'mo', mail: '' }),
      schema,
    )
    expect(submission.status === 'success' && submission.value).toMatchObject({
      name: 'Noor',
      hours: 20,
      days: ['mo'],
    })
  })

  it('says what is missing with the words of the kit, and lets a schema name its own', () => {
    expect(errors({})).toMatchObject({
      name: ['kit:error.choose'],
      on: ['kit:error.required'],
      hours: ['kit:error.required'],
      level: ['kit:error.choose'],
    })
  })

  it('says what is wrong', () => {
    expect(errors({ name: 'Nooooor', mail: 'x', on: '31.12.2026', hours: '50', level: 'c9' })).toMatchObject({
      mail: ['kit:error.email'],
      on: ['kit:error.date'],
      hours: [withValues('kit:error.atMost', { limit: 40 })],
      level: ['kit:error.choose'],
    })
    expect(errors({ hours: 'x' })).toMatchObject({ hours: ['kit:error.number'] })
  })

  it('counts characters', () => {
    const text = z.object({ text: z.string().min(2).max(3) })
    const said = (value: string): unknown => parseForm(form({ text: value }), text).reply().error?.text
    expect(said('a')).toEqual([withValues('kit:error.tooShort', { count: 2 })])
    expect(said('abcd')).toEqual([withValues('kit:error.tooLong', { count: 3 })])
  })
})
