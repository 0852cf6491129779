import type { LoaderFunctionArgs } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { pdfResponse } from '../letters/paper.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { planPaper } from '../work-plans/paper.server.ts'
import { planSheet } from '../work-plans/sheet.server.ts'
import { versionAsked } from '../work-plans/version-asked.server.ts'

/** A version of the plan to print or to hand over; the file's name says nothing about anybody. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const version = versionAsked(request)
  const { env, key } = runtime()
  const origin = env.origin ?? new URL(request.url).origin
  return act(access, { action: 'print', subject: 'plan', subjectId: clientId }, async ({ db, city }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const sheet = await planSheet(db, clientId, version)
    if (!sheet) throw notFound()
    const name = [head.givenName, head.familyName].filter(Boolean).join(' ')
    const paper = await planPaper(db, sheet, { name, language: head.language }, { ...city, origin, key })
    return pdfResponse(paper, `arbeitsplan-fassung-${sheet.version}.pdf`)
  })
}
