import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { CityWork } from '../../db/act.ts'
import { act } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { shellOf } from '../access/shell.ts'
import { ClientBanner } from '../clients/client-banner.tsx'
import { clientHead } from '../clients/queries.server.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { notFound, uuidOr404 } from '../kit/http.server.ts'
import { Stack } from '../kit/page.tsx'
import type { PageHandle } from '../kit/page-title.ts'
import type { Result } from '../kit/result.ts'
import { hintDue } from '../messages/commands.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { moveAct, restoreAct, takeBack } from '../undo/commands.server.ts'
import { moveInput, reasonInput } from '../undo/input.ts'
import { fileChosen, filesSought } from '../undo/move-form.server.ts'
import { MovePanel } from '../undo/move-panel.tsx'
import { undoPage } from '../undo/queries.server.ts'
import { refusalOf } from '../undo/refusals.ts'
import { kindOf, RIGHT_OF } from '../undo/rules.ts'
import { UndoView } from '../undo/undo-view.tsx'

export const handle: PageHandle = { title: 'undo:pageTitle' }

/** Who may record such an act may open this page; an address that names none is nobody's. */
async function addressed({ request, params }: LoaderFunctionArgs) {
  const kind = kindOf(params.kind)
  const access = await requireStaff(request, params, kind ? RIGHT_OF[kind] : 'see-clients')
  if (!kind) throw notFound()
  return { access, at: { kind, clientId: uuidOr404(params.id), actId: uuidOr404(params.act) } }
}

export async function loader(args: LoaderFunctionArgs) {
  const { access, at } = await addressed(args)
  const purpose = { action: 'view', subject: 'undo', subjectId: at.clientId } as const
  return act(access, purpose, async (city) => {
    const head = await clientHead(city.db, at.clientId)
    if (!head) throw await noSuchFile(city.db, args.request, at.clientId)
    const page = await undoPage(city, at)
    if (!page) throw notFound()
    return { shell: shellOf(access), head, page, formKey: newFormKey() }
  })
}

const save = savesWith(refusalOf)

export async function action(args: ActionFunctionArgs) {
  const { access, at } = await addressed(args)
  const file = `/c/${access.city.slug}/clients/${at.clientId}`
  const change = { action: 'change', subject: 'undo', subjectId: at.clientId } as const
  const form = await formOf(args.request)
  const run = async <E extends string>(work: (city: CityWork) => Promise<Result<string | null, E>>) => {
    const done = await act(access, change, work)
    if (done.ok) await hintDue(runtime().databases.platform, access.city.slug, done.value)
    return done
  }
  switch (form.get('intent')) {
    case 'search': {
      const { today } = shellOf(access)
      return { found: await filesSought(access, form, { today, besides: at.clientId }) }
    }
    case 'choose':
      return { chosen: await fileChosen(access, form) }
    case 'move': {
      const refused = await save(form, moveInput, file, (input) => run((city) => moveAct(city, at, input)))
      return data({ reply: refused.data, chosen: await fileChosen(access, form) }, refused.init ?? undefined)
    }
    default: {
      const work = form.get('intent') === 'restore' ? restoreAct : takeBack
      const refused = await save(form, reasonInput, file, (input) => run((city) => work(city, at, input)))
      return data({ reply: refused.data }, refused.init ?? undefined)
    }
  }
}

export default function Undo(): ReactNode {
  const { shell, head, page, formKey } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { today } = shell
  const reply = answered && 'reply' in answered ? answered.reply : undefined
  const moving = (answered && 'chosen' in answered && answered.chosen) || null
  const banner = moving ? <ClientBanner head={moving} shell={shell} beside /> : null
  return (
    <CityPage shell={shell} current="clients">
      <Stack>
        <ClientBanner head={head} shell={shell} />
        <UndoView
          page={page}
          today={today}
          file={`/c/${shell.city.slug}/clients/${head.clientId}`}
          lastResult={moving ? undefined : reply}
        >
          <MovePanel
            today={today}
            found={answered && 'found' in answered ? (answered.found ?? null) : null}
            chosen={moving && { clientId: moving.clientId, banner }}
            formKey={formKey}
            lastResult={moving ? reply : undefined}
          />
        </UndoView>
      </Stack>
    </CityPage>
  )
}
