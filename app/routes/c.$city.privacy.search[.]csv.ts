import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { translate } from '../kit/dictionary.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { readLocale } from '../kit/locale.server.ts'
import { openedCsv } from '../privacy/export.server.ts'
import { searchInput } from '../privacy/input.ts'
import { allOpenedBy } from '../privacy/queries.server.ts'

/** The file is asked for by the form of the search; whoever opens its address gets that. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'search-access')
  throw redirect(`/c/${access.city.slug}/privacy/search`)
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'search-access')
  const submission = parseForm(await formOf(request), searchInput(shellOf(access).today))
  if (submission.status !== 'success') throw redirect(`/c/${access.city.slug}/privacy/search`, 303)
  const asked = submission.value
  const purpose = { subject: 'staff-access', subjectId: asked.actor, reason: asked.reason }
  const rows = await act(access, { action: 'export', ...purpose }, ({ db }) => allOpenedBy(db, asked))
  return new Response(openedCsv(rows, translate(await readLocale(request))), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="zugriffe.csv"',
      'Cache-Control': 'no-store',
    },
  })
}
