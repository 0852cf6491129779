import { randomInt } from 'node:crypto'

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const incidents = new WeakMap<Request, string>()

/** The number of the incident of a request, if it had one: eight letters that can be read out over the phone. */
export const incidentOf = (request: Request): string | undefined => incidents.get(request)

type AddressParams = Readonly<Record<string, string | undefined>>

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    // A lone per cent sign: the router took it as it stands, too.
    return segment
  }
}

/** `/c/wuppertal/clients/:id`: what stands in an address for somebody or for something typed is not written down. */
function maskedPath(pathname: string, { city, ...params }: AddressParams): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [value, name]))
  const shown = (segment: string): string => {
    const name = names.get(decoded(segment))
    return name !== undefined && segment !== city ? `:${name}` : segment
  }
  return pathname.split('/').map(shown).join('/')
}

/**
 * Gives the failed request a number and writes one line about it. Messages of Postgres and of zod quote values that
 * were typed in; so the line holds the kind of error, its code and where it came from, and never the message.
 */
export function noteIncident(error: unknown, request: Request, params: AddressParams): string {
  const known = incidents.get(request)
  if (known) return known
  const id = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  incidents.set(request, id)
  const path = maskedPath(new URL(request.url).pathname, params)
  console.error(JSON.stringify({ incident: id, method: request.method, path, ...describe(error) }))
  return id
}

function describe(error: unknown): { kind: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const at = frames.slice(0, 8).map((line) => line.trim())
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return { kind: error.name, ...code, at }
}
