import { fileURLToPath } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import { refuseForeignForms } from './foreign-forms.ts'
import { safeHeaders } from './headers.ts'
import { logRequests, wordsOf } from './request-log.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Site {
  build: ServerBuild | (() => Promise<ServerBuild>)
  words: Set<string>
  /** Static files, or in development Vite with all it serves. */
  assets: express.Handler
}

/** What `npm start` built, as it lies in build/. */
export async function builtSite(): Promise<Site & { build: ServerBuild }> {
  const build: ServerBuild = await import(new URL('../build/server/index.js', import.meta.url).href)
  // Nothing else lies in the build for browsers, so no page waits for a look at the disk.
  const files = express.static(`${root}build/client/assets`, { immutable: true, maxAge: '1y' })
  return { build, words: wordsOf(build.routes), assets: express.Router().use('/assets', files) }
}

/** Everything that stands before a page: log, headers, foreign forms, compression, files; then Remix. */
export function serveSite(
  app: express.Express,
  { build, words, assets }: Site,
  mode: 'production' | 'development',
  trustedProxies: string,
): void {
  app.disable('x-powered-by')
  // What others say about where a request came from counts only from these.
  app.set('trust proxy', trustedProxies)
  app.use(logRequests(words), safeHeaders, refuseForeignForms, compression(), assets)
  app.all('*', createRequestHandler({ build, mode, getLoadContext: ({ ip }) => ({ address: ip }) }))
}
