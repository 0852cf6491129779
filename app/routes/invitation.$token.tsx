import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { acceptWithAccount, acceptWithNewAccount } from '../access/commands/accept.server.ts'
import { hashPassword } from '../access/commands.server.ts'
import { requireSameOrigin, sessionsFor } from '../access/guards.server.ts'
import { SECRET_FIELDS, setUpInput } from '../access/input.ts'
import { InvitationView, REFUSALS } from '../access/invitation-view.tsx'
import { LinkProblemView } from '../access/link-problem.tsx'
import { weaknessIn } from '../access/password-strength.server.ts'
import { invitedBy } from '../access/queries/links.server.ts'
import { emailOf } from '../access/queries.server.ts'
import { problemNamed } from '../access/rules/city-sign-in.ts'
import { wayIn } from '../access/rules/links.ts'
import { runtime } from '../access/runtime.server.ts'
import { tokenHash } from '../access/tokens.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { ENDED } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:invitation.title' }

/** Who asks, what the link offers, and what that makes possible. */
async function look(request: Request, token = '') {
  const web = runtime()
  const { platform } = web.databases
  const now = web.clock.now()
  const hash = tokenHash(token)
  const [signedIn, invited] = await Promise.all([
    sessionsFor(web).read(request),
    invitedBy(platform, hash, now),
  ])
  const user = signedIn && { name: signedIn.name, email: await emailOf(platform, signedIn.accountId) }
  const way = invited.ok
    ? wayIn(invited.value.email, { known: invited.value.known, signedInAs: user?.email ?? null })
    : null
  return { web, now, hash, signedIn, user: user ?? null, invited, way }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { invited, way, user } = await look(request, params.token)
  if (!invited.ok || !way)
    return data({ problem: invited.ok ? 'unknown' : invited.error, user } as const, ENDED)
  const { email, known: _, ...offer } = invited.value
  const { pathname: path, searchParams } = new URL(request.url)
  const cameTo = searchParams.get('problem')
  return data({
    invited: offer,
    email: way === 'somebody-else' ? null : email,
    way,
    path,
    user,
    cameTo: problemNamed(cameTo),
    refusal: REFUSALS.find((refusal) => refusal === cameTo),
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  requireSameOrigin(request)
  const { web, now, hash, signedIn, invited, way } = await look(request, params.token)
  const { platform } = web.databases
  if (!invited.ok) throw redirect(new URL(request.url).pathname, 303)
  if (way === 'join' && signedIn) {
    const joined = await acceptWithAccount(platform, { tokenHash: hash, accountId: signedIn.accountId }, now)
    if (joined.ok) throw redirect('/', 303)
    return data({ refused: joined.error }, 409)
  }
  if (way !== 'set-up') throw redirect(new URL(request.url).pathname, 303)
  const submission = parseForm(await formOf(request), setUpInput)
  if (submission.status !== 'success')
    return data({ reply: submission.reply({ hideFields: SECRET_FIELDS }) }, 400)
  const { name, password } = submission.value
  const weakness = await weaknessIn(password, [name, invited.value.email, invited.value.place])
  if (weakness) {
    const fieldErrors = { password: [`access:password.${weakness}`] }
    return data({ reply: submission.reply({ fieldErrors, hideFields: SECRET_FIELDS }) }, 400)
  }
  const passwordHash = await hashPassword(password)
  const made = await acceptWithNewAccount(platform, { tokenHash: hash, name, passwordHash }, now)
  if (made.ok) {
    const cookie = await sessionsFor(web).begin(made.value.accountId, request)
    throw redirect('/', { status: 303, headers: { 'Set-Cookie': cookie } })
  }
  return data({ refused: made.error }, 409)
}

export default function Invitation(): ReactNode {
  const found = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if ('problem' in found)
    return <LinkProblemView kind="invitation" problem={found.problem} user={found.user ?? undefined} />
  const refused = answer && 'refused' in answer ? answer.refused : undefined
  const reply = answer && 'reply' in answer ? answer.reply : undefined
  // The others are ends of the link, which the loader has just seen too.
  const shown = REFUSALS.find((refusal) => refusal === refused) ?? found.refusal
  return <InvitationView {...found} lastResult={reply} refused={shown} />
}
