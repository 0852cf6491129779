import { data, redirect } from '@remix-run/node'
import type { CityAccess } from '../../db/act.ts'
import { act } from '../access/act.server.ts'
import type { StaffMember } from '../access/queries.server.ts'
import { parseForm } from '../kit/form/zod-form.ts'
import { forbidden, notFound } from '../kit/http.server.ts'
import { endDeputy, nameDeputy } from './commands/deputies.server.ts'
import { giveBack, handOverFiles } from './commands/hand-over.server.ts'
import { deputyInput, endDeputyInput, giveBackInput, handOverInput } from './input.ts'
import { outcomeAddress } from './outcome.ts'
import { refusalOf } from './refusals.ts'

interface Who {
  access: CityAccess<'staff'>
  /** Who leads cases in the city. */
  staff: readonly StaffMember[]
  /** Whether whoever asks may act for all of them. */
  forAll: boolean
}

const pageOf = ({ access }: Who): string => `/c/${access.city.slug}/caseload`
const ownUnless = ({ access, forAll }: Who): string | undefined => (forAll ? undefined : access.actor.id)
const memberOf = ({ staff }: Who, id: string): StaffMember | undefined =>
  staff.find((member) => member.id === id)

/** One of the forms of the page of caseloads: back there with what came of it, or what is to be mended. */
export function saveCaseload(who: Who, form: FormData) {
  switch (form.get('intent')) {
    case 'deputy':
      return saveDeputy(who, form)
    case 'end-deputy':
      return saveDeputyEnd(who, form)
    case 'give-back':
      return saveReturn(who, form)
    default:
      return saveHandOver(who, form)
  }
}

async function saveDeputy(who: Who, form: FormData) {
  const submission = parseForm(form, deputyInput)
  const refused = (status: 400 | 409, refusal?: ReturnType<typeof refusalOf>) =>
    data({ form: 'deputy' as const, reply: submission.reply(refusal) }, status)
  if (submission.status !== 'success') return refused(400)
  const { from, until } = submission.value
  const [absent, deputy] = [memberOf(who, submission.value.absent), memberOf(who, submission.value.deputy)]
  if (!absent) return refused(409, refusalOf('unknown', 'absent'))
  if (!deputy) return refused(409, refusalOf('unknown'))
  if (!who.forAll && absent.id !== who.access.actor.id) throw forbidden()
  const named = await act(who.access, { action: 'create', subject: 'deputy' }, (city) =>
    nameDeputy(city, { absent, deputy, from, until }),
  )
  if (!named.ok) return refused(409, refusalOf(named.error))
  throw redirect(outcomeAddress(pageOf(who), { what: 'deputy' }), 303)
}

async function saveDeputyEnd(who: Who, form: FormData): Promise<never> {
  const submission = parseForm(form, endDeputyInput)
  if (submission.status !== 'success') throw notFound()
  const { deputyId } = submission.value
  const ended = await act(who.access, { action: 'change', subject: 'deputy' }, (city) =>
    endDeputy(city, { deputyId, whose: ownUnless(who) }),
  )
  if (!ended.ok) throw notFound()
  throw redirect(outcomeAddress(pageOf(who), { what: 'deputy-ended' }), 303)
}

async function saveReturn(who: Who, form: FormData): Promise<never> {
  const submission = parseForm(form, giveBackInput)
  if (submission.status !== 'success') throw notFound()
  const { loan: loanId, client: clientId } = submission.value
  const back = await act(who.access, { action: 'change', subject: 'loan', subjectId: clientId }, (city) =>
    giveBack(city, { loanId, clientId, whose: ownUnless(who) }),
  )
  if (!back.ok) throw notFound()
  throw redirect(outcomeAddress(pageOf(who), { what: 'returned' }), 303)
}

async function saveHandOver(who: Who, form: FormData) {
  const submission = parseForm(form, handOverInput)
  const refused = (status: 400 | 409, refusal?: ReturnType<typeof refusalOf>) =>
    data({ form: 'hand-over' as const, reply: submission.reply(refusal) }, status)
  if (submission.status !== 'success') return refused(400)
  const { files, from: fromId, until = null, note } = submission.value
  const to = memberOf(who, submission.value.to)
  if (!to) return refused(409, refusalOf('unknown', 'to'))
  if (!who.forAll && fromId !== who.access.actor.id) throw forbidden()
  const handed = await handOverFiles(files, { fromId, to, until, note }, (clientId, work) =>
    act(who.access, { action: 'change', subject: 'hand-over', subjectId: clientId }, work),
  )
  if (!handed.ok)
    return refused(409, refusalOf(handed.error, handed.error === 'same-person' ? 'to' : 'until'))
  const told = { what: 'handed-over', ...handed.value } as const
  throw redirect(outcomeAddress(pageOf(who), told, who.forAll ? fromId : undefined), 303)
}
