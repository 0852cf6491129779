import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { useWords } from '../kit/use-words.ts'

interface TaskDoneProps {
  taskId: string
  /** Address of the client's file. */
  file: string
  /** Where the line stands, to come back to: `file`, or the id of a talk. */
  back: string
  /** What the button is about, for who does not see its line. */
  of: string
}

/** The button by which somebody says that she has done what she was to do. */
export function TaskDone({ taskId, file, back, of }: TaskDoneProps): ReactNode {
  const { t } = useWords()
  return (
    <Form method="post" action={`${file}/tasks`}>
      <input type="hidden" name="taskId" value={taskId} />
      <input type="hidden" name="back" value={back} />
      <SubmitButton small kind="secondary">
        {t('follow-ups:task.done')}
        <span className="kern-sr-only">: {of}</span>
      </SubmitButton>
    </Form>
  )
}
