import type { Sql } from './server.ts'

/** BullMQ's own tables, in schema `bullmq` of the platform database: for those who run without Redis. */
export async function migrateQueues(sql: Sql): Promise<void> {
  // Loaded only here: the command line's other work needs no queue.
  const { runMigrations } = await import('bullmq')
  await runMigrations({
    query: async <R>(text: string, params: readonly unknown[] = []) => ({
      rows: Array.from(await sql.unsafe<R[] & object[]>(text, params.map(asParameter))),
    }),
  })
}

const asParameter = (value: unknown): string | number | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null
