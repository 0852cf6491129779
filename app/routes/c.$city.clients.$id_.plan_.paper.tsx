import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { ACCEPT } from '../files/rules.ts'
import { bytesOf, withUpload } from '../files/upload.server.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { catalogueLanguage } from '../letters/catalogue.ts'
import { letterheadOf } from '../letters/queries.server.ts'
import { hintDue } from '../messages/commands.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { signOnPaper } from '../work-plans/commands/sheet.server.ts'
import { sheetInput } from '../work-plans/input.ts'
import { PaperForm } from '../work-plans/paper-form.tsx'
import { textDigestOf } from '../work-plans/reading.server.ts'
import { refusedSheet } from '../work-plans/refusals.ts'
import { isSignable } from '../work-plans/rules/states.ts'
import { planSheet } from '../work-plans/sheet.server.ts'

export const handle: PageHandle = { title: 'work-plans:paper.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'view', subject: 'plan-signing', subjectId: clientId } as const
  return act(access, purpose, async ({ db, actor, city }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    const sheet = await planSheet(db, clientId)
    if (!sheet || !isSignable(sheet.state)) throw notFound()
    const { town } = await letterheadOf(db, city.name)
    return {
      shell: shellOf(access),
      head,
      sheet: { planId: sheet.planId, version: sheet.version, hash: sheet.hash },
      workerName: actor.name,
      place: town ?? '',
      language: catalogueLanguage(head.language),
      formKey: newFormKey(),
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  return withUpload(request, async ({ form, whole }) => {
    const submission = parseForm(form, sheetInput)
    if (submission.status !== 'success') return data(submission.reply(), 400)
    if (!whole) return data(submission.reply(refusedSheet('too-large')), 409)
    const { file, ...sheet } = submission.value
    const facts = {
      ...sheet,
      clientId,
      textDigest: textDigestOf(sheet.language),
      title: `Arbeitsplan, Fassung ${sheet.version}`,
    }
    const done = await signOnPaper(access, facts, await bytesOf(file))
    if (done.ok) {
      await hintDue(runtime().databases.platform, access.city.slug, done.value.nextMessageAt)
      throw redirect(`/c/${access.city.slug}/clients/${clientId}/plan`, 303)
    }
    if (done.error === 'not-found') throw notFound()
    return data(submission.reply(refusedSheet(done.error)), 409)
  })
}

export default function PaperPlan(): ReactNode {
  const { shell, head, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients" narrow>
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <PaperForm
          {...facts}
          clientName={[head.givenName, head.familyName].filter(Boolean).join(' ')}
          today={shell.today}
          base={`/c/${shell.city.slug}/clients/${head.clientId}/plan`}
          accept={ACCEPT}
          lastResult={lastResult}
        />
      </Stack>
    </CityPage>
  )
}
