import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of the test Postgres of each lane, with its superuser. */
    adminUrls: string[]
    /** Whoever holds the lock of one of these has its lane. */
    laneFolders: string[]
    /** Hexadecimal. */
    key: string
    redisUrls: string[]
    chromePath: string
  }
}
