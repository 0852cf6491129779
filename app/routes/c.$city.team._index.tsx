import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CityPage } from '../access/city-page.tsx'
import { inviteAgain, withdraw } from '../access/commands/invite.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { invitationActionInput } from '../access/input.ts'
import { membersOf, openInvitationsOf } from '../access/queries/team.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { TEAM_NEWS, TeamView } from '../access/team-view.tsx'
import { formOf } from '../kit/form/form-of.server.ts'
import { forbidden } from '../kit/http.server.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:team.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'manage-team')
  const { platform } = runtime().databases
  const { slug } = access.city
  const [members, invitations] = await Promise.all([
    membersOf(platform, slug),
    openInvitationsOf(platform, slug, access.clock.now()),
  ])
  const told = new URL(request.url).searchParams.get('told')
  const news = TEAM_NEWS.find((known) => known === told) ?? null
  return { shell: shellOf(access), actorId: access.actor.id, members, invitations, news }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { city, actor, clock } = await requireStaff(request, params, 'manage-team')
  const { databases, key } = runtime()
  const parsed = invitationActionInput.safeParse(Object.fromEntries(await formOf(request)))
  if (!parsed.success) throw forbidden()
  const { intent, invitation: invitationId } = parsed.data
  const which = { citySlug: city.slug, invitationId }
  const now = clock.now()
  const mail = { key, language: await readLocale(request) }
  const done =
    intent === 'withdraw'
      ? await withdraw(databases.platform, { ...which, actorId: actor.id }, now)
      : await inviteAgain(databases.platform, { ...which, invitedBy: actor.id }, mail, now)
  if (!done.ok) return data(done.error, 409)
  throw redirect(`/c/${city.slug}/team?told=${intent === 'withdraw' ? 'withdrawn' : 'again'}`, 303)
}

export default function Team(): ReactNode {
  const { shell, ...page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="team">
      <TeamView {...page} city={shell.city} today={shell.today} refused={refused} />
    </CityPage>
  )
}
