import { z } from 'zod'
import { readEmail, readPhone } from './contact.ts'

/** A form's field read as a cell of a list is: null where nothing was typed, `error` where it says nothing. */
const read = (most: number, reader: (text: string) => string | null, error: string) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .refine((text) => text === '' || reader(text) !== null, { error })
    .transform((text) => (text === '' ? null : reader(text)))

/** E.164. */
export const phoneField = read(40, (text) => readPhone(text).phone, 'intake:error.phone')
export const emailField = read(254, readEmail, 'kit:error.email')
