import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { staffOf } from '../access/queries.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { makeGroup } from '../follow-ups/groups/commands.server.ts'
import { GroupsView } from '../follow-ups/groups/groups-view.tsx'
import { GROUPS_SHOWN, listGroups } from '../follow-ups/groups/queries.server.ts'
import { refusedTime } from '../follow-ups/groups/refusals.server.ts'
import { groupInput, roomAsked } from '../follow-ups/input.ts'
import { roomsOf } from '../follow-ups/queries.server.ts'
import { refusedGroupWorker } from '../follow-ups/refusals.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { isUuid } from '../kit/http.server.ts'
import { readLocale } from '../kit/locale.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'follow-ups:groups.title' }

/** Who has talks in this city, and so may have a group. */
async function workersOf(slug: string): Promise<{ id: string; name: string }[]> {
  const staff = await staffOf(runtime().databases.platform, slug)
  return staff.filter(({ role }) => role !== 'liaison').map(({ id, name }) => ({ id, name }))
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const query = new URL(request.url).searchParams
  const shown = GROUPS_SHOWN.find((one) => one === query.get('show')) ?? 'ahead'
  const asked = query.get('after')
  const after = asked !== null && isUuid(asked) ? asked : null
  const workers = await workersOf(access.city.slug)
  const lists = await act(access, { action: 'view', subject: 'groups' }, async ({ db, now }) => ({
    groups: await listGroups(db, { now, shown, after }),
    rooms: await roomsOf(db),
  }))
  const page = { shown, further: after !== null, me: access.actor.id, formKey: newFormKey() }
  return { shell: shellOf(access), workers, ...lists, ...page }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const submission = parseForm(await formOf(request), groupInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const { room, responsible: id, ...told } = submission.value
  const responsible = (await workersOf(access.city.slug)).find((worker) => worker.id === id)
  if (!responsible) return data(submission.reply(refusedGroupWorker), 409)
  const wish = { ...told, roomId: roomAsked(room) ?? null }
  const locale = await readLocale(request)
  const done = await act(access, { action: 'create', subject: 'group' }, async (city) => {
    const made = await makeGroup(city, { ...wish, responsible })
    if (made.ok) return { groupId: made.value }
    return {
      refusal: await refusedTime(city, made.error, { wish, locale, responsibleId: id, without: null }),
    }
  })
  if (done.refusal) return data(submission.reply(done.refusal), 409)
  throw redirect(`/c/${access.city.slug}/groups/${done.groupId}?told=made`, 303)
}

export default function Groups(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const here = `/c/${shell.city.slug}/groups`
  return (
    <CityPage shell={shell} current="clients">
      <GroupsView {...facts} here={here} today={shell.today} lastResult={lastResult} />
    </CityPage>
  )
}
