import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { staffOf } from '../access/queries.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { isUuid } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { partInput, roundInput } from '../outreach/input.ts'
import { partOf, planRound } from '../outreach/rounds/commands.server.ts'
import { countChosen, roundChoices } from '../outreach/rounds/plan.server.ts'
import { PlanView } from '../outreach/rounds/plan-view.tsx'
import { refusalOf } from '../outreach/rounds/refusals.ts'

export const handle: PageHandle = { title: 'outreach:plan.title' }

const staffIn = async (slug: string) =>
  (await staffOf(runtime().databases.platform, slug)).filter(({ role }) => role !== 'liaison')

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'plan-round')
  const staff = await staffIn(access.city.slug)
  const list = new URL(request.url).searchParams.get('list') ?? undefined
  const part = isUuid(list) ? { importId: list } : {}
  const facts = await act(access, { action: 'view', subject: 'round-plan' }, async ({ db, today }) => ({
    choices: await roundChoices(db),
    part,
    chosen: await countChosen(db, part, today.toString()),
  }))
  return {
    shell: shellOf(access),
    ...facts,
    staff: staff.map(({ id, name }) => ({ id, name })),
    formKey: newFormKey(),
  }
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'plan-round')
  const form = await formOf(request)
  if (form.get('intent') === 'count') {
    const part = parseForm(form, partInput)
    if (part.status !== 'success') return data({ chosen: null, lastResult: part.reply() }, 400)
    const chosen = await act(access, { action: 'count', subject: 'round-plan' }, ({ db, today }) =>
      countChosen(db, partOf(part.value), part.value.fromOn ?? today.toString()),
    )
    return data({ chosen, lastResult: part.reply() })
  }
  const rounds = `/c/${access.city.slug}/outreach/rounds`
  const { data: lastResult, init } = await save(
    form,
    roundInput,
    `${rounds}/${form.get('formKey')}`,
    async (input) => {
      const staff = await staffIn(access.city.slug)
      const purpose = { action: 'create', subject: 'round', subjectId: input.formKey } as const
      return act(access, purpose, (city) => planRound(city, input, staff))
    },
  )
  return data({ chosen: null, lastResult }, init ?? undefined)
}

export default function NewRound(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="outreach">
      <PlanView
        {...facts}
        slug={shell.city.slug}
        today={shell.today}
        chosen={answer?.chosen ?? facts.chosen}
        lastResult={answer?.lastResult}
      />
    </CityPage>
  )
}
