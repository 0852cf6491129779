import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { today } from '../../infra/clock.ts'
import { requireAccount, signInContext } from '../access/guards.server.ts'
import { eitherProofInput, factorInput, removeFactorInput } from '../access/input.ts'
import { emailOf, secondFactorOf } from '../access/queries.server.ts'
import {
  type FactorContext,
  removeSecondFactor,
  renewRecoveryCodes,
  setSecondFactor,
  setUpOf,
} from '../access/second-factor.server.ts'
import { SecondFactorView } from '../access/second-factor-view.tsx'
import { confirmByEither, confirmIdentity, type SignInContext } from '../access/sign-in.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

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
  const confirming = signInContext(web, context)
  const form = Object.fromEntries(await request.formData())
  if (form.intent === 'renew') return renew(factor, confirming, form)
  if (form.intent === 'remove') return remove(factor, confirming, form)
  const given = factorInput.safeParse(form)
  if (!given.success) throw redirect('/account/second-factor', 303)
  const { sealed, code } = given.data
  const set = await setSecondFactor(factor, { sealed, code, sessionId })
  if (set.ok) return data({ codes: set.value })
  if (set.error === 'already') throw redirect('/account/second-factor', 303)
  return data({ again: setUpOf(factor, await emailOf(db, accountId), sealed) }, 400)
}

async function renew(factor: FactorContext, confirming: SignInContext, form: object) {
  const given = eitherProofInput.safeParse(form)
  if (!given.success) return data({ notRenewed: true }, 400)
  const answer = await confirmByEither(confirming, factor.accountId, given.data)
  if (answer.outcome === 'locked') return data({ locked: answer.until.toString() }, 429)
  if (answer.outcome !== 'in') return data({ notRenewed: true }, 400)
  const renewed = await renewRecoveryCodes(factor)
  if (!renewed.ok) throw redirect('/account/second-factor', 303)
  return data({ codes: renewed.value, renewed: true })
}

async function remove(factor: FactorContext, confirming: SignInContext, form: object) {
  const { db, accountId } = factor
  const given = removeFactorInput.safeParse(form)
  if (!given.success) return data({ notRemoved: true }, 400)
  if ((await secondFactorOf(db, accountId)).required) throw redirect('/account/second-factor', 303)
  const answer = await confirmIdentity(confirming, accountId, given.data)
  if (answer.outcome === 'locked') return data({ locked: answer.until.toString() }, 429)
  if (answer.outcome !== 'in') return data({ notRemoved: true }, 400)
  await removeSecondFactor(factor)
  throw redirect('/account#second-factor', 303)
}

export default function SecondFactor(): ReactNode {
  return <SecondFactorView {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
