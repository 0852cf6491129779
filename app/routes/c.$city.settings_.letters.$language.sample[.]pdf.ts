import type { LoaderFunctionArgs } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { notFound } from '../kit/http.server.ts'
import { writtenLanguage } from '../letters/catalogue.ts'
import { pdfResponse } from '../letters/paper.server.ts'
import { isReviewed, letterheadOf } from '../letters/queries.server.ts'
import { samplePdf } from '../letters/sample.server.ts'

/** How a paper of the city looks in a language. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'change-settings')
  const language = writtenLanguage(params.language)
  if (!language) throw notFound()
  return act(access, { action: 'print', subject: 'letters-settings' }, async ({ db }) => {
    const letterhead = await letterheadOf(db, access.city.name)
    const reviewed = await isReviewed(db, language)
    return pdfResponse(samplePdf({ letterhead, language, reviewed }), `musterbrief-${language}.pdf`)
  })
}
