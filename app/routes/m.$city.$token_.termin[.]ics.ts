import type { LoaderFunctionArgs } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { mayAsk, openToVisitor } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { icsOf, icsResponse } from '../follow-ups/calendar/ics.ts'
import { entryBehind } from '../follow-ups/link/calendar.server.ts'
import { talkBehind } from '../follow-ups/link/token.server.ts'
import { notFound } from '../kit/http.server.ts'

/** A client's talk for his own calendar: when and where. A link that opens nothing any more is the same 404 as none. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const access = await openToVisitor(params)
  if (!(await mayAsk(runtime(), context))) return new Response('', { status: 429 })
  const appointmentId = talkBehind(runtime().key, access.city.slug, params.token ?? '')
  if (!appointmentId) throw notFound()
  return act(access, { action: 'view', subject: 'talk-link' }, async (city) => {
    const found = await entryBehind(city, appointmentId)
    if (!found) throw notFound()
    return icsResponse(icsOf([found.entry], { name: found.title, title: found.title }), 'termin.ics')
  })
}
