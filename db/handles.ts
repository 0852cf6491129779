import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'

type Db = PgDatabase<PostgresJsQueryResultHKT>

/**
 * What a query may run on says what it may see. A handle exists only inside one act, so there is no city's id to pass
 * along and none to mix up: the handle is the city.
 */
export type StaffDb = Db & { readonly opens: 'staff' }
export type PartnerDb = Db & { readonly opens: 'partner' }
export type ReportDb = Db & { readonly opens: 'report' }
export type PlatformDb = Db & { readonly opens: 'platform' }
/** The platform as its operator sees it: cities, their health and counts, never a person. It only reads. */
export type OperatorDb = Pick<Db, 'execute'> & { readonly opens: 'operator' }

/** What a part of a transaction in the platform database works with. */
export type PlatformTx = Pick<PlatformDb, 'select' | 'insert' | 'update' | 'delete' | 'execute'>

/** What a query of one statement runs on: a staff handle of `act`, or of `look`. */
export type StaffReader = Pick<StaffDb, 'execute' | 'opens'>

export interface CityHandles {
  staff: StaffDb
  partner: PartnerDb
  report: ReportDb
}
export type CityKind = keyof CityHandles
