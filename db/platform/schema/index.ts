/** The registry of cities, accounts and released figures. No personal data of clients and no raw count of a city. */
export * from './accounts.ts'
export * from './jobs.ts'
export * from './registry.ts'
export * from './reports.ts'
export * from './sign-in.ts'
export * from './trail.ts'
