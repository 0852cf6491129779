import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act, look } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { mayIn, shellOf } from '../access/shell.ts'
import { ClientView } from '../clients/client-view.tsx'
import { filePage } from '../clients/file-page.server.ts'
import { readStream } from '../clients/rules/stream.ts'
import { CounsellingPanel } from '../counselling/counselling-panel.tsx'
import { DocumentsPanel } from '../files/documents-panel.tsx'
import { TasksPanel } from '../follow-ups/tasks-panel.tsx'
import { HouseholdPanel } from '../households/client-panel.tsx'
import { IntakePanel } from '../intake/client-panel.tsx'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { formOf } from '../kit/form/form-of.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { RepliesPanel } from '../messages/replies-panel.tsx'
import { NotesPanel, PartnersPanel } from '../partners/client-panels.tsx'
import { writeNote } from '../partners/commands.server.ts'
import { noteInput } from '../partners/input.ts'
import { refusalOf } from '../partners/refusals.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { WorkBadge } from '../permits/work-card.tsx'
import { RIGHT_OF } from '../undo/rules.ts'

export const handle: PageHandle = { title: 'clients:page.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-clients')
  const clientId = uuidOr404(params.id)
  const query = readStream(new URL(request.url).searchParams)
  const purpose = { action: 'view', subject: 'client', subjectId: clientId } as const
  const found = await look(access, purpose, (city) => filePage(city, clientId, query))
  if (!found)
    return act(access, purpose, async ({ db }) => {
      throw await noSuchFile(db, request, clientId)
    })
  const mayRecord = mayIn(access, 'record-talk')
  return {
    shell: shellOf(access),
    ...found,
    mayRecord,
    documents: mayRecord ? found.documents : null,
    maySeeAccess: mayIn(access, 'see-access'),
    mayUndo: Object.values(RIGHT_OF).filter((right) => mayIn(access, right)),
    mayRefer: mayIn(access, 'refer'),
    mayWrite: mayIn(access, 'write-note'),
    formKey: newFormKey(),
  }
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'write-note')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'create', subject: 'note', subjectId: clientId } as const
  return save(await formOf(request), noteInput, `/c/${access.city.slug}/clients/${clientId}`, (input) =>
    act(access, purpose, (city) => writeNote(city, clientId, input)),
  )
}

export default function Client(): ReactNode {
  const { shell, ...page } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const clients = `/c/${shell.city.slug}/clients`
  const file = `${clients}/${page.head.clientId}`
  const { mayRecord, formKey } = page
  const at = { file, today: shell.today, mayRecord }
  const inShort = <WorkBadge work={page.work} />
  return (
    <CityPage shell={shell} current="clients">
      <ClientView
        shell={shell}
        {...page}
        marks={inShort}
        tasks={
          <>
            <TasksPanel {...at} tasks={page.tasks} />
            <RepliesPanel replies={page.replies} today={shell.today} />
          </>
        }
        intake={
          <>
            <IntakePanel {...at} contact={page.intake.contact} notice={page.notice} work={inShort} />
            <HouseholdPanel {...at} household={page.household} clients={clients} />
          </>
        }
      >
        <CounsellingPanel {...at} counselling={page.counselling} formKey={formKey} />
        {page.documents ? <DocumentsPanel {...at} documents={page.documents} /> : null}
        <PartnersPanel {...at} partners={page.partners} mayRefer={page.mayRefer} />
        <NotesPanel {...at} {...{ formKey, lastResult }} notes={page.notes} mayWrite={page.mayWrite} />
      </ClientView>
    </CityPage>
  )
}
