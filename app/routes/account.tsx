import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { today } from '../../infra/clock.ts'
import { AccountView } from '../access/account-view.tsx'
import { setDigest } from '../access/commands/digest.server.ts'
import { revokeSessions } from '../access/commands.server.ts'
import { requireAccount, sessionsFor } from '../access/guards.server.ts'
import { wantsDigest } from '../access/queries/digest-readers.server.ts'
import { emailOf, placesOf, secondFactorOf } from '../access/queries.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:account.title' }

export async function loader({ request }: LoaderFunctionArgs) {
  const signedIn = await requireAccount(request)
  const { accountId, name, web } = signedIn
  const { platform } = web.databases
  const [email, places, sessions, factor, digest] = await Promise.all([
    emailOf(platform, accountId),
    placesOf(platform, accountId, web.clock.now()),
    sessionsFor(web).own(signedIn),
    secondFactorOf(platform, accountId),
    wantsDigest(platform, accountId),
  ])
  const passwordChanged = new URL(request.url).searchParams.has('password-changed')
  return {
    name,
    email,
    places,
    sessions,
    factor,
    digest,
    passwordChanged,
    today: today(web.clock).toString(),
  }
}

/** Turns the mail in the morning on or off; or ends one other session, or all of them. */
export async function action({ request }: ActionFunctionArgs) {
  const { accountId, sessionId, web } = await requireAccount(request)
  const form = await formOf(request)
  const digest = form.get('digest')
  if (digest === 'on' || digest === 'off') {
    await setDigest(web.databases.platform, { accountId, wanted: digest === 'on' })
    throw redirect('/account#digest', 303)
  }
  const asked = form.get('session')
  await revokeSessions(web.databases.platform, {
    accountId,
    here: sessionId,
    only: typeof asked === 'string' && asked !== '' ? asked : undefined,
    now: web.clock.now(),
  })
  throw redirect('/account#sessions', 303)
}

export default function Account(): ReactNode {
  return <AccountView {...useLoaderData<typeof loader>()} />
}
