/** Two cities with something on every page, three people of the first, and the production build outside the demo. */
import { withPlatform } from '../../../db/fleet/registry.ts'
import { addressOf, databaseOf, type Sql, withConnection } from '../../../db/fleet/server.ts'
import { type FullCity, fillCity, LETTER_CODE } from '../../e2e/full-city.ts'
import { makeCity, type TestCity } from '../../factories/city.ts'
import { makeAccount, makeWeb, signIn, type TestAccount, type Web } from '../../factories/web.ts'

export const ORIGIN = 'http://localhost:3000'
/** A password that is accepted. */
export const GOOD = 'korrekt pferd batterie heftklammer'
export const FILE = '/c/:city/clients/:id'

export interface Scene {
  web: Web
  home: TestCity
  other: TestCity
  mine: FullCity
  theirs: FullCity
  /** Staff of `home`, signed in. */
  lead: TestAccount
  dpo: TestAccount
  worker: TestAccount
  cookieOf(account: TestAccount): string
  /** An address of the route table with its parameters put in: those of `home`, unless `values` says otherwise. */
  filled(path: string, values?: Record<string, string>): string
  platform<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export const inCity = <T>(city: TestCity, work: (sql: Sql) => Promise<T>): Promise<T> =>
  withConnection(addressOf(city.server.adminUrl, databaseOf(city.slug)), work)

export async function makeScene(): Promise<Scene> {
  const web = await makeWeb({ demo: false })
  const [home, other] = [await makeCity(), await makeCity()]
  const [mine, theirs] = [await fillCity(home), await fillCity(other)]
  const lead = await makeAccount({ [home.slug]: 'lead' }, 'Leonie Leitung')
  const dpo = await makeAccount({ [home.slug]: 'dpo' }, 'Dora Schutz')
  const worker = await makeAccount({ [home.slug]: 'caseworker' }, 'Wanda Werk')
  const cookies = new Map<TestAccount, string>()
  for (const account of [lead, dpo, worker]) cookies.set(account, await signIn(web, account))
  const known: Record<string, string> = {
    city: home.slug,
    id: mine.clientId,
    appointment: mine.appointmentId,
    group: mine.groupId,
    import: mine.importId,
    kind: 'placement',
    act: mine.placementId,
    document: mine.documentId,
    member: worker.id,
    street: '-',
    round: mine.roundId,
    visit: mine.visitId,
    kept: mine.personId,
    gone: theirs.personId,
    topic: 'school',
    message: 'day-before',
    channel: 'email',
    language: 'ar',
    step: 'german-course',
    code: LETTER_CODE,
    hash: 'a'.repeat(64),
    token: 'A'.repeat(43),
  }
  return {
    web,
    home,
    other,
    mine,
    theirs,
    lead,
    dpo,
    worker,
    cookieOf: (account) => cookies.get(account) ?? '',
    filled: (path, values = {}) =>
      path.replaceAll(/:(\w+)\??/g, (_, name: string) => values[name] ?? known[name] ?? name),
    platform: (work) => withPlatform(home.server, work),
    async close() {
      await home.remove()
      await other.remove()
    },
  }
}

/** Forms that more than one kind of attack sends. */
export const talk = ({ mine, worker }: Scene) => ({
  draft: mine.talkId,
  occurredOn: '2026-03-09',
  conductedBy: worker.id,
})
export const handOver = ({ lead, worker, mine }: Scene) => ({
  from: lead.id,
  to: worker.id,
  note: 'Übergabe',
  files: mine.clientId,
})
