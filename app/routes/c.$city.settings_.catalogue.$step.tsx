import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { catalogueSaying } from '../work-plans/catalogue/addresses.ts'
import { changeStep, turnStep } from '../work-plans/catalogue/commands.server.ts'
import { changeInput, turnInput } from '../work-plans/catalogue/input.ts'
import { PRODUCT_STEPS } from '../work-plans/catalogue/product.server.ts'
import { catalogueOf } from '../work-plans/catalogue/queries.server.ts'
import { refusalOf } from '../work-plans/catalogue/refusals.ts'
import { stepNamed } from '../work-plans/catalogue/rules.ts'
import { StepView } from '../work-plans/catalogue/step-view.tsx'

export const handle: PageHandle = { title: 'work-plans:catalogue.stepTitle' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const steps = await act(access, { action: 'view', subject: 'plan-catalogue' }, ({ db }) => catalogueOf(db))
  const step = stepNamed(steps, params.step ?? '')
  if (!step) throw notFound()
  const product = PRODUCT_STEPS.find(({ key }) => key === step.proposal) ?? null
  return { shell: shellOf(access), step, product }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const { slug } = access.city
  const purpose = { action: 'change', subject: 'plan-catalogue' } as const
  const ref = params.step ?? ''
  const form = await formOf(request)
  const turn = turnInput.safeParse(form.get('intent'))
  if (turn.success) {
    const done = await act(access, purpose, (city) => turnStep(city, ref, turn.data))
    if (done.ok) throw redirect(catalogueSaying(slug, turn.data), 303)
    if (done.error === 'not-found') throw notFound()
    return data({ form: 'turn' as const, problem: done.error }, 409)
  }
  const submission = parseForm(form, changeInput)
  if (submission.status !== 'success') return data({ form: 'words' as const, reply: submission.reply() }, 400)
  const done = await act(access, purpose, (city) => changeStep(city, ref, submission.value))
  if (done.ok) throw redirect(catalogueSaying(slug, 'changed'), 303)
  if (done.error === 'not-found') throw notFound()
  return data({ form: 'words' as const, reply: submission.reply(refusalOf(done.error)) }, 409)
}

export default function ChangeStep(): ReactNode {
  const { shell, step, product } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="settings" narrow>
      <StepView
        page={`/c/${shell.city.slug}/settings/catalogue`}
        step={step}
        product={product}
        lastResult={answer?.form === 'words' ? answer.reply : undefined}
        problem={answer?.form === 'turn' ? answer.problem : undefined}
      />
    </CityPage>
  )
}
