/** What we ask of the driver beyond what it does: kept plans, fewer turns, and no crash when a connection dies. */
import postgres from 'postgres'

type Parameters = postgres.ParameterOrJSON<never>[]

interface Options extends postgres.UnsafeQueryOptions {
  /** The driver's own: called when the statement is on its way and the connection is the transaction's. */
  onexecute?: (connection: Connection) => unknown
}

type Unsafe = (
  query: string,
  parameters?: Parameters,
  options?: Options,
) => postgres.PendingQuery<postgres.Row[]>

/**
 * Parameters of a statement whose plan is kept. Bulk writes have a text of their own each time; keeping their plans would only
 * fill the server's memory.
 */
export const WORTH_KEEPING = 64

/**
 * Lets Postgres keep the plans of what drizzle sends: drizzle sends every statement as new, and planning the page of
 * today costs more than running it. Begun at once, statements reach Postgres in the order in which they were asked for.
 */
const prepared =
  (unsafe: Unsafe): Unsafe =>
  (query, parameters = [], options = {}) =>
    unsafe(query, parameters, { ...options, prepare: parameters.length <= WORTH_KEEPING }).execute()

/** A connection stands in one of the driver's queues: among those of transactions it takes statements at once. */
interface Connection {
  queue: Queue
}
interface Queue {
  remove(connection: Connection): unknown
  push(connection: Connection): unknown
}

function stand(connection: Connection, queue: Queue): void {
  connection.queue.remove(connection)
  queue.push(connection)
  connection.queue = queue
}

/**
 * BEGIN without waiting for its answer: it travels with the first statements of the transaction, so that an act holds
 * its connection for a turn less. The driver goes on as soon as this promise is kept; it puts the connection among
 * those of transactions, and right after that among the busy ones, where statements would wait: so it is put back.
 */
const begun = (unsafe: Unsafe, query: string, options: Options): { execute(): Promise<void> } => ({
  execute: async () => {
    const [connection, ofTransactions] = await new Promise<[Connection, Queue]>((resolve, reject) => {
      const onexecute = (connection: Connection): void => {
        options.onexecute?.(connection)
        resolve([connection, connection.queue])
      }
      prepared(unsafe)(query, [], { ...options, onexecute }).catch(reject)
    })
    stand(connection, ofTransactions)
  },
})

/** The connection is gone, or Postgres has said that it is about to be. */
const isLoss = (error: unknown): error is Error =>
  error instanceof Error &&
  (('code' in error && /^CONNECT/.test(String(error.code))) ||
    (error instanceof postgres.PostgresError && /^(FATAL|PANIC)$/.test(error.severity)))

/**
 * One transaction whose connection may die: a statement sent after that, ROLLBACK too, would make the driver throw
 * where nobody can catch it, and end the process. So none is sent; the driver itself fails the transaction. Nor is
 * one sent after the end: the connection is somebody else's by then.
 */
async function surviving<T>(
  begin: postgres.Sql['begin'],
  work: (transaction: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  let loss: unknown
  const whole = begin((transaction) => {
    const send = prepared(transaction.unsafe.bind(transaction))
    const unsafe: Unsafe = (...statement) => {
      if (loss) throw loss
      const sent = send(...statement)
      sent.catch((error: unknown) => {
        if (isLoss(error)) loss = error
      })
      return sent
    }
    return work(Object.assign(transaction, { unsafe })).catch((error: unknown) => {
      if (loss || isLoss(error)) return new Promise<never>(() => {})
      throw error
    })
  })
  try {
    return (await whole) as T
  } finally {
    loss ??= new Error('This transaction is over')
  }
}

export function tamed(sql: postgres.Sql): postgres.Sql {
  const begin = sql.begin.bind(sql)
  const unsafe: Unsafe = sql.unsafe.bind(sql)
  return Object.assign(sql, {
    unsafe: (query: string, parameters: Parameters = [], options: Options = {}) =>
      options.onexecute ? begun(unsafe, query, options) : prepared(unsafe)(query, parameters, options),
    begin: <T>(work: (transaction: postgres.TransactionSql) => Promise<T>) => surviving(begin, work),
  })
}
