/** Speaking with a city's OpenID Connect provider. What it answers is checked by openid-client, signatures too. */
import * as client from 'openid-client'
import { Temporal } from 'temporal-polyfill'
import { decrypt } from '../../infra/key.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import type { Proof } from './attempts.server.ts'
import type { Provider } from './queries/city-sign-in.server.ts'
import {
  type CitySignInProblem,
  DISCOVERY_MINUTES,
  isLoopback,
  isSafeAddress,
  PROVIDER_SECONDS,
  redirectUri,
  type Vouched,
} from './rules/city-sign-in.ts'
import type { WebRuntime } from './runtime.server.ts'

interface Discovered {
  until: Temporal.Instant
  configuration: Promise<client.Configuration>
}

const discovered = new Map<string, Discovered>()

/** The way that every provider must know, unless it says that it does not. */
function authenticating(secret: string): client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)]
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported
    return (ways && !ways.includes('client_secret_basic') ? post : basic)(server, ...rest)
  }
}

function discover(web: WebRuntime, { citySlug, issuer, clientId, clientSecret }: Provider) {
  const server = new URL(issuer)
  const secret = decrypt(web.key, `sign-in:${citySlug}`, clientSecret)
  return client.discovery(server, clientId, undefined, authenticating(secret), {
    timeout: PROVIDER_SECONDS,
    execute: [
      client.enableNonRepudiationChecks,
      ...(isLoopback(server) && server.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ],
  })
}

/** Asked once in a while; a provider that did not answer is asked again at once. */
async function configurationOf(web: WebRuntime, provider: Provider): Promise<client.Configuration> {
  const { issuer, clientId, citySlug, clientSecret } = provider
  const key = JSON.stringify([citySlug, issuer, clientId, clientSecret.toString('base64')])
  const now = web.clock.now()
  let found = discovered.get(key)
  if (!found || Temporal.Instant.compare(found.until, now) <= 0) {
    found = { until: now.add({ minutes: DISCOVERY_MINUTES }), configuration: discover(web, provider) }
    discovered.set(key, found)
  }
  try {
    return await found.configuration
  } catch (error) {
    discovered.delete(key)
    throw error
  }
}

const AWAY = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
])

/** What a failure means for whoever signs in; undefined: a mistake of ours. */
function problemOf(error: unknown): CitySignInProblem | undefined {
  if (error instanceof client.AuthorizationResponseError)
    return /server_error|temporarily_unavailable/.test(error.error) ? 'unavailable' : 'denied'
  if (error instanceof client.ResponseBodyError)
    return error.error === 'invalid_grant' ? 'unfinished' : 'unavailable'
  if (error instanceof client.WWWAuthenticateChallengeError) return 'unavailable'
  if (error instanceof client.ClientError)
    return error.code === undefined || AWAY.has(error.code) ? 'unavailable' : 'invalid'
  // How Node says that nobody is there.
  return error instanceof TypeError && error.message === 'fetch failed' ? 'unavailable' : undefined
}

async function orProblem<T>(
  citySlug: string,
  work: () => Promise<Result<T, CitySignInProblem>>,
): Promise<Result<T, CitySignInProblem>> {
  try {
    return await work()
  } catch (error) {
    const problem = problemOf(error)
    if (!problem) throw error
    // The code alone: messages and causes carry tokens and addresses.
    const code = error instanceof client.ClientError ? (error.code ?? 'no code') : problem
    console.info(`sign-in by ${citySlug}'s provider: ${problem} (${code})`)
    return fail(problem)
  }
}

/** Where the browser is sent to. `origin`: of ours, as the provider knows us. */
export const authorizationUrl = (
  web: WebRuntime,
  provider: Provider,
  { origin, proof }: { origin: string; proof: Proof },
): Promise<Result<string, CitySignInProblem>> =>
  orProblem(provider.citySlug, async () => {
    const configuration = await configurationOf(web, provider)
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri(origin, provider.citySlug),
      scope: 'openid email profile',
      state: proof.state,
      nonce: proof.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(proof.verifier),
      code_challenge_method: 'S256',
    })
    return isSafeAddress(address) ? ok(address.href) : fail('invalid')
  })

const text = (claim: unknown): string | null => (typeof claim === 'string' && claim !== '' ? claim : null)

/** Whom the provider vouches for, by what it put into the address we were called back with. */
export const vouchedFor = (
  web: WebRuntime,
  provider: Provider,
  { origin, search, proof }: { origin: string; search: string; proof: Proof },
): Promise<Result<Vouched, CitySignInProblem>> =>
  orProblem(provider.citySlug, async () => {
    const configuration = await configurationOf(web, provider)
    const tokens = await client.authorizationCodeGrant(
      configuration,
      new URL(redirectUri(origin, provider.citySlug) + search),
      { expectedState: proof.state, expectedNonce: proof.nonce, pkceCodeVerifier: proof.verifier },
    )
    const claims = tokens.claims()
    // A provider of many tenants signs for others than the one that was configured.
    if (claims?.iss !== provider.issuer) return fail('invalid')
    const asks = claims.email === undefined && configuration.serverMetadata().userinfo_endpoint
    const said = asks ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims
    return ok({
      issuer: claims.iss,
      subject: claims.sub,
      email: text(said.email),
      emailVerified: said.email_verified === true,
      name: text(said.name) ?? text(claims.name),
    })
  })
