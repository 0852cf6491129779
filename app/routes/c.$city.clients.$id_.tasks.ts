import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { finishTask } from '../follow-ups/commands.server.ts'
import { taskDoneInput } from '../follow-ups/input.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'

/** Somebody has done what she was to do: from the day's list or the client's file, and back there. */
export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const submission = parseForm(await request.formData(), taskDoneInput)
  if (submission.status !== 'success') throw notFound()
  const { taskId, back } = submission.value
  const purpose = { action: 'change', subject: 'task', subjectId: clientId } as const
  const done = await act(access, purpose, (city) => finishTask(city, { clientId, taskId }))
  if (!done.ok) throw notFound()
  const city = `/c/${access.city.slug}`
  throw redirect(back === 'today' ? `${city}/today` : `${city}/clients/${clientId}`, 303)
}
