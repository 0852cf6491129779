import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { dictionary } from './kit/dictionary.server.ts'
import { incidentOf, noteIncident } from './kit/incident.server.ts'
import { readLocale } from './kit/locale.server.ts'
import { PageContext } from './kit/page-context.tsx'

const RENDER_LIMIT_MS = 10_000

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

  return new Promise((resolve, reject) => {
    let answer = status
    const { pipe, abort } = renderToPipeableStream(
      <PageContext.Provider value={{ nonce, incident: incidentOf(request) }}>
        <I18nextProvider i18n={dictionary(locale)}>
          <RemixServer context={remixContext} url={request.url} {...nonced} />
        </I18nextProvider>
      </PageContext.Provider>,
      {
        ...nonced,
        // All of the page at once: without JavaScript a part that streams in later would stay hidden.
        onAllReady() {
          clearTimeout(limit)
          const body = new PassThrough()
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answer }))
          pipe(body)
        },
        onShellError(error) {
          clearTimeout(limit)
          reject(error)
        },
        onError(error) {
          answer = 500
          noteIncident(error, request)
        },
      },
    )
    const limit = setTimeout(abort, RENDER_LIMIT_MS)
  })
}

export function handleDataRequest(response: Response): Response {
  protect(response.headers)
  return response
}

export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  // An address nobody answers, or the wrong method, is an answer and no incident.
  if (isRouteErrorResponse(error) && error.status < 500) return
  if (!request.signal.aborted) noteIncident(error, request)
}
