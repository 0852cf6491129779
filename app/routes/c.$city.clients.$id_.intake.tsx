import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { giveNotice, recordContact } from '../intake/commands.server.ts'
import { contactInput, noticeInput } from '../intake/input.ts'
import { INTAKE_FORMS, IntakeView } from '../intake/intake-view.tsx'
import { intakeOf } from '../intake/queries.server.ts'
import { refusalOf } from '../intake/refusals.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { changeAddress } from '../messages/commands.server.ts'
import { addressInput } from '../messages/input.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { workFactsInput } from '../permits/input.ts'
import { workFactsOf, workGroundOf } from '../permits/queries.server.ts'
import { refusalOf as workRefusalOf } from '../permits/refusals.ts'
import { workOf } from '../permits/rules/work-permission.ts'
import { WorkCard } from '../permits/work-card.tsx'
import { recordWorkFacts } from '../permits/work-facts.server.ts'
import { WorkForm } from '../permits/work-form.tsx'
import { WorkHistory } from '../permits/work-history.tsx'

export const handle: PageHandle = { title: 'intake:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const asked = new URL(request.url).searchParams.get('form')
  const purpose = { action: 'view', subject: 'intake', subjectId: clientId } as const
  return act(access, purpose, async ({ db, today }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    return {
      shell: shellOf(access),
      head,
      ...(await intakeOf(db, head, today.toString())),
      work: workOf(await workGroundOf(db, clientId), today.toString()),
      facts: await workFactsOf(db, head.personId),
      form: INTAKE_FORMS.find((form) => form === asked) ?? null,
      formKey: newFormKey(),
    }
  })
}

const save = savesWith(refusalOf)
const saveWork = savesWith(workRefusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const page = `/c/${access.city.slug}/clients/${clientId}/intake`
  const create = (subject: 'intake' | 'notice') =>
    ({ action: 'create', subject, subjectId: clientId }) as const
  const form = await formOf(request)
  switch (form.get('intent')) {
    case 'work':
      return saveWork(form, workFactsInput, page, (input) =>
        act(access, create('intake'), (city) => recordWorkFacts(city, clientId, input)),
      )
    case 'address':
      return save(form, addressInput, page, (input) =>
        act(access, create('intake'), (city) => changeAddress(city, clientId, input)),
      )
    case 'notice':
      return save(form, noticeInput, page, (input) =>
        act(access, create('notice'), (city) => giveNotice(city, clientId, input)),
      )
    default:
      return save(form, contactInput, page, (input) =>
        act(access, create('intake'), (city) => recordContact(city, clientId, input)),
      )
  }
}

export default function Intake(): ReactNode {
  const { shell, head, work, facts, ...intake } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { today } = shell
  const file = `/c/${shell.city.slug}/clients/${head.clientId}`
  const page = `${file}/intake`
  const [current = null, ...before] = facts
  const form = { formKey: intake.formKey, today, back: page, lastResult }
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <IntakeView
          {...intake}
          title={head.title}
          today={today}
          page={page}
          file={file}
          lastResult={lastResult}
          work={{
            card: <WorkCard work={work} today={today} />,
            form: <WorkForm facts={current} status={head.title?.status ?? null} {...form} />,
            history: before.length > 0 ? <WorkHistory facts={facts} today={today} /> : null,
          }}
        />
      </Stack>
    </CityPage>
  )
}
