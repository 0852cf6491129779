import type { LoaderFunctionArgs } from '@remix-run/node'
import { act } from '../access/act.server.ts'
import { mayAsk, openToVisitor } from '../access/guards.server.ts'
import { staffOf } from '../access/queries.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { tokenHash } from '../access/tokens.server.ts'
import { icsOf, icsResponse, interpretingNotes } from '../follow-ups/calendar/ics.ts'
import { entriesOf, feedBehind } from '../follow-ups/queries.server.ts'
import { translate } from '../kit/dictionary.server.ts'
import { notFound } from '../kit/http.server.ts'

/**
 * Talks of a worker or of a room for a calendar that cannot sign in: when and where, never who. A token that is none,
 * one that was revoked and one of somebody who works here no more are the same 404.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const access = await openToVisitor(params)
  if (!(await mayAsk(runtime(), context))) return new Response('', { status: 429 })
  const { env, databases } = runtime()
  const { slug, name } = access.city
  const team = await staffOf(databases.platform, slug)
  const base = `${env.origin ?? new URL(request.url).origin}/c/${slug}`
  const view = { action: 'view', subject: 'calendar-feed' } as const
  return act(access, view, async ({ db, now }) => {
    const feed = await feedBehind(db, tokenHash(params.token ?? ''))
    if (!feed) throw notFound()
    if (feed.actorId !== null && !team.some(({ id }) => id === feed.actorId)) throw notFound()
    const t = translate('de')
    const groupTitle = (title: string, count: number) => t('follow-ups:groups.inCalendar', { title, count })
    const entries = await entriesOf(db, feed, { now, base, groupTitle })
    const calendar = feed.actorId === null ? `${name}: ${feed.name}` : name
    const words = { name: calendar, title: t('follow-ups:title') }
    // Of a room only that it is taken.
    const ics = icsOf(entries, feed.actorId === null ? words : { ...words, notes: interpretingNotes(t) })
    return icsResponse(ics, 'termine.ics')
  })
}
