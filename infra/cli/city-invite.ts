import { z } from 'zod'
import { makeInvitationLink } from '../../app/access/commands/compose-mail.server.ts'
import { invite, type Offer } from '../../app/access/commands/invite.server.ts'
import { STAFF_ROLES } from '../../app/access/rules/team.ts'
import { type ContractRefusal, setContract } from '../../db/fleet/contracts.ts'
import { withPlatform } from '../../db/fleet/registry.ts'
import type { Server } from '../../db/fleet/server.ts'
import { today } from '../clock.ts'
import { readEnv } from '../env.ts'
import { asRole } from './access.ts'
import { type Arguments, allUnderstood, answer, take, UsageError } from './io.ts'

export const INVITE_USAGE = `invite <slug> --email <address> --role ${STAFF_ROLES.join('|')} | invite <slug> --email <address> --organisation <slug>
  | invite --region <slug> --email <address>  (prints the link; with --send mail it is mailed instead)
  | contract <slug> --organisation <slug> [--name "..."] [--from YYYY-MM-DD] [--until YYYY-MM-DD]`

async function organisationId(server: Server, slug: string): Promise<string> {
  const [found] = await withPlatform(
    server,
    (sql) => sql<{ id: string }[]>`select id from organisation where slug = ${slug}`,
  )
  if (!found) throw new UsageError(`No organisation "${slug}"`)
  return found.id
}

async function offerOf(server: Server, args: Arguments): Promise<Offer> {
  const [, citySlug] = args.words
  const regionSlug = take(args, 'region')
  const organisation = take(args, 'organisation')
  const asked = take(args, 'role')
  if (!citySlug) {
    if (!regionSlug || organisation || asked) throw new UsageError(INVITE_USAGE)
    const known = await withPlatform(server, (sql) => sql`select 1 from region where slug = ${regionSlug}`)
    if (known.length === 0) throw new UsageError(`No region "${regionSlug}"`)
    return { role: 'coordinator', regionSlug }
  }
  if (regionSlug) throw new UsageError('Either a city or a region')
  const known = await withPlatform(server, (sql) => sql`select 1 from city where slug = ${citySlug}`)
  if (known.length === 0) throw new UsageError(`No city "${citySlug}"`)
  if (organisation && !asked)
    return { role: 'partner', citySlug, organisationId: await organisationId(server, organisation) }
  const role = STAFF_ROLES.find((one) => one === asked)
  if (!role || organisation)
    throw new UsageError(`--role is one of ${STAFF_ROLES.join(', ')}; partners: --organisation <slug>`)
  return { role, citySlug }
}

const REFUSALS = {
  member: 'Whoever has this address belongs to the city already',
  invited: 'An invitation to this address is open; it can be withdrawn on the page Team',
  'no-contract': 'The organisation has no contract with this city: npm run city -- contract ...',
}

/** Invites somebody in the operator's name: the first lead of a new city, or a region's coordinator. */
export async function inviteCommand(server: Server, args: Arguments): Promise<number> {
  const env = readEnv()
  const email = z.email().max(254).safeParse(take(args, 'email'))
  if (!email.success) throw new UsageError('--email needs an address')
  const offer = await offerOf(server, args)
  const send = take(args, 'send')
  if (send !== undefined && send !== 'mail') throw new UsageError('--send mail')
  allUnderstood(args)
  // The worker knows by itself where people reach the product; here a link is only shown.
  const origin = env.origin ?? `http://localhost:${env.port}`
  const mail = send ? ({ key: server.key, language: 'de' } as const) : null
  const wanted = { email: email.data, offer, invitedBy: null }
  const made = await asRole(server, 'platform_web', (db) => invite(db, wanted, mail, env.clock.now()))
  if (!made.ok) throw new UsageError(REFUSALS[made.error])
  if (send) {
    answer(
      args,
      { invitation: made.value, mailed: true },
      () => `${email.data}: the mail waits for the worker`,
    )
    return 0
  }
  const token = await asRole(server, 'platform_worker', (db) => makeInvitationLink(db, made.value))
  const link = `${origin}/invitation/${token}`
  answer(args, { invitation: made.value, link }, () => `${link}\nfor ${email.data}, once, for seven days`)
  return 0
}

const day = z.iso.date()

function dayOf(args: Arguments, name: string): string | undefined {
  const typed = take(args, name)
  if (typed !== undefined && !day.safeParse(typed).success)
    throw new UsageError(`--${name} needs a day: 2027-01-01`)
  return typed
}

const CONTRACT_REFUSALS: Record<ContractRefusal, string> = {
  'no-city': 'No city of this name',
  'no-organisation': 'No organisation of this name: enter it with --name "..."',
  'ends-before-it-begins': 'The contract would end before it begins',
  overlaps: 'Another contract runs in these days: give it an end first, or leave --from out to change it',
}

/** `contract <city> --organisation <slug>`: see `setContract`. */
export async function contractCommand(server: Server, args: Arguments): Promise<number> {
  const [, citySlug] = args.words
  const organisationSlug = take(args, 'organisation')
  const name = take(args, 'name')
  const from = dayOf(args, 'from')
  const until = dayOf(args, 'until') ?? null
  allUnderstood(args)
  if (!citySlug || !organisationSlug || !/^[a-z][a-z0-9-]{1,40}$/.test(organisationSlug))
    throw new UsageError(INVITE_USAGE)
  const set = await setContract(server, {
    citySlug,
    organisationSlug,
    name,
    from,
    until,
    today: today(readEnv().clock).toString(),
  })
  if (typeof set === 'string') throw new UsageError(CONTRACT_REFUSALS[set])
  answer(
    args,
    { city: citySlug, organisation: organisationSlug, ...set },
    () =>
      `${organisationSlug} works for ${citySlug} from ${set.from}${set.until ? ` to ${set.until}` : ' on'}`,
  )
  return 0
}
