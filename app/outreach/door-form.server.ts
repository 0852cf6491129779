import { data, redirect } from '@remix-run/node'
import type { CityAccess } from '../../db/act.ts'
import { act } from '../access/act.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { fail } from '../kit/result.ts'
import type { WordKey } from '../kit/words.ts'
import { nobodyHome, recordVisit } from './commands.server.ts'
import { houseInput, visitInput } from './input.ts'
import { roundHead } from './rounds/queries.server.ts'

interface Where {
  /** Null for a street without a round. */
  roundId: string | null
  /** The page of the doors, to come back to. */
  here: string
}

const refused = (problem: WordKey, status: 400 | 409) => data({ problem }, status)

/** What a page of doors sends: how it went with one person, or that nobody opened at one house or several. */
export async function saveAtDoor(
  access: CityAccess<'staff'>,
  form: FormData,
  { roundId, here }: Where,
): Promise<ReturnType<typeof refused>> {
  const purpose = { action: 'create', subject: 'visit' } as const
  if (form.get('intent') === 'house') {
    const houses = parseForm(form, houseInput)
    if (houses.status !== 'success') return refused('outreach:error.noHouse', 400)
    const [first = ''] = houses.value.dwellingId
    const done = await act(access, { ...purpose, subjectId: roundId ?? first }, async (city) =>
      roundId && !(await isRunning(city.db, roundId))
        ? fail('round-closed')
        : nobodyHome(city, houses.value, roundId),
    )
    if (!done.ok) return refused(`outreach:error.${done.error}`, 409)
    throw redirect(`${here}#house-${first}`, 303)
  }
  const visit = parseForm(form, visitInput)
  if (visit.status !== 'success') {
    const late = visit.error?.callBackOn ?? visit.error?.callBackTime
    return refused(late ? 'outreach:error.callBackMissing' : 'outreach:error.invalid', 400)
  }
  const done = await act(access, { ...purpose, subjectId: visit.value.personId }, async (city) =>
    roundId && !(await isRunning(city.db, roundId))
      ? fail('round-closed')
      : recordVisit(city, visit.value, roundId),
  )
  if (!done.ok) return refused(`outreach:error.${done.error}`, 409)
  const { clientId } = done.value
  throw redirect(clientId ? `/c/${access.city.slug}/clients/${clientId}` : here, 303)
}

const isRunning = async (db: Parameters<typeof roundHead>[0], roundId: string): Promise<boolean> =>
  (await roundHead(db, roundId))?.status === 'open'
