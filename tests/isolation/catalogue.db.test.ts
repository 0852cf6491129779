/** Every table x role x verb, read from the catalogue of a freshly provisioned city and of the platform. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLATFORM_ROLES, platformAddress } from '../../db/fleet/platform.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import {
  addressOf,
  CITY_ROLES,
  databaseOf,
  PLATFORM,
  roleOf,
  type Sql,
  withConnection,
} from '../../db/fleet/server.ts'
import { makeCity, type TestCity } from '../factories/city.ts'
import { makeClient } from '../factories/people.ts'
import { makeAccount } from '../factories/web.ts'
import { CITY_COLUMNS, CITY_GRANTS, type Grants, PLATFORM_COLUMNS, PLATFORM_GRANTS } from './grants.ts'
import { findPersons, personsIn, personsOf } from './persons.ts'

let city: TestCity
const superuserIn = <T>(database: string, work: (sql: Sql) => Promise<T>): Promise<T> =>
  withConnection(addressOf(city.server.adminUrl, database), work)
const inCity = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => superuserIn(databaseOf(city.slug), work)
const inPlatform = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => superuserIn(PLATFORM, work)
const cityLogins = (): string[] => CITY_ROLES.map((login) => roleOf(city.slug, login))

beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => city.remove())

const LETTERS = {
  select: 'S',
  insert: 'I',
  update: 'U',
  delete: 'D',
  truncate: 'T',
  references: 'R',
  trigger: 'G',
} as const
const ALL = Object.values(LETTERS).join('')
const OURS = "nspname !~ '^pg_' and nspname <> 'information_schema'"

interface Privilege {
  name: string
  role: string
  verb: keyof typeof LETTERS
  whole: boolean
  columns: string[]
}

/** What these roles may do in this database, by grants to themselves or to everybody. `prefix`: what their names begin with. */
async function grantsIn(
  sql: Sql,
  prefix: string,
  roles: readonly string[],
): Promise<{ tables: Grants; columns: Record<string, string> }> {
  const rows = await sql.unsafe<Privilege[]>(
    `select relation.oid::regclass::text as name, role, verb, has_table_privilege(role, relation.oid, verb) as whole,
      array(select attname::text from pg_attribute where attrelid = relation.oid and attnum > 0 and not attisdropped
        and verb in ('select', 'insert', 'update', 'references')
        and has_column_privilege(role, relation.oid, attnum, verb) order by attname) as columns
    from pg_class relation join pg_namespace on pg_namespace.oid = relnamespace,
      unnest($1::text[]) role, unnest($2::text[]) with ordinality verbs(verb, nth)
    where relation.relkind in ('r', 'v', 'm', 'p', 'f') and ${OURS} order by name, role, nth`,
    [[...roles], Object.keys(LETTERS)],
  )
  const tables: Grants = {}
  const columns: Record<string, string> = {}
  for (const { name, role, verb, whole, columns: some } of rows) {
    const login = role.slice(prefix.length)
    const cells = tables[name] ?? {}
    tables[name] = cells
    const letter = whole ? LETTERS[verb] : some.length > 0 ? LETTERS[verb].toLowerCase() : ''
    cells[login] = `${cells[login] ?? ''}${letter}`
    if (!whole && some.length > 0) columns[`${login} ${verb} ${name}`] = some.join(' ')
  }
  for (const cells of Object.values(tables))
    for (const [login, cell] of Object.entries(cells)) cells[login] = cell === ALL ? 'all' : cell || '-'
  return { tables, columns }
}

describe('a fresh city', () => {
  it('grants each role these tables and verbs, and no other', async () => {
    const found = await inCity((sql) => grantsIn(sql, roleOf(city.slug, 'owner').slice(0, -5), cityLogins()))
    expect(found.tables).toEqual(CITY_GRANTS)
    expect(found.columns).toEqual(CITY_COLUMNS)
  })

  it('meets the partner with row level security, forced, on every table it reaches', async () => {
    const reached = Object.keys(CITY_GRANTS).filter((table) => CITY_GRANTS[table]?.partner !== '-')
    const rows = await inCity(
      (sql) => sql<{ name: string }[]>`
        select relname::text as name from pg_class where relname in ${sql(reached)} and relnamespace = 'public'::regnamespace
          and (relkind = 'v' or (relrowsecurity and relforcerowsecurity)) order by relname`,
    )
    expect(rows.map(({ name }) => name)).toEqual(reached.sort())
    // The one view asks as its owner, and says itself what is open.
    const views = await inCity(
      (sql) => sql<{ name: string }[]>`
        select relname::text as name from pg_class where relname in ${sql(reached)} and relkind = 'v'`,
    )
    expect([...views]).toEqual([{ name: 'open_to_partner' }])
  })

  it('has no policy for partners but theirs: none for everybody, none that is always true', async () => {
    const partner = roleOf(city.slug, 'partner')
    const rows = await inCity(
      (sql) => sql<{ tablename: string; policyname: string }[]>`
        select tablename::text, policyname::text from pg_policies
        where 'public' = any(roles) or (${partner} = any(roles) and coalesce(qual, with_check) = 'true') order by 1, 2`,
    )
    expect([...rows]).toEqual([
      { tablename: 'audit_value', policyname: 'partner_writes' },
      { tablename: 'city_identity', policyname: 'anybody_reads' },
    ])
  })

  it('lets each role call these functions of the owner, and no other', async () => {
    const rows = await inCity((sql) =>
      sql.unsafe<{ name: string; role: string }[]>(
        `select proname::text as name, role from pg_proc join pg_namespace on pg_namespace.oid = pronamespace, unnest($1::text[]) role
        where prosecdef and ${OURS} and has_function_privilege(role, pg_proc.oid, 'execute') order by 2, 1`,
        [cityLogins().filter((login) => login !== roleOf(city.slug, 'owner'))],
      ),
    )
    const prefix = databaseOf(city.slug).length + 1
    expect(rows.map(({ name, role }) => `${role.slice(prefix)} ${name}`)).toEqual([
      'report frozen',
      'sealer bent_changes',
      'staff counselling',
      'staff figures',
      'staff import_built_on',
      'staff of_actor',
      'staff of_client',
      'staff people',
      'staff take_back_import',
      'staff weeks_of_client',
    ])
  })

  it('has no way out to another server or to files', async () => {
    const rows = await inCity(
      (sql) => sql<{ name: string }[]>`
        select extname::text as name from pg_extension union all select fdwname from pg_foreign_data_wrapper
        union all select lanname from pg_language where not lanpltrusted and lanname not in ('internal', 'c') order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual(['pg_trgm', 'plpgsql'])
  })

  it('lets only its owner make anything in it', async () => {
    const rows = await inCity((sql) =>
      sql.unsafe<{ may: string }[]>(
        `select role || ' ' || nspname as may from pg_namespace, unnest($1::text[]) role
          where ${OURS} and has_schema_privilege(role, pg_namespace.oid, 'create')
        union all select role || ' database ' || verb from unnest($1::text[]) role, unnest(array['create', 'temporary']) verb
          where has_database_privilege(role, current_database(), verb) order by 1`,
        [cityLogins()],
      ),
    )
    const owner = roleOf(city.slug, 'owner')
    const things = ['audit', 'database create', 'database temporary', 'drizzle', 'public', 'report']
    expect(rows.map(({ may }) => may)).toEqual(things.map((thing) => `${owner} ${thing}`))
  })
})

describe('the platform', () => {
  it('grants each role these tables and verbs, and no other; the queue is the worker’s alone', async () => {
    const { tables, columns } = await inPlatform((sql) => grantsIn(sql, 'platform_', PLATFORM_ROLES))
    const isQueue = (name: string): boolean => name.startsWith('bullmq.')
    const ours = Object.entries(tables).filter(([name]) => !isQueue(name))
    expect(Object.fromEntries(ours)).toEqual(PLATFORM_GRANTS)
    expect(columns).toEqual(PLATFORM_COLUMNS)
    const queue = Object.entries(tables).filter(([name]) => isQueue(name))
    expect(queue.length).toBeGreaterThan(5)
    for (const [name, cells] of queue)
      expect([name, cells]).toEqual([name, { web: '-', worker: 'SIUD', operator: '-', sealer: '-' }])
  })

  it('has no function that acts as somebody else', async () => {
    const rows = await inPlatform((sql) =>
      sql.unsafe(
        `select proname from pg_proc join pg_namespace on pg_namespace.oid = pronamespace where prosecdef and ${OURS}`,
      ),
    )
    expect([...rows]).toEqual([])
  })
})

describe('no run-time role', () => {
  it('is more than a login: no superuser, no bypass of policies, no maker of roles, no member and no master of another', async () => {
    const names = [...cityLogins(), ...PLATFORM_ROLES]
    const rows = await inPlatform(
      (sql) => sql<{ name: string; powers: string }[]>`
        select rolname::text as name, concat_ws(' ', case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end,
          case when rolcreaterole then 'createrole' end, case when rolcreatedb then 'createdb' end,
          case when rolreplication then 'replication' end, case when not rolcanlogin then 'nologin' end,
          (select string_agg('member of ' || parent.rolname, ' ') from pg_auth_members
            join pg_roles parent on parent.oid = roleid where member = pg_roles.oid),
          (select string_agg('has member ' || child.rolname, ' ') from pg_auth_members
            join pg_roles child on child.oid = member where roleid = pg_roles.oid and child.rolname = any(${names}))) as powers
        from pg_roles where rolname = any(${names})`,
    )
    expect(rows).toHaveLength(names.length)
    expect(rows.filter(({ powers }) => powers !== '')).toEqual([])
  })
})

describe('the operator', () => {
  it('reads everything its role may read, in every database it may open, and finds nobody', async () => {
    await city.work((work) => makeClient(work, { familyName: 'Unverkennbar', givenName: 'Ausgedacht' }))
    const account = await makeAccount({ [city.slug]: 'lead' }, 'Frau Kontobesitzerin')
    const persons = personsOf([
      ...(await inCity(personsIn)),
      { family: 'Kontobesitzerin', email: account.email },
    ])
    const readable = await inPlatform(
      (sql) => sql<{ name: string; columns: string }[]>`
        select pg_class.oid::regclass::text as name, string_agg(quote_ident(attname), ', ') as columns
        from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
        where relkind in ('r', 'v', 'm', 'p')
          and has_column_privilege('platform_operator', pg_class.oid, attnum, 'select')
          and has_schema_privilege('platform_operator', relnamespace, 'usage')
        group by pg_class.oid`,
    )
    const read = readable.map(({ name }) => name)
    const found = await withConnection(platformAddress(city.server, 'platform_operator'), async (sql) => {
      const seen: string[] = []
      for (const { name, columns } of readable) {
        const rows = JSON.stringify(await sql.unsafe(`select ${columns} from ${name}`))
        for (const person of findPersons(rows, persons)) seen.push(`${name}: ${person}`)
      }
      return seen
    })
    expect(read).toEqual(expect.arrayContaining(['city', 'membership', 'pg_stat_activity']))
    expect(found).toEqual([])
    const open = await withPlatform(
      city.server,
      (sql) => sql<{ datname: string }[]>`
        select datname::text from pg_database where datallowconn and datname like 'city\\_%'
          and has_database_privilege('platform_operator', oid, 'connect')`,
    )
    expect([...open]).toEqual([])
    // Every row of every catalogue.
  }, 60_000)
})
