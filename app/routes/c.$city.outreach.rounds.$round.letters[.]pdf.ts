import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { pdfResponse } from '../letters/paper.server.ts'
import { letterheadOf } from '../letters/queries.server.ts'
import { makeLetters, remakeLetters } from '../outreach/letters/commands.server.ts'
import { lettersPdf } from '../outreach/letters/paper.server.ts'

/** Paper made once is not shown again: its codes are nowhere else. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-visit')
  return redirect(`/c/${access.city.slug}/outreach/rounds/${uuidOr404(params.round)}`)
}

/** Makes the letters a round proposes and answers with their pages: the codes are on paper and nowhere else. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-visit')
  const id = uuidOr404(params.round)
  const again = (await formOf(request)).get('which') === 'again'
  const { slug, name } = access.city
  const made = await act(access, { action: 'create', subject: 'letters', subjectId: id }, (city) =>
    again ? remakeLetters(city, id) : makeLetters(city, id),
  )
  if (!made.ok) throw notFound()
  if (made.value.length === 0) throw redirect(`/c/${slug}/outreach/rounds/${id}`, 303)
  const page = `${runtime().env.origin ?? new URL(request.url).origin}/k/${slug}`
  return act(access, { action: 'print', subject: 'letters', subjectId: id }, async ({ db, today }) => {
    const office = { name, letterhead: await letterheadOf(db, name), page, today: today.toString() }
    return pdfResponse(await lettersPdf(db, id, made.value, office), 'briefe.pdf')
  })
}
