import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import type { OpenTask } from './queries/tasks.server.ts'
import { isTaskReason } from './rules/tasks.ts'

interface TasksPanelProps {
  tasks: readonly OpenTask[]
  /** Address of the client's file. */
  file: string
  today: string
  mayRecord: boolean
}

/** What somebody has to do for the client, each with the button that says it is done. Nothing when there is nothing. */
export function TasksPanel({ tasks, file, today, mayRecord }: TasksPanelProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (tasks.length === 0) return null
  return (
    <Panel title={t('follow-ups:page.tasks')}>
      <WorkList label={t('follow-ups:page.tasks')}>
        {tasks.map(({ taskId, reason, dueOn }) =>
          isTaskReason(reason) ? (
            <WorkLine
              key={taskId}
              when={f.inDays(dueOn)}
              tone="warn"
              who={t(`follow-ups:task.${reason}`)}
              action={mayRecord ? <Done taskId={taskId} file={file} /> : undefined}
            />
          ) : null,
        )}
      </WorkList>
    </Panel>
  )
}

function Done({ taskId, file }: { taskId: string; file: string }): ReactNode {
  const { t } = useWords()
  return (
    <Form method="post" action={`${file}/tasks`}>
      <input type="hidden" name="taskId" value={taskId} />
      <input type="hidden" name="back" value="file" />
      <SubmitButton small kind="secondary">
        {t('follow-ups:task.done')}
      </SubmitButton>
    </Form>
  )
}
