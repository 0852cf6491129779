import { notFound } from '../kit/http.server.ts'

/** `?version=2` asks for an earlier one; undefined = the newest. Anything else is not found. */
export function versionAsked(request: Request): number | undefined {
  const asked = new URL(request.url).searchParams.get('version')
  if (asked === null) return undefined
  if (!/^[1-9]\d{0,4}$/.test(asked)) throw notFound()
  return Number(asked)
}
