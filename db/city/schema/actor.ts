import { pgTable, text, uuid } from 'drizzle-orm/pg-core'

/** Whoever acted here. The id is the account's; no foreign key crosses databases. */
export const actor = pgTable('actor', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  organisation: text('organisation'),
})
