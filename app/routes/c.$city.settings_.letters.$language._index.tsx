import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { catalogueFor, reviewableLanguage, sentencesOf } from '../letters/catalogue.ts'
import { recordReview, takeBackReview } from '../letters/commands.server.ts'
import { reviewInput } from '../letters/input.ts'
import { cataloguesOf } from '../letters/queries.server.ts'
import { refusalOf } from '../letters/refusals.ts'
import { ReviewView } from '../letters/review-view.tsx'

export const handle: PageHandle = { title: 'letters:title' }

const languageOr404 = (tag: string | undefined) => {
  const language = reviewableLanguage(tag)
  if (!language) throw notFound()
  return language
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const tag = languageOr404(params.language)
  const told = new URL(request.url).searchParams.get('told')
  const states = await act(access, { action: 'view', subject: 'letters-settings' }, ({ db }) =>
    cataloguesOf(db),
  )
  const catalogue = states.find((one) => one.tag === tag)
  if (!catalogue) throw notFound()
  const translated = new Map(sentencesOf(catalogueFor(tag)))
  const sentences = sentencesOf(catalogueFor('de')).map(([key, german]) => ({
    key,
    german,
    translated: translated.get(key) ?? '',
  }))
  return { shell: shellOf(access), catalogue, sentences, told }
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'change-settings')
  const tag = languageOr404(params.language)
  const page = `/c/${access.city.slug}/settings/letters/${tag}`
  const purpose = { action: 'change', subject: 'letters-settings' } as const
  const form = await formOf(request)
  if (form.get('intent') === 'take-back') {
    await act(access, purpose, (city) => takeBackReview(city, tag))
    throw redirect(`${page}?told=taken-back`, 303)
  }
  return save(form, reviewInput, `${page}?told=reviewed`, (input) =>
    act(access, purpose, (city) => recordReview(city, tag, input)),
  )
}

export default function Review(): ReactNode {
  const { shell, ...facts } = useLoaderData<typeof loader>()
  return (
    <CityPage shell={shell} current="settings">
      <ReviewView
        slug={shell.city.slug}
        today={shell.today}
        {...facts}
        lastResult={useActionData<typeof action>()}
      />
    </CityPage>
  )
}
