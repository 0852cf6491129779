import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireStaff } from '../access/guards.server.ts'
import { downloadOf } from '../files/download.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'

/** One document, never shown in the browser as a page of ours. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-talk')
  return downloadOf(access, request, uuidOr404(params.id), uuidOr404(params.document))
}
