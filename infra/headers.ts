import type { NextFunction, Request, Response } from 'express'

const SAFE = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  // What a page shows is for one person; only the hashed files of the build say otherwise.
  'Cache-Control': 'no-store',
}

/** Headers of every answer that does not bring its own. */
export function safeHeaders(request: Request, response: Response, next: NextFunction): void {
  const writeHead = response.writeHead
  // At the last moment: the Remix adapter appends, so what is set before would be there twice.
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    for (const [name, value] of Object.entries(SAFE)) {
      if (!response.hasHeader(name)) response.setHeader(name, value)
    }
    if (request.secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    return writeHead.apply(response, args)
  }) as typeof writeHead
  next()
}
