import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { staffOf } from '../access/queries.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { dropHours, followCity, setHours } from '../follow-ups/commands.server.ts'
import { HoursView } from '../follow-ups/hours-view.tsx'
import { dropHoursInput, followCityInput, HOURS_OF_CITY, hoursInput } from '../follow-ups/input.ts'
import { weekLines } from '../follow-ups/queries.server.ts'
import { refusedHours, refusedWorker } from '../follow-ups/refusals.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { forbidden, notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'follow-ups:hours.title' }

type Access = Awaited<ReturnType<typeof requireStaff>>

/** Whose hours whoever asks may set: the lead everybody's and the city's, others their own. */
async function workersOf(access: Access) {
  const staff = await staffOf(runtime().databases.platform, access.city.slug)
  const talking = staff.filter(({ role }) => role !== 'liaison').map(({ id, name }) => ({ id, name }))
  const forAll = access.actor.role === 'lead'
  return { forAll, talking, workers: forAll ? talking : talking.filter(({ id }) => id === access.actor.id) }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'hand-over')
  const { workers, forAll } = await workersOf(access)
  const query = new URL(request.url).searchParams
  const asked = forAll ? query.get('worker') : null
  const isCity = asked === HOURS_OF_CITY
  const of = isCity ? null : (workers.find(({ id }) => id === asked)?.id ?? access.actor.id)
  const weeks = await act(access, { action: 'view', subject: 'working-hours' }, (city) => weekLines(city, of))
  const saved = query.get('told') === 'saved'
  return { shell: shellOf(access), of: of ?? HOURS_OF_CITY, workers, forAll, weeks, saved }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'hand-over')
  const { workers, talking, forAll } = await workersOf(access)
  const change = { action: 'change', subject: 'working-hours' } as const
  const here = `/c/${access.city.slug}/hours`
  /** Null: the city. */
  const allowed = (told: string): (typeof workers)[number] | null => {
    const worker = workers.find(({ id }) => id === told) ?? null
    if (!worker && !(forAll && told === HOURS_OF_CITY)) throw forbidden()
    return worker
  }
  const form = await formOf(request)
  if (form.get('intent') === 'drop') {
    const asked = parseForm(form, dropHoursInput)
    if (asked.status !== 'success') throw notFound()
    const { worker, validFrom } = asked.value
    const workerId = allowed(worker)?.id ?? null
    const done = await act(access, change, (city) => dropHours(city, { workerId, validFrom }))
    if (!done.ok) throw notFound()
    throw redirect(`${here}?worker=${worker}`, 303)
  }
  if (form.get('intent') === 'follow') {
    const asked = parseForm(form, followCityInput)
    if (asked.status !== 'success') return data({ form: 'follow' as const, reply: asked.reply() }, 400)
    const worker = allowed(asked.value.worker)
    if (!worker) throw forbidden()
    const { validFrom } = asked.value
    const done = await act(access, change, (city) => followCity(city, { worker, validFrom }))
    if (!done.ok) return data({ form: 'follow' as const, reply: asked.reply(refusedHours(done.error)) }, 409)
    throw redirect(`${here}?worker=${worker.id}&told=saved`, 303)
  }
  const submission = parseForm(form, hoursInput)
  if (submission.status !== 'success') return data({ form: 'hours' as const, reply: submission.reply() }, 400)
  const { worker: told, ...week } = submission.value
  const isKnown = told === HOURS_OF_CITY || talking.some(({ id }) => id === told)
  if (!isKnown) return data({ form: 'hours' as const, reply: submission.reply(refusedWorker) }, 409)
  const worker = allowed(told)
  const done = await act(access, change, (city) => setHours(city, { worker, ...week }))
  if (!done.ok)
    return data({ form: 'hours' as const, reply: submission.reply(refusedHours(done.error)) }, 409)
  throw redirect(`${here}?worker=${told}&told=saved`, 303)
}

export default function Hours(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <HoursView {...facts} slug={shell.city.slug} today={shell.today} answered={answered} />
    </CityPage>
  )
}
