import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { type StaffMember, staffOf } from '../access/queries.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { CaseloadView } from '../caseload/caseload-view.tsx'
import { endDeputy, nameDeputy } from '../caseload/commands/deputies.server.ts'
import { giveBack, handOverFiles } from '../caseload/commands/hand-over.server.ts'
import { deputyInput, endDeputyInput, giveBackInput, handOverInput } from '../caseload/input.ts'
import { outcomeAddress, outcomeIn } from '../caseload/outcome.ts'
import { absencesAhead, filesLedBy, goneLeads, loansOut } from '../caseload/queries.server.ts'
import { refusalOf } from '../caseload/refusals.ts'
import { counsellingOfCaseload } from '../counselling/queries.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { forbidden, notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'

export const handle: PageHandle = { title: 'caseload:page.title' }

/** Who leads cases here, and whether whoever asks may act for all of them: a lead; others for themselves. */
async function teamOf(access: Awaited<ReturnType<typeof requireStaff>>) {
  const staff = await staffOf(runtime().databases.platform, access.city.slug)
  return { staff: staff.filter(({ role }) => role !== 'liaison'), forAll: access.actor.role === 'lead' }
}

const found = (staff: readonly StaffMember[], id: string | null): StaffMember | undefined =>
  staff.find((member) => member.id === id)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'hand-over')
  const { searchParams } = new URL(request.url)
  const { staff, forAll } = await teamOf(access)
  const me = access.actor
  return act(access, { action: 'view', subject: 'caseload' }, async (city) => {
    const gone = forAll
      ? await goneLeads(
          city,
          staff.map(({ id }) => id),
        )
      : []
    const asked = forAll ? [...staff, ...gone].find(({ id }) => id === searchParams.get('of')) : undefined
    const of = asked ?? me
    return {
      shell: shellOf(access),
      me: me.id,
      of: { id: of.id, name: of.name },
      staff,
      gone,
      forAll,
      absences: await absencesAhead(city),
      loans: await loansOut(city, forAll ? undefined : me.id),
      files: await filesLedBy(city, of.id),
      counselling: await counsellingOfCaseload(city, of.id),
      done: outcomeIn(searchParams),
    }
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'hand-over')
  const { staff, forAll } = await teamOf(access)
  const page = `/c/${access.city.slug}/caseload`
  const me = access.actor.id
  const form = await formOf(request)
  switch (form.get('intent')) {
    case 'deputy': {
      const submission = parseForm(form, deputyInput)
      if (submission.status !== 'success')
        return data({ form: 'deputy' as const, reply: submission.reply() }, 400)
      const absent = found(staff, submission.value.absent)
      const deputy = found(staff, submission.value.deputy)
      const refuse = (reply: ReturnType<typeof refusalOf>) =>
        data({ form: 'deputy' as const, reply: submission.reply(reply) }, 409)
      if (!absent) return refuse(refusalOf('unknown', 'absent'))
      if (!deputy) return refuse(refusalOf('unknown'))
      if (!forAll && absent.id !== me) throw forbidden()
      const { from, until } = submission.value
      const named = await act(access, { action: 'create', subject: 'deputy' }, (city) =>
        nameDeputy(city, { absent, deputy, from, until }),
      )
      if (!named.ok) return refuse(refusalOf(named.error))
      throw redirect(outcomeAddress(page, { what: 'deputy' }), 303)
    }
    case 'end-deputy': {
      const submission = parseForm(form, endDeputyInput)
      if (submission.status !== 'success') throw notFound()
      const ended = await act(access, { action: 'change', subject: 'deputy' }, (city) =>
        endDeputy(city, { deputyId: submission.value.deputyId, whose: forAll ? undefined : me }),
      )
      if (!ended.ok) throw notFound()
      throw redirect(outcomeAddress(page, { what: 'deputy-ended' }), 303)
    }
    case 'give-back': {
      const submission = parseForm(form, giveBackInput)
      if (submission.status !== 'success') throw notFound()
      const { loan, client } = submission.value
      const back = await act(access, { action: 'change', subject: 'loan', subjectId: client }, (city) =>
        giveBack(city, { loanId: loan, clientId: client, whose: forAll ? undefined : me }),
      )
      if (!back.ok) throw notFound()
      throw redirect(outcomeAddress(page, { what: 'returned' }), 303)
    }
    default: {
      const submission = parseForm(form, handOverInput)
      if (submission.status !== 'success')
        return data({ form: 'hand-over' as const, reply: submission.reply() }, 400)
      const { files, until = null, note } = submission.value
      const refuse = (reply: ReturnType<typeof refusalOf>) =>
        data({ form: 'hand-over' as const, reply: submission.reply(reply) }, 409)
      const { from: fromId } = submission.value
      const to = found(staff, submission.value.to)
      if (!to) return refuse(refusalOf('unknown', 'to'))
      if (!forAll && fromId !== me) throw forbidden()
      const handed = await handOverFiles(files, { fromId, to, until, note }, (clientId, work) =>
        act(access, { action: 'change', subject: 'hand-over', subjectId: clientId }, work),
      )
      if (!handed.ok) return refuse(refusalOf(handed.error, handed.error === 'same-person' ? 'to' : 'until'))
      throw redirect(
        outcomeAddress(page, { what: 'handed-over', ...handed.value }, forAll ? fromId : undefined),
        303,
      )
    }
  }
}

export default function CaseloadPage(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="clients">
      <CaseloadView {...facts} slug={shell.city.slug} today={shell.today} lastResult={lastResult} />
    </CityPage>
  )
}
