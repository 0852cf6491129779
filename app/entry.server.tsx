import { randomBytes } from 'node:crypto'
import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { dictionary } from './kit/dictionary.server.ts'
import { incidentOf, noteIncident } from './kit/incident.server.ts'
import { readLocale } from './kit/locale.server.ts'
import { PageContext } from './kit/page-context.tsx'

// The dev server injects inline scripts without a nonce.
const POLICED = import.meta.env.PROD

/** Inline styles are the city's colour and the lengths of bars; scripts need the nonce; nothing comes from elsewhere. */
function policy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Every page holds what one person may see: no cache keeps it, and the back button asks again. */
function protect(headers: Headers): void {
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'same-origin')
}

/** What no script may hold as it is, written so that it means the same. */
const inScript = (data: string): string =>
  JSON.stringify(data).replace(
    /[&<>\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The loaders' data for the browser, in the form in which Remix's own stream would hand it over. */
function handOver(data: string, nonce: string | undefined): string {
  const open = nonce ? `<script nonce="${nonce}">` : '<script>'
  const controller = 'window.__remixContext.streamController'
  return `${open}${controller}.enqueue(${inScript(data)});${controller}.close();</script>`
}

/**
 * The whole page at once: nothing of ours streams in later, and without JavaScript such a part would stay hidden.
 * So React writes one string; its stream would encode every tag on its own, which costs more than the rendering
 * (decision 0009). An error while rendering goes back to Remix, which renders the error page.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  const locale = await readLocale(request)
  const nonce = POLICED ? randomBytes(16).toString('base64') : undefined
  const nonced = nonce ? { nonce } : {}
  protect(headers)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Content-Language', locale)
  headers.append('Vary', 'Cookie, Accept-Language')
  if (nonce) headers.set('Content-Security-Policy', policy(nonce))

  const { serverHandoffStream, ...context } = remixContext
  const data = serverHandoffStream ? await new Response(serverHandoffStream).text() : undefined
  const html = renderToString(
    <PageContext.Provider value={{ nonce, incident: incidentOf(request) }}>
      <I18nextProvider i18n={dictionary(locale)}>
        <RemixServer context={context} url={request.url} {...nonced} />
      </I18nextProvider>
    </PageContext.Provider>,
  )
  return new Response(`<!DOCTYPE html>${html}${data === undefined ? '' : handOver(data, nonce)}`, {
    headers,
    status,
  })
}

export function handleDataRequest(response: Response): Response {
  protect(response.headers)
  return response
}

export function handleError(
  error: unknown,
  { request, params }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  // An address nobody answers, or the wrong method, is an answer and no incident.
  if (isRouteErrorResponse(error) && error.status < 500) return
  if (!request.signal.aborted) noteIncident(error, request, params)
}
