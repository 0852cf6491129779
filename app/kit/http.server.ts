/**
 * The answers that end a request; throw them from guards, loaders and actions. The page shows the same sentence for
 * every 404, whatever the reason: unknown city, no membership and unknown client must not be told apart.
 */
const NO_STORE = { 'Cache-Control': 'no-store', 'Content-Type': 'text/plain; charset=utf-8' }

export const notFound = (): Response => new Response('not-found', { status: 404, headers: NO_STORE })

export const forbidden = (): Response => new Response('forbidden', { status: 403, headers: NO_STORE })

/** What came to a form's address was no form. */
export const noForm = (): Response => new Response('no-form', { status: 400, headers: NO_STORE })

/** `audit`: the audit row could not be written, so nothing may be shown. `data`: the city's database does not answer. */
export const unavailable = (part: 'audit' | 'data'): Response =>
  new Response(part, { status: 503, headers: { ...NO_STORE, 'Retry-After': '30' } })

export const isUuid = (value: string | undefined): value is string =>
  value !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/** A uuid from an address, or the same 404 as for one that exists nowhere: Postgres never sees anything else. */
export function uuidOr404(value: string | undefined): string {
  if (!isUuid(value)) throw notFound()
  return value
}

/** Of a page that says why its link no longer does anything. */
export const ENDED = 410
