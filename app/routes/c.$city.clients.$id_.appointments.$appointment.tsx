import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act, hintMessages } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { AppointmentView } from '../follow-ups/appointment-view.tsx'
import { finishTask, moveAppointment, recordOutcome } from '../follow-ups/commands.server.ts'
import { dayInput, outcomeInput, taskInput } from '../follow-ups/input.ts'
import { appointmentPage } from '../follow-ups/queries.server.ts'
import { onTheWall } from '../kit/format.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'follow-ups:page.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const appointmentId = uuidOr404(params.appointment)
  return act(access, { action: 'view', subject: 'appointment', subjectId: clientId }, async (city) => {
    const head = await clientHead(city.db, clientId)
    const page = head && (await appointmentPage(city, { clientId, appointmentId }))
    if (!page) throw notFound()
    return { shell: shellOf(access), head, page, day: onTheWall(page.startsAt).date }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const appointmentId = uuidOr404(params.appointment)
  const form = Object.fromEntries(await request.formData())
  const base = `/c/${access.city.slug}/clients/${clientId}`
  const purpose = { action: 'change', subject: 'appointment', subjectId: clientId } as const

  const outcome = form.intent === 'outcome' ? outcomeInput.safeParse(form) : undefined
  if (outcome?.success) {
    const done = await act(access, purpose, (city) => recordOutcome(city, { appointmentId, ...outcome.data }))
    if (!done.ok) return data({ problem: `follow-ups:error.${done.error}` as const }, 409)
    await hintMessages(access, done.value.next?.nextMessageAt ?? null)
    throw redirect(base, 303)
  }
  const wished = form.intent === 'move' ? dayInput.safeParse(form) : undefined
  if (wished?.success) {
    const done = await act(access, purpose, (city) =>
      moveAppointment(city, { appointmentId, day: wished.data.day }),
    )
    if (!done.ok) return data({ problem: `follow-ups:error.${done.error}` as const }, 409)
    await hintMessages(access, done.value.nextMessageAt)
    throw redirect(`${base}/appointments/${done.value.appointmentId}`, 303)
  }
  const finished = form.intent === 'task' ? taskInput.safeParse(form) : undefined
  if (finished?.success) {
    const done = await act(access, purpose, (city) => finishTask(city, { clientId, ...finished.data }))
    if (!done.ok) return data({ problem: `follow-ups:error.${done.error}` as const }, 409)
    throw redirect(`${base}/appointments/${appointmentId}`, 303)
  }
  return data({ problem: 'follow-ups:error.invalid' as const }, 400)
}

export default function Appointment(): ReactNode {
  const { shell, head, page, day } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <ClientBanner head={head} shell={shell} />
      <AppointmentView
        page={page}
        day={day}
        today={shell.today}
        base={`/c/${shell.city.slug}/clients/${head.clientId}`}
        problem={refused?.problem}
      />
    </CityPage>
  )
}
