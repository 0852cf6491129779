import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { addRoom, retireRoom } from '../follow-ups/commands.server.ts'
import { retireInput, roomInput } from '../follow-ups/input.ts'
import { roomsOf } from '../follow-ups/queries.server.ts'
import { RoomsView } from '../follow-ups/rooms/rooms-view.tsx'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'follow-ups:rooms.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const rooms = await act(access, { action: 'view', subject: 'rooms' }, ({ db }) => roomsOf(db))
  return { shell: shellOf(access), rooms }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const change = { action: 'change', subject: 'rooms' } as const
  const here = `/c/${access.city.slug}/settings/rooms`
  const form = await formOf(request)
  if (form.has('room')) {
    const asked = parseForm(form, retireInput)
    if (asked.status !== 'success') throw notFound()
    const done = await act(access, change, (city) => retireRoom(city, asked.value.room))
    if (!done.ok) throw notFound()
    throw redirect(here, 303)
  }
  const submission = parseForm(form, roomInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const done = await act(access, change, (city) => addRoom(city, submission.value))
  if (!done.ok) return data(submission.reply({ fieldErrors: { name: ['follow-ups:error.name-taken'] } }), 409)
  throw redirect(here, 303)
}

export default function Rooms(): ReactNode {
  const { shell, rooms } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="settings" narrow>
      <RoomsView slug={shell.city.slug} rooms={rooms} lastResult={lastResult} />
    </CityPage>
  )
}
