import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { goalNamed } from '../assessments/rules/proposals.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { PageHeader, Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { useWords } from '../kit/use-words.ts'
import { catalogueSaying } from '../work-plans/catalogue/addresses.ts'
import { addStep } from '../work-plans/catalogue/commands.server.ts'
import { addInput } from '../work-plans/catalogue/input.ts'
import { refusalOf } from '../work-plans/catalogue/refusals.ts'
import { AddForm } from '../work-plans/catalogue/step-form.tsx'

export const handle: PageHandle = { title: 'work-plans:catalogue.newTitle' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const goal = goalNamed(new URL(request.url).searchParams.get('goal'))
  return { shell: shellOf(access), goal, formKey: newFormKey() }
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const next = catalogueSaying(access.city.slug, 'added')
  return save(await formOf(request), addInput, next, (input) =>
    act(access, { action: 'create', subject: 'plan-catalogue' }, (city) => addStep(city, input)),
  )
}

export default function NewStep(): ReactNode {
  const { shell, goal, formKey } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <CityPage shell={shell} current="settings" narrow>
      <Stack text>
        <PageHeader title={t('work-plans:catalogue.newTitle')} sub={t('work-plans:catalogue.newSub')} />
        <AddForm
          formKey={formKey}
          goal={goal}
          back={`/c/${shell.city.slug}/settings/catalogue`}
          lastResult={lastResult}
        />
      </Stack>
    </CityPage>
  )
}
