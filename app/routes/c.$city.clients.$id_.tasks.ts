import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { finishTask } from '../follow-ups/commands.server.ts'
import { taskDoneInput } from '../follow-ups/input.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

/** Who comes back here from signing in finds the tasks in the file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  await act(access, { action: 'view', subject: 'task', subjectId: clientId }, async ({ db }) => {
    if (!(await clientHead(db, clientId))) throw await noSuchFile(db, request, clientId)
  })
  throw redirect(`/c/${access.city.slug}/clients/${clientId}`)
}

/** Somebody has done what she was to do: from the day's list, the client's file or a talk, and back there. */
export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const submission = parseForm(await formOf(request), taskDoneInput)
  if (submission.status !== 'success') throw notFound()
  const { taskId, back } = submission.value
  const purpose = { action: 'change', subject: 'task', subjectId: clientId } as const
  const done = await act(access, purpose, (city) => finishTask(city, { clientId, taskId }))
  if (!done.ok) throw notFound()
  const city = `/c/${access.city.slug}`
  const file = `${city}/clients/${clientId}`
  const places: Record<string, string> = { today: `${city}/today`, file }
  throw redirect(places[back] ?? `${file}/appointments/${back}`, 303)
}
