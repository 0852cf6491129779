import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { CityPage } from '../access/city-page.tsx'
import { changeRole, removeMember } from '../access/commands/members.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { memberInput } from '../access/input.ts'
import { memberOf } from '../access/queries/team.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { MemberView } from '../access/team-forms.tsx'
import { forbidden, notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'access:team.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'manage-team')
  const accountId = uuidOr404(params.member)
  const member = await memberOf(runtime().databases.platform, access.city.slug, accountId)
  if (!member) throw notFound()
  return { shell: shellOf(access), member, yourself: access.actor.id === accountId }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { city, actor, clock } = await requireStaff(request, params, 'manage-team')
  const { platform } = runtime().databases
  const accountId = uuidOr404(params.member)
  const parsed = memberInput.safeParse(Object.fromEntries(await request.formData()))
  if (!parsed.success) throw forbidden()
  const wanted = parsed.data
  const which = { citySlug: city.slug, actorId: actor.id, accountId }
  const done =
    wanted.intent === 'role'
      ? await changeRole(platform, which, wanted.role, clock.now())
      : await removeMember(platform, which, clock.now())
  if (!done.ok) throw done.error === 'gone' ? notFound() : forbidden()
  throw redirect(`/c/${city.slug}/team?told=${wanted.intent === 'role' ? 'changed' : 'removed'}`, 303)
}

export default function TeamMember(): ReactNode {
  const { shell, member, yourself } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="team" narrow>
      <MemberView city={shell.city} today={shell.today} member={member} yourself={yourself} />
    </CityPage>
  )
}
