import { randomBytes } from 'node:crypto'
import type { MailPlace } from '../../app/access/commands/compose-mail.server.ts'
import { closeMail, dueMails, freezeMail, purposeOf } from '../../app/access/commands/mail.server.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import type { PlatformDb } from '../../db/handles.ts'
import { type Databases, openDatabases } from '../../db/open.ts'
import type { Clock } from '../../infra/clock.ts'
import { decrypt, type RootKey } from '../../infra/key.ts'
import type { Mail } from '../../infra/mail.ts'
import { testServer } from './city.ts'

export interface PostOffice {
  /** The platform as the web process sees it. */
  web: PlatformDb
  /** And as the worker does. */
  worker: PlatformDb
  key: RootKey
  /** Ids of what is due to this address, the longest waiting first. */
  dueFor(email: string): Promise<string[]>
  /** Sends what is due to this address, as a worker would, and answers all that went there. */
  mailsTo(email: string): Promise<Mail[]>
  /** The token at the end of the only mail to this address. */
  tokenFor(email: string): Promise<string>
  close(): Promise<void>
}

const PLACE: MailPlace = { origin: 'https://partizipation.example', demo: true }
const MANY = 10_000

/** Both processes of the platform, with a mailbox in between. */
export function openPostOffice(clock: Clock): PostOffice {
  const { adminUrl: serverUrl, key } = testServer()
  const open = (as: 'platform_web' | 'platform_worker'): Databases => openDatabases({ serverUrl, key, as })
  const [web, worker] = [open('platform_web'), open('platform_worker')]
  const sent: Mail[] = []

  async function dueFor(email: string): Promise<string[]> {
    const due = await dueMails(worker.platform, clock.now(), MANY)
    const rows = await withPlatform(
      testServer(),
      (sql) =>
        sql<
          { id: string; recipient: Buffer }[]
        >`select id, recipient from platform_mail where id in ${sql(['00000000-0000-4000-8000-000000000000', ...due])} and recipient is not null`,
    )
    const mine = new Set(
      rows
        .filter(({ id, recipient }) => decrypt(key, purposeOf(id), recipient) === email)
        .map(({ id }) => id),
    )
    return due.filter((id) => mine.has(id))
  }
  async function deliver(email: string): Promise<void> {
    for (const id of await dueFor(email)) {
      const frozen = await freezeMail(worker.platform, { ...PLACE, key }, id, clock.now())
      if (frozen.next !== 'send') continue
      sent.push(frozen.mail)
      const outcome = { kind: 'sent', vendorId: id } as const
      await closeMail(worker.platform, id, outcome, { neverSent: true, random: 0, now: clock.now() })
    }
  }
  async function mailsTo(email: string): Promise<Mail[]> {
    await deliver(email)
    return sent.filter(({ to }) => to === email)
  }
  return {
    web: web.platform,
    worker: worker.platform,
    key,
    dueFor,
    mailsTo,
    async tokenFor(email) {
      const [mail] = (await mailsTo(email)).slice(-1)
      const token = mail?.text.match(/\/([\w-]{43})$/m)?.[1]
      if (!token) throw new Error('no link was mailed')
      return token
    },
    async close() {
      await Promise.all([web.close(), worker.close()])
    },
  }
}

export const someAddress = (): string => `${randomBytes(6).toString('hex')}@stadt.example`

/** An organisation with a contract for a city; `until`: its last day. */
export async function makeContract(citySlug: string, until: string | null = null): Promise<string> {
  const slug = `o${randomBytes(5).toString('hex')}`
  return withPlatform(testServer(), async (sql) => {
    const [made] = await sql<{ id: string }[]>`
      insert into organisation (slug, name) values (${slug}, ${`Träger ${slug}`}) returning id`
    if (!made) throw new Error('no organisation')
    await sql`insert into contract (organisation_id, city_slug, valid_from, valid_until)
      values (${made.id}, ${citySlug}, '2025-01-01', ${until})`
    return made.id
  })
}
