import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CityPage } from '../access/city-page.tsx'
import { removeMembersFactor } from '../access/commands/factor.server.ts'
import { changeRole, removeMember } from '../access/commands/members.server.ts'
import { requireStaff, signInContext } from '../access/guards.server.ts'
import { memberInput } from '../access/input.ts'
import { factorOfMember, memberOf } from '../access/queries/team.server.ts'
import { mayRemoveFactor } from '../access/rules/team.ts'
import { runtime } from '../access/runtime.server.ts'
import { hasSecondFactor } from '../access/second-factor.server.ts'
import { mayIn, shellOf } from '../access/shell.ts'
import { confirmIdentity } from '../access/sign-in.server.ts'
import { MemberView } from '../access/team-forms.tsx'
import { formOf } from '../kit/form/form-of.server.ts'
import { forbidden, notFound, uuidOr404 } from '../kit/http.server.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:team.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'manage-team')
  const { platform } = runtime().databases
  const { city, actor } = access
  const accountId = uuidOr404(params.member)
  const member = await memberOf(platform, city.slug, accountId)
  if (!member) throw notFound()
  const [{ on, elsewhere }, asksForCode] = await Promise.all([
    factorOfMember(platform, city.slug, accountId),
    hasSecondFactor(platform, actor.id),
  ])
  const removable = mayRemoveFactor(actor.id, { ...member, elsewhere }).ok
  const factor = mayIn(access, 'remove-second-factor') ? { on, removable, asksForCode } : null
  return { shell: shellOf(access), member, yourself: actor.id === accountId, factor }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { city, actor, clock } = await requireStaff(request, params, 'manage-team')
  const web = runtime()
  const { platform } = web.databases
  const accountId = uuidOr404(params.member)
  const parsed = memberInput.safeParse(Object.fromEntries(await formOf(request)))
  if (!parsed.success) throw forbidden()
  const wanted = parsed.data
  const which = { citySlug: city.slug, actorId: actor.id, accountId }
  const told = (news: string, done: { ok: true } | { ok: false; error: string }) => {
    if (!done.ok) throw done.error === 'gone' ? notFound() : forbidden()
    return redirect(`/c/${city.slug}/team?told=${news}`, 303)
  }
  if (wanted.intent === 'role')
    throw told('changed', await changeRole(platform, which, wanted.role, clock.now()))
  if (wanted.intent === 'remove') throw told('removed', await removeMember(platform, which, clock.now()))

  await requireStaff(request, params, 'remove-second-factor')
  const answer = await confirmIdentity(signInContext(web, context), actor.id, wanted)
  if (answer.outcome === 'locked') return data({ locked: answer.until.toString() }, 429)
  if (answer.outcome !== 'in') return data({ notConfirmed: true }, 400)
  const mailing = { key: web.key, language: await readLocale(request) }
  throw told('factor-removed', await removeMembersFactor(platform, which, mailing, clock.now()))
}

export default function TeamMember(): ReactNode {
  const { shell, ...page } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="team" narrow>
      <MemberView city={shell.city} today={shell.today} {...page} answer={useActionData<typeof action>()} />
    </CityPage>
  )
}
