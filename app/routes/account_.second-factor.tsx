import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { today } from '../../infra/clock.ts'
import { requireAccount, signInContext } from '../access/guards.server.ts'
import { factorInput, proofInput } from '../access/input.ts'
import { emailOf, secondFactorOf } from '../access/queries.server.ts'
import {
  type FactorContext,
  removeSecondFactor,
  renewRecoveryCodes,
  setSecondFactor,
  setUpOf,
} from '../access/second-factor.server.ts'
import { SecondFactorView } from '../access/second-factor-view.tsx'
import { confirmIdentity, type SignInContext } from '../access/sign-in.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

const HERE = '/account/second-factor'

export const handle: PageHandle = { title: 'access:factor.title' }

const open = (request: Request) => requireAccount(request, {}, { setsUpFactor: true })

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, name, owesSecondFactor, web } = await open(request)
  const { platform } = web.databases
  const factor = await secondFactorOf(platform, accountId)
  const setUp = factor.since ? null : setUpOf({ key: web.key, accountId }, await emailOf(platform, accountId))
  return { name, factor, setUp, owed: owesSecondFactor, today: today(web.clock).toString() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId, sessionId, web } = await open(request)
  const { platform: db } = web.databases
  const factor = { db, key: web.key, accountId, now: web.clock.now() }
  const form = Object.fromEntries(await formOf(request))
  const { intent } = form
  if (intent === 'renew' || intent === 'remove') {
    const refused = await refusal(intent, signInContext(web, context), accountId, form)
    if (refused) return refused
    return intent === 'renew' ? renew(factor) : remove(factor, sessionId)
  }
  const given = factorInput.safeParse(form)
  if (!given.success) throw redirect(HERE, 303)
  const { sealed, code } = given.data
  const set = await setSecondFactor(factor, { sealed, code, sessionId })
  if (set.ok) return data({ codes: set.value })
  if (set.error === 'already') throw redirect(HERE, 303)
  return data({ again: setUpOf(factor, await emailOf(db, accountId), sealed) }, 400)
}

/** What the form that was sent says when not all it asks for was right; undefined when it was. */
async function refusal(
  intent: 'renew' | 'remove',
  confirming: SignInContext,
  accountId: string,
  form: object,
) {
  const proof = proofInput.safeParse(form)
  const answer = proof.success ? await confirmIdentity(confirming, accountId, proof.data) : undefined
  if (answer?.outcome === 'locked') return data({ locked: answer.until.toString() }, 429)
  return answer?.outcome === 'in' ? undefined : data({ notConfirmed: intent }, 400)
}

async function renew(factor: FactorContext) {
  const renewed = await renewRecoveryCodes(factor)
  if (!renewed.ok) throw redirect(HERE, 303)
  return data({ codes: renewed.value, renewed: true })
}

/** Turns it off; where it is required the set-up of another follows, and nothing else is open before that is done. */
async function remove(factor: FactorContext, sessionId: string): Promise<never> {
  const { required } = await secondFactorOf(factor.db, factor.accountId)
  await removeSecondFactor(factor, required ? { keep: sessionId } : {})
  throw redirect(required ? HERE : '/account#second-factor', 303)
}

export default function SecondFactor(): ReactNode {
  return <SecondFactorView {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
