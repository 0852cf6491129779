import type { CityAccess } from '../../db/act.ts'
import { act } from '../access/act.server.ts'
import { clientHead } from '../clients/queries.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { readSought } from '../people/rules.ts'
import { findPeople } from '../people/search.server.ts'
import { targetInput } from './input.ts'
import type { Candidate } from './move-panel.tsx'

/** Whose file something belongs to that was recorded in `besides`, as it was looked for; null = what was typed names nobody. */
export async function filesSought(
  access: CityAccess<'staff'>,
  form: FormData,
  { today, besides }: { today: string; besides: string },
): Promise<Candidate[] | null> {
  const typed = String(form.get('q') ?? '')
    .replaceAll('\0', '')
    .slice(0, 200)
  const sought = readSought(typed, today)
  if (!sought) return null
  const purpose = { action: 'search', subject: 'clients', values: { sought: typed } } as const
  const { people } = await act(access, purpose, ({ db }) => findPeople(db, sought))
  // What is recorded lies in a file: whoever is only on a list has none yet.
  return people.flatMap(({ clientId, ...person }) =>
    clientId && clientId !== besides ? [{ ...person, clientId }] : [],
  )
}

/** Whose file was chosen. Seeing her banner is a look into that file, with its own row. */
export async function fileChosen(access: CityAccess<'staff'>, form: FormData) {
  const submission = parseForm(form, targetInput)
  if (submission.status !== 'success') return null
  const subjectId = submission.value.targetId
  const head = await act(access, { action: 'view', subject: 'undo', subjectId }, ({ db }) =>
    clientHead(db, subjectId),
  )
  return head ?? null
}
