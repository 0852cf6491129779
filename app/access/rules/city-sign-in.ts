/** Signing in by a city's own provider: what may go wrong on the way, and who becomes whom. */

export const ATTEMPT_MINUTES = 10
/** What we ask a provider is asked for this long at most, each time. */
export const PROVIDER_SECONDS = 5
/** How long we take a provider's word for where its parts are. */
export const DISCOVERY_MINUTES = 5

/** Each becomes a sentence on the page where the sign-in began. */
const PROBLEMS = [
  /** The provider said no, or the person did. */
  'denied',
  /** It does not answer, or does not know us. */
  'unavailable',
  /** Too late, a second time, or not begun in this browser. */
  'unfinished',
  /** This network address has begun too many within the hour. */
  'too-often',
  /** What it answered is not meant for this sign-in. */
  'invalid',
  'not-invited',
  'other-email',
  'unverified-email',
  /** The invited address has an account, whose owner must say so himself. */
  'known',
] as const
export type CitySignInProblem = (typeof PROBLEMS)[number]

export const problemNamed = (word: string | null): CitySignInProblem | null =>
  PROBLEMS.find((problem) => problem === word) ?? null

/** The token of the invitation one comes from, when that is where the way back leads. */
export const invitationIn = (next: string | null): string | null =>
  next?.match(/^\/invitation\/([\w-]{43})$/)?.[1] ?? null

/** Where a sign-in that came to nothing goes on: the page it began on, which knows a sentence for it. */
export function pathOfProblem(next: string | null, problem: string): string {
  if (invitationIn(next)) return `${next}?problem=${problem}`
  const query = new URLSearchParams({ problem, ...(next && { next }) })
  return `/sign-in?${query}`
}

export const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)

/** Only https, but for this machine itself. */
export const isSafeAddress = (address: URL): boolean =>
  address.protocol === 'https:' || (address.protocol === 'http:' && isLoopback(address))

/** Where a provider sends people back to. `origin`: where people reach the product. */
export const redirectUri = (origin: string, citySlug: string): string =>
  `${origin}/sign-in/city/${citySlug}/callback`

/** Whom a provider vouches for. */
export interface Vouched {
  issuer: string
  subject: string
  email: string | null
  emailVerified: boolean
  name: string | null
}

/** As `account.name` holds it; who is called nothing goes by his address. */
export const nameOf = ({ name, email }: Pick<Vouched, 'name' | 'email'>): string => {
  const said = name?.trim().replaceAll(/\s+/g, ' ').slice(0, 120) ?? ''
  return said.length >= 2 ? said : (email ?? '')
}
