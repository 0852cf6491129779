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

const WRITTEN_WITHIN_MS = 50

/**
 * Lines gathered for a moment and written at once: standard output is written synchronously, and one write a request
 * costs as much as a statement of the database. What is gathered when the process ends is written then.
 */
function gatheredLines(): (line: string) => void {
  let lines: string[] = []
  const write = (): void => {
    if (lines.length > 0) console.info(lines.join('\n'))
    lines = []
  }
  process.once('exit', write)
  return (line) => {
    if (lines.push(line) === 1) setTimeout(write, WRITTEN_WITHIN_MS)
  }
}

/** One line a request: method, masked path, status, milliseconds. */
export function logRequests(words: Set<string>) {
  const say = gatheredLines()
  return (request: Request, response: Response, next: NextFunction): void => {
    const { method, path } = request
    const began = performance.now()
    response.once('close', () => {
      if (QUIET.test(path)) return
      const ms = Math.round(performance.now() - began)
      // Nothing was sent when the other side left before the answer.
      const status = response.headersSent ? response.statusCode : 499
      say(JSON.stringify({ method, path: maskedPath(path, words), status, ms }))
    })
    next()
  }
}
