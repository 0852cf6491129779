import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { NoticeSheet } from '../intake/notice-sheet.tsx'
import { isNoticeLanguage } from '../intake/rules.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import { noSuchFile } from '../people/merged-file.server.ts'

export const handle: PageHandle = { title: 'intake:sheet.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'record-talk')
  const clientId = uuidOr404(params.id)
  const language = new URL(request.url).searchParams.get('language')
  const purpose = { action: 'view', subject: 'notice', subjectId: clientId } as const
  return act(access, purpose, async ({ db }) => {
    const head = await clientHead(db, clientId)
    if (!head) throw await noSuchFile(db, request, clientId)
    return { shell: shellOf(access), head, language: isNoticeLanguage(language) ? language : 'de' } as const
  })
}

export default function Notice(): ReactNode {
  const { shell, head, language } = useLoaderData<typeof loader>()
  const file = `/c/${shell.city.slug}/clients/${head.clientId}`
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <NoticeSheet
          city={shell.city.name}
          language={language}
          page={`${file}/notice`}
          intake={`${file}/intake`}
        />
      </Stack>
    </CityPage>
  )
}
