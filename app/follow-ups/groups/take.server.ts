/** What the forms on the page of a group do: each intent one command, and what it answers. */
import type { CityWork } from '../../../db/act.ts'
import type { Refusal } from '../../kit/form/save-form.server.ts'
import { parseForm } from '../../kit/form/zod-form.ts'
import type { Locale } from '../../kit/locale.ts'
import {
  addMemberInput,
  attendedInput,
  callOffInput,
  editGroupInput,
  memberInput,
  moveGroupInput,
  outcomeInput,
  roomAsked,
} from '../input.ts'
import type { GroupAnswer, Told } from './answer.ts'
import {
  addMember,
  callOffGroup,
  editGroup,
  moveGroup,
  recordAttended,
  recordMember,
  takeOut,
} from './commands.server.ts'
import type { GroupPage } from './queries.server.ts'
import { refusedTime } from './refusals.server.ts'

export type Taken =
  | { is: 'done'; told: Told; nextMessageAt: string | null }
  | { is: 'refused'; answer: GroupAnswer; status: 400 | 409 }
  | { is: 'not-found' }

interface TakeWish {
  group: Pick<GroupPage, 'id'> & { responsibleId: string }
  form: FormData
  locale: Locale
}

const done = (told: Told, nextMessageAt: string | null = null): Taken => ({ is: 'done', told, nextMessageAt })
const NOT_FOUND: Taken = { is: 'not-found' }

interface Submission {
  reply(refusal?: Refusal): GroupAnswer['result']
}
const refused = (form: GroupAnswer['form'], submission: Submission, refusal?: Refusal): Taken => ({
  ...{ is: 'refused', answer: { form, result: submission.reply(refusal) } },
  status: refusal ? 409 : 400,
})
const because = (error: string): Refusal => ({ formErrors: [`follow-ups:error.${error}`] })

type Take = (city: CityWork, wish: TakeWish) => Promise<Taken>

const TAKES: Record<string, Take> = {
  async add(city, { group, form }) {
    const submission = parseForm(form, addMemberInput)
    if (submission.status !== 'success') return NOT_FOUND
    const added = await addMember(city, { groupId: group.id, clientId: submission.value.client })
    if (added.ok) return done('added', added.value)
    return added.error === 'no-client' ? NOT_FOUND : refused('add', submission, because(added.error))
  },
  async 'take-out'(city, { group, form }) {
    const submission = parseForm(form, memberInput)
    if (submission.status !== 'success') return NOT_FOUND
    const out = await takeOut(city, { groupId: group.id, appointmentId: submission.value.member })
    if (out.ok) return done('out')
    return out.error === 'no-member' ? NOT_FOUND : refused('member', submission, because(out.error))
  },
  async outcome(city, { group, form }) {
    const member = parseForm(form, memberInput)
    if (member.status !== 'success') return NOT_FOUND
    const submission = parseForm(form, outcomeInput)
    if (submission.status !== 'success') return refused('member', submission)
    const told = { ...submission.value, groupId: group.id, appointmentId: member.value.member }
    const recorded = await recordMember(city, told)
    if (recorded.ok) return done('recorded')
    return recorded.error === 'no-member' ? NOT_FOUND : refused('member', submission, because(recorded.error))
  },
  async attended(city, { group, form }) {
    const submission = parseForm(form, attendedInput)
    if (submission.status !== 'success') return refused('member', submission)
    const recorded = await recordAttended(city, { groupId: group.id, who: submission.value.who })
    if (recorded.ok) return done('recorded')
    return recorded.error === 'no-member' ? NOT_FOUND : refused('member', submission, because(recorded.error))
  },
  async move(city, { group, form, locale }) {
    const submission = parseForm(form, moveGroupInput)
    if (submission.status !== 'success') return refused('move', submission)
    const { room, ...told } = submission.value
    const wish = { ...told, roomId: roomAsked(room) ?? null }
    const moved = await moveGroup(city, { ...wish, groupId: group.id })
    if (moved.ok) return done('moved', moved.value)
    if (moved.error === 'no-group') return NOT_FOUND
    const of = { wish, locale, responsibleId: group.responsibleId, without: group.id }
    return refused('move', submission, await refusedTime(city, moved.error, of))
  },
  async edit(city, { group, form }) {
    const submission = parseForm(form, editGroupInput)
    if (submission.status !== 'success') return refused('edit', submission)
    const edited = await editGroup(city, { ...submission.value, groupId: group.id })
    if (edited.ok) return done('saved')
    if (edited.error === 'no-group') return NOT_FOUND
    const said = because(edited.error)
    return refused(
      'edit',
      submission,
      edited.error === 'seats-taken' ? { fieldErrors: { seats: said.formErrors ?? [] } } : said,
    )
  },
  async 'call-off'(city, { group, form }) {
    const submission = parseForm(form, callOffInput)
    if (submission.status !== 'success') return refused('call-off', submission)
    const off = await callOffGroup(city, { ...submission.value, groupId: group.id })
    if (off.ok) return done('off')
    return off.error === 'no-group' ? NOT_FOUND : refused('call-off', submission, because(off.error))
  },
}

/** Does what the form asks for; one that asks for nothing known is not found. */
export async function takeGroup(city: CityWork, wish: TakeWish): Promise<Taken> {
  const intent = String(wish.form.get('intent'))
  const take = Object.hasOwn(TAKES, intent) ? TAKES[intent] : undefined
  return take ? take(city, wish) : NOT_FOUND
}
