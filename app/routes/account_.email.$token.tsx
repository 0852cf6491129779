import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { EmailConfirmView } from '../access/account-change-views.tsx'
import { confirmEmail } from '../access/commands/email.server.ts'
import { requireSameOrigin } from '../access/guards.server.ts'
import { LinkProblemView } from '../access/link-problem.tsx'
import { linkOf } from '../access/queries/links.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { tokenHash } from '../access/tokens.server.ts'
import { ENDED } from '../kit/http.server.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:email.confirmTitle' }

/** Stands in the place of a token once the address counts. */
const DONE = 'done'

/** For whoever holds the link: the mail may be read on another device than the one that is signed in. */
export async function loader({ params }: LoaderFunctionArgs) {
  if (params.token === DONE) return data({ state: 'done' } as const)
  const { databases, clock } = runtime()
  const which = { tokenHash: tokenHash(params.token ?? ''), kind: 'email' } as const
  const link = await linkOf(databases.platform, which, clock.now())
  return link.ok
    ? data({ state: 'open', email: link.value.email ?? '' } as const)
    : data({ problem: link.error }, ENDED)
}

export async function action({ request, params }: ActionFunctionArgs) {
  requireSameOrigin(request)
  const { databases, clock, key } = runtime()
  const mailing = { key, language: await readLocale(request) }
  const done = await confirmEmail(databases.platform, tokenHash(params.token ?? ''), mailing, clock.now())
  if (done.ok) throw redirect(`/account/email/${DONE}`, 303)
  if (done.error === 'taken') return data({ state: 'taken' } as const, 409)
  throw redirect(new URL(request.url).pathname, 303)
}

export default function ConfirmEmail(): ReactNode {
  const found = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer) return <EmailConfirmView {...answer} />
  if ('problem' in found) return <LinkProblemView kind="email" problem={found.problem} />
  return <EmailConfirmView {...found} />
}
