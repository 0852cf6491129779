import type { LoaderFunctionArgs } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { rejectedFile } from '../outreach/list/rejected.server.ts'

/** The rejected lines with their reasons, for the office that sent the list. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'import-list')
  const id = uuidOr404(params.import)
  const csv = await act(access, { action: 'export', subject: 'list', subjectId: id }, ({ db }) =>
    rejectedFile(db, id),
  )
  if (csv === undefined) throw notFound()
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="zurueckgewiesen.csv"',
      'Cache-Control': 'no-store',
    },
  })
}
