import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressKey, blockedBy, consequenceOf, type Delivery, hoursUntilTry, saysMore } from './delivery.ts'

const ALL: readonly Delivery[] = ['delayed', 'delivered', 'soft-bounced', 'bounced', 'complained']

describe('reports', () => {
  it('come in any order, twice, and the most final one stands', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ALL), { minLength: 1 }), (heard) => {
        const known = heard.reduce<Delivery | null>((now, next) => (saysMore(now, next) ? next : now), null)
        expect(known).toBe(ALL.findLast((one) => heard.includes(one)))
      }),
    )
  })
  it.each<[Delivery, number, string, string | null]>([
    ['delayed', 1, 'none', null],
    ['delivered', 1, 'reached', null],
    ['soft-bounced', 1, 'once-more', null],
    ['soft-bounced', 2, 'once-more', null],
    ['soft-bounced', 3, 'next-rung', null],
    ['bounced', 1, 'next-rung', 'bounced'],
    ['complained', 1, 'reached', 'complained'],
  ])('%s, try %i: %s, blocked: %s', (heard, nth, consequence, blocked) => {
    expect([consequenceOf(heard, nth), blockedBy(heard)]).toEqual([consequence, blocked])
  })
})

it('tries again later each time', () => expect([1, 2].map(hoursUntilTry)).toEqual([1, 4]))

it('knows an address by its letters, whatever their case', () => {
  expect(addressKey(' Selam.Haile@Example.NET ')).toBe('selam.haile@example.net')
})
