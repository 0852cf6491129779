import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { TOLD } from '../follow-ups/groups/answer.ts'
import { GroupView } from '../follow-ups/groups/group-view.tsx'
import { groupPage, responsibleFor, soughtFor } from '../follow-ups/groups/queries.server.ts'
import { takeGroup } from '../follow-ups/groups/take.server.ts'
import { addMemberInput } from '../follow-ups/input.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { hintDue } from '../messages/commands.server.ts'
import { readSought } from '../people/rules.ts'

export const handle: PageHandle = { title: 'follow-ups:groups.one' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const groupId = uuidOr404(params.group)
  const told = new URL(request.url).searchParams.get('told')
  const group = await act(access, { action: 'view', subject: 'group' }, (city) => groupPage(city, groupId))
  if (!group) throw notFound()
  return { shell: shellOf(access), group, told: TOLD.find((one) => one === told) ?? null }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const groupId = uuidOr404(params.group)
  const form = await formOf(request)
  const locale = await readLocale(request)
  if (form.get('intent') === 'search') {
    const typed = String(form.get('q') ?? '')
      .replaceAll('\0', '')
      .slice(0, 200)
    const sought = readSought(typed, shellOf(access).today)
    const purpose = { action: 'search', subject: 'clients', values: { sought: typed } } as const
    return { found: sought ? await act(access, purpose, (city) => soughtFor(city, sought, groupId)) : [] }
  }
  const added = addMemberInput.safeParse(Object.fromEntries(form))
  const whose = added.success ? { subjectId: added.data.client } : {}
  const taken = await act(access, { action: 'change', subject: 'group', ...whose }, async (city) => {
    const responsibleId = await responsibleFor(city.db, groupId)
    return responsibleId ? takeGroup(city, { group: { id: groupId, responsibleId }, form, locale }) : null
  })
  if (!taken || taken.is === 'not-found') throw notFound()
  if (taken.is === 'refused') return data({ answered: taken.answer }, taken.status)
  await hintDue(runtime().databases.platform, access.city.slug, taken.nextMessageAt)
  throw redirect(`/c/${access.city.slug}/groups/${groupId}?told=${taken.told}`, 303)
}

export default function Group(): ReactNode {
  const { shell, group, told } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  const at = `/c/${shell.city.slug}`
  return (
    <CityPage shell={shell} current="clients">
      <GroupView
        key={`${group.startsAt} ${group.title} ${group.capacity}`}
        group={group}
        all={`${at}/groups`}
        file={(clientId) => `${at}/clients/${clientId}`}
        today={shell.today}
        told={done ? null : told}
        found={done && 'found' in done ? done.found : null}
        answered={done && 'answered' in done ? done.answered : undefined}
      />
    </CityPage>
  )
}
