import { describe, expect, it } from 'vitest'
import { givenCode } from './given-code.ts'

describe('what is typed where either code will do', () => {
  it.each(['123456', '123 456', ' 1 2 3 4 5 6 ', '000000'])('%j is a code of the app', (typed) =>
    expect(givenCode(typed)).toEqual({ code: typed }),
  )
  it.each(['ABCDE-23456', 'abcde 23456', '23456-23456', '2345623456', '12345', '1234567', '12345A', ''])(
    '%j is none, and can only be a recovery code',
    (typed) => expect(givenCode(typed)).toEqual({ recovery: typed }),
  )
})
