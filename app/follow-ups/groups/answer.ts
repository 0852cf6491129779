import type { SubmissionResult } from '@conform-to/react'
import type { GroupPage, Proposal } from './queries.server.ts'

/** What was done last, as the address says it: each has its sentence under `follow-ups:groups.told`. */
export const TOLD = ['made', 'added', 'out', 'moved', 'off', 'saved', 'recorded'] as const
export type Told = (typeof TOLD)[number]

export interface GroupAnswer {
  form: 'add' | 'member' | 'move' | 'edit' | 'call-off'
  result: SubmissionResult<string[]>
}

export interface GroupViewProps {
  group: GroupPage
  /** Address of all groups. */
  all: string
  /** Address of a client's page. */
  file: (clientId: string) => string
  today: string
  told: Told | null
  /** Who was sought; null: nobody was yet. */
  found: readonly Proposal[] | null
  answered: GroupAnswer | undefined
}

/** What the action said to one of the forms. */
export const said = (
  answered: GroupAnswer | undefined,
  form: GroupAnswer['form'],
): GroupAnswer['result'] | undefined => (answered?.form === form ? answered.result : undefined)
