import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act, hintMessages } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { BookingView } from '../follow-ups/booking-view.tsx'
import { bookAppointment } from '../follow-ups/commands.server.ts'
import { dayInput } from '../follow-ups/input.ts'
import { bookingPage } from '../follow-ups/queries.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'follow-ups:booking.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  return act(access, { action: 'view', subject: 'booking', subjectId: clientId }, async (city) => {
    const head = await clientHead(city.db, clientId)
    if (!head) throw notFound()
    return { shell: shellOf(access), head, page: (await bookingPage(city, clientId)) ?? null }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const wished = dayInput.safeParse(Object.fromEntries(await request.formData()))
  if (!wished.success) return data({ problem: 'follow-ups:error.invalid' as const }, 400)
  const done = await act(access, { action: 'create', subject: 'appointment', subjectId: clientId }, (city) =>
    bookAppointment(city, { clientId, day: wished.data.day }),
  )
  if (!done.ok) return data({ problem: `follow-ups:error.${done.error}` as const }, 409)
  await hintMessages(access, done.value.nextMessageAt)
  throw redirect(`/c/${access.city.slug}/clients/${clientId}`, 303)
}

export default function Booking(): ReactNode {
  const { shell, head, page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <ClientBanner head={head} shell={shell} />
      <BookingView
        page={page}
        today={shell.today}
        base={`/c/${shell.city.slug}/clients/${head.clientId}`}
        problem={refused?.problem}
      />
    </CityPage>
  )
}
