import type { Temporal } from 'temporal-polyfill'
import type { Clock } from '../../infra/clock.ts'

/** The clock of the product and the vendor's: time passes for both, a jump is a wrong turn of the product's alone. */
export interface Times {
  product: Clock
  vendor: Clock
  pass(by: Temporal.DurationLike): void
  jump(by: Temporal.DurationLike): void
}

export function timesFrom(start: Temporal.Instant): Times {
  const began = performance.now()
  const passed = (): { microseconds: number } => ({
    microseconds: Math.round((performance.now() - began) * 1000),
  })
  let product = start
  let vendor = start
  return {
    product: { now: () => product.add(passed()) },
    vendor: { now: () => vendor.add(passed()) },
    pass(by) {
      product = product.add(by)
      vendor = vendor.add(by)
    },
    jump(by) {
      product = product.add(by)
    },
  }
}
