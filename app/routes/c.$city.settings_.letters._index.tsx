import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { changeLetterhead, changeLogo, removeLogo } from '../letters/commands.server.ts'
import { letterheadInput } from '../letters/input.ts'
import { LettersSettingsView } from '../letters/letters-settings-view.tsx'
import { dataUrl } from '../letters/logo.ts'
import { lettersSettingsOf } from '../letters/queries.server.ts'
import { readLogoForm } from '../letters/upload.server.ts'

export const handle: PageHandle = { title: 'letters:title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const saved = new URL(request.url).searchParams.get('told') === 'saved'
  const { letterhead, catalogues } = await act(
    access,
    { action: 'view', subject: 'letters-settings' },
    ({ db }) => lettersSettingsOf(db, access.city.name),
  )
  const { logo, ...head } = letterhead
  return { shell: shellOf(access), head, logo: logo && dataUrl(logo), catalogues, saved }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const { slug, name } = access.city
  const purpose = { action: 'change', subject: 'letters-settings' } as const
  const done = () => redirect(`/c/${slug}/settings/letters?told=saved`, 303)
  const upload = await readLogoForm(request)
  if (!upload.ok) return data({ form: 'logo' as const, problem: upload.error }, 400)
  const { form, bytes } = upload.value
  switch (form.get('intent')) {
    case 'logo': {
      const kept = await act(access, purpose, (city) => changeLogo(city, name, bytes))
      if (!kept.ok) return data({ form: 'logo' as const, problem: kept.error }, 400)
      throw done()
    }
    case 'remove-logo': {
      await act(access, purpose, (city) => removeLogo(city, name))
      throw done()
    }
    default: {
      const submission = parseForm(form, letterheadInput)
      if (submission.status !== 'success')
        return data({ form: 'head' as const, reply: submission.reply() }, 400)
      await act(access, purpose, (city) => changeLetterhead(city, submission.value))
      throw done()
    }
  }
}

export default function LettersSettings(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <CityPage shell={shell} current="settings">
      <LettersSettingsView
        slug={shell.city.slug}
        today={shell.today}
        {...facts}
        lastResult={answer?.form === 'head' ? answer.reply : undefined}
        problem={answer?.form === 'logo' ? answer.problem : undefined}
      />
    </CityPage>
  )
}
