import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type * as citySchema from './city/schema/index.ts'
import type * as platformSchema from './platform/schema.ts'

type CityDb = PgDatabase<PostgresJsQueryResultHKT, typeof citySchema>

/**
 * What a query may run on says what it may see. A handle exists only inside one act, so there is no city's id to pass
 * along and none to mix up: the handle is the city.
 */
export type StaffDb = CityDb & { readonly opens: 'staff' }
export type PartnerDb = CityDb & { readonly opens: 'partner' }
export type ReportDb = CityDb & { readonly opens: 'report' }
export type PlatformDb = PgDatabase<PostgresJsQueryResultHKT, typeof platformSchema> & {
  readonly opens: 'platform'
}

export interface CityHandles {
  staff: StaffDb
  partner: PartnerDb
  report: ReportDb
}
export type CityKind = keyof CityHandles
