import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { searchInput } from '../privacy/input.ts'
import { colleagues, openedBy } from '../privacy/queries.server.ts'
import { MOST_DAYS } from '../privacy/rules.ts'
import { SearchView } from '../privacy/search-view.tsx'

export const handle: PageHandle = { title: 'privacy:search.title' }

/** A search changes nothing that the form shows: asking again would only leave another row. */
export const shouldRevalidate = ({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  formMethod === 'POST' ? false : defaultShouldRevalidate

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'search-access')
  return act(access, { action: 'view', subject: 'staff-access' }, async ({ db, today: day }) => ({
    shell: shellOf(access),
    people: await colleagues(db),
    from: day.subtract({ days: MOST_DAYS - 1 }).toString(),
  }))
}

/** A POST: neither whom it is about nor why stands in an address. The reason is the key Postgres asks for. */
export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'search-access')
  const submission = parseForm(await formOf(request), searchInput(shellOf(access).today))
  if (submission.status !== 'success') return data({ result: submission.reply(), found: null }, 400)
  const asked = submission.value
  const purpose = { subject: 'staff-access', subjectId: asked.actor, reason: asked.reason }
  const page = await act(access, { action: 'search', ...purpose }, ({ db }) => openedBy(db, asked))
  return data({ result: submission.reply(), found: { asked, page } })
}

export default function SearchAccess(): ReactNode {
  const { shell, people, from } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="privacy" narrow>
      <SearchView
        people={people}
        found={answered?.found ?? null}
        lastResult={answered?.result}
        today={shell.today}
        from={from}
        city={shell.city.slug}
      />
    </CityPage>
  )
}
