import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { CityWork } from '../../db/act.ts'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { AppointmentView } from '../follow-ups/appointment-view.tsx'
import { BookingView } from '../follow-ups/booking-view.tsx'
import { dayAskedIn, placeAskedIn } from '../follow-ups/input.ts'
import { arrangeInterpreter, isInterpretingAct } from '../follow-ups/interpreters/form.server.ts'
import { takeOutcome } from '../follow-ups/outcome-form.server.ts'
import { appointmentPage, bookingPage } from '../follow-ups/queries.server.ts'
import { takeWish } from '../follow-ups/wish-form.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { readLocale } from '../kit/locale.server.ts'
import { Section, Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { useWords } from '../kit/use-words.ts'
import { hintDue } from '../messages/commands.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { PlanSteps } from '../work-plans/plan-steps.tsx'
import { planInForce } from '../work-plans/queries.server.ts'

export const handle: PageHandle = { title: 'follow-ups:title' }

/** `new` books by hand; anything else is the id of an appointment of this client. */
const addressed = (params: { id?: string; appointment?: string }) => ({
  clientId: uuidOr404(params.id),
  appointmentId: params.appointment === 'new' ? null : uuidOr404(params.appointment),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const { clientId, appointmentId } = addressed(params)
  const query = new URL(request.url).searchParams
  const asked = placeAskedIn(query)
  const purpose = { action: 'view', subject: 'appointment', subjectId: clientId } as const
  return act(access, purpose, async (city) => {
    const head = await clientHead(city.db, clientId)
    if (!head) throw await noSuchFile(city.db, request, clientId)
    const appointment = appointmentId ? await appointmentPage(city, { clientId, appointmentId, asked }) : null
    const booking = appointmentId ? null : await bookingPage(city, { clientId, asked })
    if (!appointment && !booking) throw notFound()
    const plan = appointment ? await planInForce(city.db, clientId) : undefined
    return {
      shell: shellOf(access),
      head,
      appointment: appointment ?? null,
      booking: booking ?? null,
      plan: plan ?? null,
      chosen: dayAskedIn(query),
      interpreterLeft: query.get('told') === 'interpreter-left',
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const { clientId, appointmentId } = addressed(params)
  const file = `/c/${access.city.slug}/clients/${clientId}`
  const change = { action: 'change', subject: 'appointment', subjectId: clientId } as const
  const hint = (at: string | null) => hintDue(runtime().databases.platform, access.city.slug, at)
  const form = await formOf(request)
  const run = <T,>(work: (city: CityWork) => Promise<T>): Promise<T> => act(access, change, work)
  const of = appointmentId && { clientId, appointmentId }
  if (of && isInterpretingAct(form.get('intent'))) {
    const refused = await arrangeInterpreter(run, of, form)
    if (refused) return refused
    throw redirect(`${file}/appointments/${of.appointmentId}`, 303)
  }
  if (of && form.get('intent') === 'outcome') {
    const done = await takeOutcome(run, of, form)
    if (done.refused) return done.refused
    await hint(done.written.next?.nextMessageAt ?? null)
    throw redirect(file, 303)
  }
  const wish = { clientId, appointmentId, locale: await readLocale(request) }
  const { refused, written } = await takeWish(run, wish, form)
  if (refused) return refused
  await hint(written.nextMessageAt)
  const left = `${file}/appointments/${written.appointmentId}?told=interpreter-left`
  throw redirect(written.interpreterLeft ? left : file, 303)
}

export default function Appointment(): ReactNode {
  const { shell, head, appointment, booking, plan, chosen, interpreterLeft } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const answered = useActionData<typeof action>()
  const name = [head.givenName, head.familyName].filter(Boolean).join(' ')
  const { today } = shell
  const file = `/c/${shell.city.slug}/clients/${head.clientId}`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        {appointment ? (
          <AppointmentView {...{ appointment, name, today, file, chosen, answered, interpreterLeft }} />
        ) : null}
        {appointment && plan ? (
          <Section title={t('work-plans:steps.ofPlan')}>
            <PlanSteps
              {...plan}
              plan={plan}
              today={today}
              base={`${file}/plan`}
              appointmentId={appointment.appointmentId}
            />
          </Section>
        ) : null}
        {booking ? <BookingView {...{ booking, today, chosen, answered }} /> : null}
      </Stack>
    </CityPage>
  )
}
