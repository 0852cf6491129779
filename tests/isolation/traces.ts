/** What the product leaves behind outside of the cities, as text to search in. */
import { Redis } from 'ioredis'
import type { Sql } from '../../db/fleet/server.ts'

const tablesOf = async (sql: Sql): Promise<string[]> => {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'watch')`
  return tables.map(({ name }) => name)
}

/** Every row of every table, with all its columns. */
export async function platformRows(sql: Sql): Promise<string> {
  const found: string[] = []
  for (const name of await tablesOf(sql)) {
    const rows = await sql.unsafe<{ text: string }[]>(`select row_to_json(t)::text as text from ${name} t`)
    found.push(...rows.map(({ text }) => `${name} ${text}`))
  }
  return found.join('\n')
}

/** From now on every version of every row is kept, also of rows that live for milliseconds only, as jobs do. */
export async function watchPlatform(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema watch;
    create table watch.seen (text text not null);
    create function watch.keep() returns trigger language plpgsql security definer as
      $$ begin insert into watch.seen values (tg_table_name || ' ' || row_to_json(new)::text); return null; end $$`)
  for (const name of await tablesOf(sql)) {
    await sql.unsafe(
      `create trigger watch after insert or update on ${name} for each row execute function watch.keep()`,
    )
  }
}

/** What was seen since this was asked last. */
export async function platformSeen(sql: Sql): Promise<string> {
  const rows = await sql<
    { text: string }[]
  >`with gone as (delete from watch.seen returning text) select * from gone`
  return rows.map(({ text }) => text).join('\n')
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url)
  try {
    return await work(redis)
  } finally {
    await redis.quit()
  }
}

async function readKey(redis: Redis, key: string): Promise<string> {
  const read: Record<string, () => Promise<unknown>> = {
    string: () => redis.get(key),
    hash: () => redis.hgetall(key),
    list: () => redis.lrange(key, 0, -1),
    set: () => redis.smembers(key),
    zset: () => redis.zrange(key, 0, -1, 'WITHSCORES'),
    stream: () => redis.xrange(key, '-', '+'),
  }
  return `${key} ${JSON.stringify(await read[await redis.type(key)]?.())}`
}

/** Every key with its value. */
export const redisKeys = (url: string): Promise<string> =>
  withRedis(url, async (redis) => {
    const keys = await redis.keys('*')
    return (await Promise.all(keys.map((key) => readKey(redis, key)))).join('\n')
  })

/** Listens to every command with its arguments, so also to what is stored for milliseconds only. */
export async function watchRedis(url: string): Promise<{ seen(): string; stop(): Promise<void> }> {
  const redis = new Redis(url)
  const monitor = await redis.monitor()
  const said: string[] = []
  monitor.on('monitor', (_time: string, args: string[]) => said.push(args.join(' ')))
  return {
    seen: () => said.join('\n'),
    async stop() {
      monitor.disconnect()
      await redis.quit()
    },
  }
}

/** The number as a number of its own, not within an id or a fraction of a second. */
export const holdsNumber = (text: string, count: number): boolean =>
  new RegExp(`(?<![0-9a-f.])${count}(?![0-9a-f])`).test(text)
