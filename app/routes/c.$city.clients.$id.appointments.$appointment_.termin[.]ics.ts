import type { LoaderFunctionArgs } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { icsOf, icsResponse, interpretingNotes } from '../follow-ups/calendar/ics.ts'
import { entryFor } from '../follow-ups/queries.server.ts'
import { translate } from '../kit/dictionary.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { readLocale } from '../kit/locale.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

/** One talk for whoever has it in a calendar; the file says when and where, and nothing of anybody. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const t = translate(await readLocale(request))
  const base = `${runtime().env.origin ?? new URL(request.url).origin}/c/${access.city.slug}`
  return act(
    access,
    { action: 'view', subject: 'appointment', subjectId: clientId },
    async ({ db, city }) => {
      if (!(await clientHead(db, clientId))) throw await noSuchFile(db, request, clientId)
      const appointmentId = uuidOr404(params.appointment)
      const entry = await entryFor(db, { clientId, appointmentId }, base)
      if (!entry) throw notFound()
      const words = { name: city.name, title: t('follow-ups:title'), notes: interpretingNotes(t) }
      return icsResponse(icsOf([entry], words), 'termin.ics')
    },
  )
}
