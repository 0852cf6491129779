import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { offlineRound, takeOffline } from '../outreach/rounds/offline.server.ts'
import { MOST_BYTES, readMessage } from '../outreach/rounds/offline-message.ts'

const NO_STORE = { 'Cache-Control': 'no-store' }

/** The round for a phone without network: names and doors. Taking it along is the audited read. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-visit')
  const id = uuidOr404(params.round)
  const purpose = { action: 'export', subject: 'round-offline', subjectId: id } as const
  const taken = await act(access, purpose, (city) => offlineRound(city, id))
  if (!taken) throw notFound()
  return json(taken, { headers: NO_STORE })
}

/** What the phone brings back. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const access = await requireStaff(request, params, 'record-visit')
  const id = uuidOr404(params.round)
  const sent = readMessage((await request.text()).slice(0, MOST_BYTES + 1))
  if (!sent) return json({ error: 'invalid' }, { status: 400, headers: NO_STORE })
  // Two people share a phone: what one entered is not the other's visit.
  if (sent.takenBy !== access.actor.id)
    return json({ error: 'somebody-else' }, { status: 409, headers: NO_STORE })
  const purpose = { action: 'create', subject: 'visit', subjectId: id } as const
  const visits = await act(access, purpose, (city) => takeOffline(city, id, sent.visits))
  if (!visits) throw notFound()
  return json({ visits }, { headers: NO_STORE })
}
