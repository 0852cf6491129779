import { expect, it } from 'vitest'
import { armFailpoint } from './failpoint.ts'

function passings(vars: Record<string, string>): number {
  let died = 0
  const failpoint = armFailpoint(vars, () => {
    died += 1
  })
  for (const name of ['frozen', 'called', 'frozen', 'called', 'frozen'] as const) {
    failpoint(name)
    if (died > 0) return died
  }
  return died
}

it.each([
  ['nothing is set', { DEMO: '1' }, 0],
  ['the place is not passed', { DEMO: '1', PARTIZIPATION_FAILPOINT: 'settling' }, 0],
  ['the first passing is meant', { DEMO: '1', PARTIZIPATION_FAILPOINT: 'called' }, 1],
  ['the third is meant', { DEMO: '1', PARTIZIPATION_FAILPOINT: 'frozen:3' }, 1],
  ['there are fewer passings', { DEMO: '1', PARTIZIPATION_FAILPOINT: 'called:3' }, 0],
  ['it is no demo', { PARTIZIPATION_FAILPOINT: 'called' }, 0],
])('dies as often as it is told: %s', (_, vars, times) => {
  expect(passings(vars)).toBe(times)
})

it.each(['nowhere', 'called:0', 'called:often'])('refuses what names no passing: %s', (named) => {
  expect(() => passings({ DEMO: '1', PARTIZIPATION_FAILPOINT: named })).toThrow('PARTIZIPATION_FAILPOINT')
})
