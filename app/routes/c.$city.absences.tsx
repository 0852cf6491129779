import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { staffOf } from '../access/queries.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { AbsencesView } from '../follow-ups/absences-view.tsx'
import { liftAbsence, noteAbsence } from '../follow-ups/commands.server.ts'
import { absenceInput, liftAbsenceInput } from '../follow-ups/input.ts'
import { absencesFrom } from '../follow-ups/queries.server.ts'
import { refusedDays, refusedWorker } from '../follow-ups/refusals.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { forbidden, notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'follow-ups:absence.title' }

/** Whose absences whoever asks may enter: the lead everybody's, others their own. */
async function workersOf(access: Awaited<ReturnType<typeof requireStaff>>) {
  const { id, role } = access.actor
  const staff = await staffOf(runtime().databases.platform, access.city.slug)
  const talking = staff.filter((member) => member.role !== 'liaison')
  const forAll = role === 'lead'
  return { forAll, staff: talking, workers: forAll ? talking : talking.filter((member) => member.id === id) }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'hand-over')
  const { workers, forAll } = await workersOf(access)
  const me = access.actor.id
  const saved = new URL(request.url).searchParams.get('told') === 'saved'
  const absences = await act(access, { action: 'view', subject: 'absences' }, (city) =>
    absencesFrom(city, forAll ? undefined : me),
  )
  const named = workers.map(({ id, name }) => ({ id, name }))
  return { shell: shellOf(access), me, workers: named, absences, saved }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'hand-over')
  const { staff, workers, forAll } = await workersOf(access)
  const page = `/c/${access.city.slug}/absences`
  const form = await formOf(request)
  if (form.get('intent') === 'lift') {
    const submission = parseForm(form, liftAbsenceInput)
    if (submission.status !== 'success') throw notFound()
    const { absenceId } = submission.value
    const whose = forAll ? undefined : access.actor.id
    const lifted = await act(access, { action: 'change', subject: 'absences' }, (city) =>
      liftAbsence(city, { absenceId, whose }),
    )
    if (!lifted.ok) throw notFound()
    throw redirect(page, 303)
  }
  const submission = parseForm(form, absenceInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const { worker: id, ...span } = submission.value
  if (!staff.some((member) => member.id === id)) return data(submission.reply(refusedWorker), 409)
  const worker = workers.find((member) => member.id === id)
  if (!worker) throw forbidden()
  const noted = await act(access, { action: 'create', subject: 'absences' }, (city) =>
    noteAbsence(city, { worker: { id: worker.id, name: worker.name }, ...span }),
  )
  if (!noted.ok) return data(submission.reply(refusedDays(noted.error)), 409)
  throw redirect(`${page}?told=saved`, 303)
}

export default function Absences(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <AbsencesView {...facts} slug={shell.city.slug} today={shell.today} lastResult={lastResult} />
    </CityPage>
  )
}
