import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test Postgres with its superuser. */
    adminUrl: string
    /** Hexadecimal. */
    key: string
    redisUrl: string
    chromePath: string
  }
}
