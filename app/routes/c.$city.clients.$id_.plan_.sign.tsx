import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { IdentityBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { Frame } from '../kit/frame.tsx'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { letterheadOf } from '../letters/queries.server.ts'
import { hintDue } from '../messages/commands.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { signPlan } from '../work-plans/commands/sign.server.ts'
import { signInput } from '../work-plans/input.ts'
import { readingIn, textDigestOf } from '../work-plans/reading.server.ts'
import { nextToSign } from '../work-plans/rules/signing.ts'
import { isSignable } from '../work-plans/rules/states.ts'
import { planSheet } from '../work-plans/sheet.server.ts'
import { SigningPage } from '../work-plans/signing-page.tsx'

export const handle: PageHandle = { title: 'work-plans:signing.title' }

/** After a refusal too: a plan that was changed meanwhile must stand here before anybody signs it. */
export const shouldRevalidate = (): boolean => true

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const { searchParams } = new URL(request.url)
  const asked = searchParams.get('party')
  return act(
    access,
    { action: 'view', subject: 'plan-signing', subjectId: clientId },
    async ({ db, actor }) => {
      const head = await clientHead(db, clientId)
      if (!head) throw await noSuchFile(db, request, clientId)
      const sheet = await planSheet(db, clientId)
      if (!sheet || sheet.state === 'draft') throw notFound()
      const { signatures } = sheet
      const signedBy = signatures.map(({ party }) => party)
      const next = asked === 'worker' && !signedBy.includes('worker') ? 'worker' : nextToSign(signedBy)
      // The page leaves the worker's hands: it shows the plan and nothing else of the file.
      const { familyName, givenName, birthDate } = head
      const who = { familyName, givenName, birthDate }
      const { town } = await letterheadOf(db, access.city.name)
      return {
        shell: shellOf(access),
        clientId,
        who,
        workerName: actor.name,
        sheet,
        next: isSignable(sheet.state) ? next : null,
        own: readingIn(searchParams.get('language') ?? head.language, sheet),
        german: readingIn('de', sheet),
        place: town ?? access.city.name,
        interpreted: head.interpreter,
      }
    },
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const submission = parseForm(await formOf(request), signInput)
  if (submission.status !== 'success') return data(submission.reply(), 400)
  const signing = submission.value
  const done = await act(access, { action: 'change', subject: 'plan', subjectId: clientId }, (city) =>
    signPlan(city, { ...signing, clientId, channel: 'tablet', textDigest: textDigestOf(signing.language) }),
  )
  if (done.ok) {
    const { nextMessageAt, signedBy } = done.value
    await hintDue(runtime().databases.platform, access.city.slug, nextMessageAt)
    const plan = `/c/${access.city.slug}/clients/${clientId}/plan`
    throw redirect(nextToSign(signedBy) ? `${plan}/sign#turn` : plan, 303)
  }
  if (done.error === 'not-found') throw notFound()
  const words = done.error === 'outdated' ? 'outdatedSigning' : done.error
  return data(submission.reply({ formErrors: [`work-plans:error.${words}`] }), 409)
}

export default function SignPlan(): ReactNode {
  const { shell, clientId, who, ...plan } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <Frame city={shell.city}>
      <IdentityBanner who={who} today={shell.today} />
      <SigningPage
        {...plan}
        clientName={[who.givenName, who.familyName].filter(Boolean).join(' ')}
        today={shell.today}
        back={`/c/${shell.city.slug}/clients/${clientId}/plan`}
        lastResult={lastResult}
      />
    </Frame>
  )
}
