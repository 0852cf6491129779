import type { NextFunction, Request, Response } from 'express'

/** The words of the addresses we have: everything else in an address is somebody's id, token or typing. */
export function wordsOf(routes: Record<string, { path?: string } | undefined>): Set<string> {
  const segments = Object.values(routes).flatMap((route) => route?.path?.split('/') ?? [])
  return new Set(segments.filter((segment) => !/^[:*]/.test(segment)))
}

const CITY = /^[a-z][a-z0-9-]{1,40}$/

/** `/c/wuppertal/clients/:id`: what may be written down of an address. The query never is. */
export function maskedPath(path: string, words: Set<string>): string {
  const segments = path
    .replace(/\.data$/, '')
    .split('/')
    .slice(1)
  const kept = segments.map((segment, index) => {
    const isCity = index === 1 && segments[0] === 'c' && CITY.test(segment)
    return segment === '' || words.has(segment) || isCity ? segment : ':id'
  })
  return `/${kept.join('/')}`
}

const QUIET = /^\/(assets\/|healthz$|readyz$|metrics$)/

/** One line a request: method, masked path, status, milliseconds. */
export function logRequests(words: Set<string>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { method, path } = request
    const began = performance.now()
    response.once('close', () => {
      if (QUIET.test(path)) return
      const ms = Math.round(performance.now() - began)
      // Nothing was sent when the other side left before the answer.
      const status = response.headersSent ? response.statusCode : 499
      console.info(JSON.stringify({ method, path: maskedPath(path, words), status, ms }))
    })
    next()
  }
}
