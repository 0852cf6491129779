import type { ReactNode } from 'react'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { WorkLine, WorkList } from '../kit/work-line.tsx'
import type { OpenTask } from './queries/tasks.server.ts'
import { isTaskReason } from './rules/tasks.ts'
import { TaskDone } from './task-done.tsx'

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
              action={
                mayRecord ? (
                  <TaskDone {...{ taskId, file }} back="file" of={t(`follow-ups:task.${reason}`)} />
                ) : undefined
              }
            />
          ) : null,
        )}
      </WorkList>
    </Panel>
  )
}
