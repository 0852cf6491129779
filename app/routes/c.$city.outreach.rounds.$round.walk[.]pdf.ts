import type { LoaderFunctionArgs } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { translate } from '../kit/dictionary.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { pdfResponse } from '../letters/paper.server.ts'
import { letterheadOf } from '../letters/queries.server.ts'
import { doorsOfRound } from '../outreach/queries.server.ts'
import { roundHead } from '../outreach/rounds/queries.server.ts'
import { walkListPdf } from '../outreach/rounds/walk-list.server.ts'

/** The walk list on paper. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-visit')
  const id = uuidOr404(params.round)
  const purpose = { action: 'print', subject: 'walk-list', subjectId: id } as const
  return act(access, purpose, async ({ db, today }) => {
    const head = await roundHead(db, id)
    if (!head) throw notFound()
    const doors = await doorsOfRound(db, id)
    const letterhead = await letterheadOf(db, access.city.name)
    return pdfResponse(
      walkListPdf(head, doors, letterhead, today.toString(), translate('de')),
      'laufliste.pdf',
    )
  })
}
