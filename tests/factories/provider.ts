import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Provider from 'oidc-provider'
import { z } from 'zod'
import { expectConsole } from '../setup/no-console-error.ts'

/** Somebody with an account at the provider. */
export interface ProviderPerson {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

export interface TestProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who sits before it from now on; null: somebody who breaks off. */
  person: ProviderPerson | null
  /** Claims it puts into its tokens instead of the right ones, and whether it signs them with a key it does not name. */
  bent: { claims?: object; foreignKey?: boolean } | null
  close(): Promise<void>
}

/** It says aloud that it was made for Node 22, and that what it remembers is gone afterwards. */
async function loadProvider(): Promise<typeof Provider> {
  if (Number.parseInt(process.versions.node, 10) < 22) expectConsole(/Unsupported runtime/)
  expectConsole(/in-memory adapter/)
  return (await import('oidc-provider')).default
}
let loaded: Promise<typeof Provider> | undefined

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

/** The token with some of its claims changed, signed anew. */
function resigned(token: string, changed: object, key: KeyObject): string {
  const [header = '', payload = ''] = token.split('.')
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const made = `${header}.${Buffer.from(JSON.stringify(Object.assign({}, claims, changed))).toString('base64url')}`
  return `${made}.${sign('sha256', Buffer.from(made), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

/**
 * A city's OpenID Connect provider on a port of this machine, which knows one client and asks no password: whoever is
 * `person` has given it. To be started in a first hook. `claimsInToken`: whether it is asked for addresses and names, or tells them by itself.
 */
export async function startProvider(
  redirectUri: string,
  { claimsInToken = false }: { claimsInToken?: boolean } = {},
): Promise<TestProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const [clientId, clientSecret] = ['partizipation', randomBytes(24).toString('hex')]
  const key = newKey()
  loaded ??= loadProvider()
  const Made = await loaded
  const provider: Provider = new Made(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: !claimsInToken,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    ttl: { IdToken: 600, Interaction: 600, Session: 600, Grant: 600, AccessToken: 600 },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => (made.person?.sub === sub ? { ...made.person } : { sub }),
    }),
    // What the city's IT agreed to for everybody.
    async loadExistingGrant({ oidc: { session, client } }) {
      const grant = new provider.Grant({
        accountId: session?.accountId ?? '',
        clientId: client?.clientId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  provider.use(async (context, next) => {
    await next()
    const { bent } = made
    const { path, response } = context
    if (!bent || path !== '/token') return
    const answer = z.looseObject({ id_token: z.string() }).parse(response.body)
    const signedBy = bent.foreignKey ? newKey() : key
    response.body = { ...answer, id_token: resigned(answer.id_token, bent.claims ?? {}, signedBy) }
  })
  const handle = provider.callback()
  const made: TestProvider = {
    issuer,
    clientId,
    clientSecret,
    person: null,
    bent: null,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  async function answerFor(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { person } = made
    const answer = person
      ? { login: { accountId: person.sub, remember: false } }
      : { error: 'access_denied', error_description: 'End-User aborted interaction' }
    await provider.interactionFinished(request, response, answer)
  }
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return handle(request, response)
    return answerFor(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  })
  return made
}

/** What a browser does between the provider's first page and the address it is sent back to, which is answered. */
export async function throughProvider(address: string, callback: string): Promise<string> {
  const jar = new Map<string, string>()
  let at = new URL(address)
  for (let step = 0; step < 10; step += 1) {
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: cookies ? { Cookie: cookies } : {} })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
      jar.set(name, value)
    }
    const location = answer.headers.get('Location')
    if (!location) throw new Error(`${at.pathname} answers ${answer.status}: ${await answer.text()}`)
    at = new URL(location, at)
    if (at.href.startsWith(callback)) return at.pathname + at.search
  }
  throw new Error(`The provider leads in circles: ${at.pathname}`)
}
