import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { act, look } from '../access/act.server.ts'
import { CityPage } from '../access/city-page.tsx'
import { requireStaff } from '../access/guards.server.ts'
import { mayIn, shellOf } from '../access/shell.ts'
import { ClientView } from '../clients/client-view.tsx'
import { clientPage } from '../clients/overview.server.ts'
import { readStream } from '../clients/rules/stream.ts'
import { nextStepOf, wayOfClient } from '../clients/rules.ts'
import { CounsellingPanel } from '../counselling/counselling-panel.tsx'
import { DocumentsPanel } from '../files/documents-panel.tsx'
import { TasksPanel } from '../follow-ups/tasks-panel.tsx'
import { HouseholdPanel } from '../households/client-panel.tsx'
import { IntakePanel } from '../intake/client-panel.tsx'
import { noticeState } from '../intake/rules.ts'
import { newFormKey } from '../kit/form/form-key.server.ts'
import { savesWith } from '../kit/form/save-form.server.ts'
import { onTheWall } from '../kit/format.ts'
import { uuidOr404 } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { RepliesPanel } from '../messages/replies-panel.tsx'
import { NotesPanel, PartnersPanel } from '../partners/client-panels.tsx'
import { writeNote } from '../partners/commands.server.ts'
import { noteInput } from '../partners/input.ts'
import { refusalOf } from '../partners/refusals.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { workOf } from '../permits/rules/work-permission.ts'
import { WorkBadge } from '../permits/work-card.tsx'
import { RIGHT_OF } from '../undo/rules.ts'

export const handle: PageHandle = { title: 'clients:page.title' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const access = await requireStaff(request, params, 'see-clients')
  const clientId = uuidOr404(params.id)
  const query = readStream(new URL(request.url).searchParams)
  const purpose = { action: 'view', subject: 'client', subjectId: clientId } as const
  const found = await look(access, purpose, async ({ db, today }) => {
    const page = await clientPage(db, clientId, query)
    if (!page) return undefined
    const { overview, workGround, documents, ...facts } = page
    const { talk } = overview
    const mayRecord = mayIn(access, 'record-talk')
    return {
      shell: shellOf(access),
      ...facts,
      overview,
      work: workOf(workGround, today.toString()),
      notice: noticeState(page.intake.notice, today.toString()),
      way: wayOfClient(overview, today.toString()),
      step: nextStepOf({ ...overview, talkOn: talk && onTheWall(talk.startsAt).date }, today.toString()),
      mayRecord,
      documents: mayRecord ? documents : null,
      maySeeAccess: mayIn(access, 'see-access'),
      mayUndo: Object.values(RIGHT_OF).filter((right) => mayIn(access, right)),
      mayRefer: mayIn(access, 'refer'),
      mayWrite: mayIn(access, 'write-note'),
      formKey: newFormKey(),
    }
  })
  if (found) return found
  return act(access, purpose, async ({ db }) => {
    throw await noSuchFile(db, request, clientId)
  })
}

const save = savesWith(refusalOf)

export async function action({ request, params }: ActionFunctionArgs) {
  const access = await requireStaff(request, params, 'write-note')
  const clientId = uuidOr404(params.id)
  const purpose = { action: 'create', subject: 'note', subjectId: clientId } as const
  return save(await request.formData(), noteInput, `/c/${access.city.slug}/clients/${clientId}`, (input) =>
    act(access, purpose, (city) => writeNote(city, clientId, input)),
  )
}

export default function Client(): ReactNode {
  const {
    shell,
    notes,
    partners,
    counselling,
    documents,
    household,
    intake,
    tasks,
    replies,
    work,
    notice,
    mayRefer,
    mayWrite,
    formKey,
    ...facts
  } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { today } = shell
  const clients = `/c/${shell.city.slug}/clients`
  const file = `${clients}/${facts.head.clientId}`
  const { mayRecord } = facts
  const inShort = <WorkBadge work={work} />
  return (
    <CityPage shell={shell} current="clients">
      <ClientView
        shell={shell}
        {...facts}
        marks={inShort}
        tasks={
          <>
            <TasksPanel {...{ tasks, file, today, mayRecord }} />
            <RepliesPanel {...{ replies, today }} />
          </>
        }
        intake={
          <>
            <IntakePanel
              contact={intake.contact}
              notice={notice}
              work={inShort}
              file={file}
              today={today}
              mayRecord={mayRecord}
            />
            <HouseholdPanel
              household={household}
              clients={clients}
              file={file}
              today={today}
              mayRecord={mayRecord}
            />
          </>
        }
      >
        <CounsellingPanel {...{ counselling, file, formKey, today }} mayRecord={mayRecord} />
        {documents ? <DocumentsPanel {...{ documents, file, today }} /> : null}
        <PartnersPanel partners={partners} file={file} today={today} mayRefer={mayRefer} />
        <NotesPanel
          notes={notes}
          formKey={formKey}
          today={today}
          mayWrite={mayWrite}
          file={file}
          lastResult={lastResult}
        />
      </ClientView>
    </CityPage>
  )
}
