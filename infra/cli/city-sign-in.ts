import { readFileSync } from 'node:fs'
import { isSafeAddress, redirectUri } from '../../app/access/rules/city-sign-in.ts'
import type { Server } from '../../db/fleet/server.ts'
import { endCitySignIn, setCitySignIn } from '../../db/fleet/sign-in.ts'
import { readEnv } from '../env.ts'
import { type Arguments, allUnderstood, answer, take, UsageError } from './io.ts'

export const SIGN_IN_USAGE =
  'sign-in <slug> --issuer <url> --client-id <id> --secret-file <file> --label "..." | sign-in <slug> off'

function asked(args: Arguments, name: string): string {
  const value = take(args, name)?.trim()
  if (!value) throw new UsageError(`--${name} is missing: ${SIGN_IN_USAGE}`)
  return value
}

/** The secret comes from a file: what is typed on a command line stays in the shell's history. */
function secretIn(file: string): string {
  let secret: string
  try {
    secret = readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new UsageError(`--secret-file: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!secret) throw new UsageError(`--secret-file: ${file} is empty`)
  return secret
}

/** Lets a city's people sign in by its own OpenID Connect provider, or no longer. */
export async function signInCommand(server: Server, slug: string, args: Arguments): Promise<number> {
  const [, , word] = args.words
  if (word === 'off') {
    allUnderstood(args)
    const ended = await endCitySignIn(server, slug)
    answer(args, { city: slug, signIn: false, ended }, () => `${slug}: no sign-in by the city's own accounts`)
    return 0
  }
  if (word !== undefined) throw new UsageError(SIGN_IN_USAGE)
  const issuer = asked(args, 'issuer')
  if (!URL.canParse(issuer) || !isSafeAddress(new URL(issuer)))
    throw new UsageError('--issuer is an address with https (http only on this machine itself)')
  const clientId = asked(args, 'client-id')
  const clientSecret = secretIn(asked(args, 'secret-file'))
  const label = asked(args, 'label')
  if (label.length < 2 || label.length > 80) throw new UsageError('--label has 2 to 80 characters')
  allUnderstood(args)
  await setCitySignIn(server, slug, { issuer, clientId, clientSecret, label })
  const { origin } = readEnv()
  const callback = redirectUri(origin ?? '<PARTIZIPATION_URL>', slug)
  answer(args, { city: slug, signIn: true, callback }, () =>
    [
      `${slug}: people sign in by ${issuer}`,
      `The city enters this address with its provider: ${callback}`,
      ...(origin ? [] : ['It is offered once PARTIZIPATION_URL says where people reach the product.']),
    ].join('\n'),
  )
  return 0
}
