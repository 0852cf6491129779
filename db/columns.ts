import { customType, date, uuid } from 'drizzle-orm/pg-core'
import { Temporal } from 'temporal-polyfill'

/** Column kinds both schemas share: an instant is not a date, and neither is ever a JavaScript Date. */
export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (value) => value.toString(),
  fromDriver: (value) => Temporal.Instant.from(value),
})
/** ISO 8601, as people and forms write it. */
export const day = (name: string) => date(name, { mode: 'string' })
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })
export const id = () => uuid('id').primaryKey().defaultRandom()
