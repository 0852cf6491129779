import type { NextFunction, Request, Response } from 'express'

/** Whether the browser says that a form was sent from another site. Without that word the guard of the page decides. */
export function isForeign(headers: { origin?: string | undefined; host?: string | undefined }): boolean {
  const { origin, host } = headers
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)
}

const REFUSAL = `<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>403</title></head>
<body>
<h1>Diese Eingabe kam von einer anderen Seite</h1>
<p>Sie wurde nicht ausgeführt. <a href="/">Öffnen Sie Partizipation</a> und machen Sie die Eingabe dort noch einmal.</p>
<p lang="en">This entry came from another site and was not carried out. <a href="/">Open Partizipation</a> and enter it there.</p>
</body>
</html>
`

/** Refuses what other sites send in the name of whoever is signed in here. Remix would refuse it too, with an empty 500. */
export function refuseForeignForms(request: Request, response: Response, next: NextFunction): void {
  const { origin } = request.headers
  const host = request.get('X-Forwarded-Host')?.split(',')[0]?.trim() || request.headers.host
  const asking = request.method === 'GET' || request.method === 'HEAD'
  if (asking || !isForeign({ origin, host })) next()
  else response.status(403).type('html').send(REFUSAL)
}
