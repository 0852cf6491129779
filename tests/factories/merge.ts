import type { Field } from '../../app/people/input.ts'
import type { MergeOrder } from '../../app/people/merge/merge.server.ts'

/** Two entries brought together; of the named fields the value of the one that goes is taken. */
export function mergeOrder(keptId: string, goneId: string, gone: readonly Field[] = []): MergeOrder {
  const side = (field: Field) => (gone.includes(field) ? ('gone' as const) : ('kept' as const))
  return {
    ...{ keptId, goneId, reason: 'Ausweis gesehen' },
    familyName: side('familyName'),
    givenName: side('givenName'),
    birthDate: side('birthDate'),
    gender: side('gender'),
    nationality: side('nationality'),
    phone: side('phone'),
    email: side('email'),
    language: side('language'),
    enteredOn: side('enteredOn'),
    address: side('address'),
  }
}
