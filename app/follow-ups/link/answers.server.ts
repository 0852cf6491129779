/** The link of a talk as it is opened and answered. */
import { data } from '@remix-run/node'
import { Temporal } from 'temporal-polyfill'
import type { CityAccess, CityWork } from '../../../db/act.ts'
import { parseForm } from '../../kit/form/zod-form.ts'
import { ENDED } from '../../kit/http.server.ts'
import { actAndHint } from '../../messages/act-and-hint.server.ts'
import { closedPage, type LinkPage } from '../../work-plans/link-page.server.ts'
import { answerTalk } from '../commands.server.ts'
import { replyInput } from '../input.ts'
import { liveReply } from '../queries/reply.server.ts'
import type { Reply, ReplyError } from '../rules/replies.ts'
import { type TalkLinkPage, type TalkProblem, talkPage } from './page.server.ts'
import { behindLink } from './talk.server.ts'

export interface Visit {
  /** The appointment the link was made for. */
  appointmentId: string
  /** BCP 47, of a choice on the page; null: the client's own. */
  chosen: string | null
  /** What the browser asks for, of a link that says no language. */
  spoken: string | null
}

interface Shown {
  page: TalkLinkPage | LinkPage
  status: number
}

/** The talk as it stands. A link that opens nothing any more shows what every such link shows. */
async function shown(
  city: CityWork,
  { appointmentId, chosen, spoken }: Visit,
  problem: TalkProblem | null = null,
): Promise<Shown> {
  const behind = await behindLink(city, appointmentId)
  if (behind.is === 'ended')
    return { page: await closedPage(city, chosen ?? spoken, { problem: 'ended' }), status: ENDED }
  const tag = chosen ?? behind.language
  if (behind.is === 'changed') return { page: await talkPage(city, tag, { problem: 'newer' }), status: ENDED }
  // Who has answered about the new time knows of it.
  const tells = behind.moved && !(await liveReply(city.db, behind.talk.id))
  const said = problem ?? (tells ? 'moved' : null)
  return { page: await talkPage(city, tag, { linked: behind, problem: said }), status: 200 }
}

/** Opening it changes nothing: whoever looks through mails opens links. */
export async function showTalk(city: CityWork, visit: Visit) {
  const { page, status } = await shown(city, visit)
  return data(page, status)
}

const PROBLEMS = {
  ended: null,
  changed: 'moved',
  'too-many': 'tooMany',
  taken: 'taken',
} as const satisfies Record<ReplyError, TalkProblem | null>

/** Takes an answer and shows the talk with it, or what stands in its way. */
export function takeAnswer(access: CityAccess<'staff'>, visit: Visit, form: FormData) {
  const typed = parseForm(form, replyInput)
  return actAndHint(access, { action: 'change', subject: 'talk-link' }, async (city) => {
    if (typed.status !== 'success') return answered(await shown(city, visit), 400)
    const { answer, seen, cause = null, times } = typed.value
    if (answer === 'proposes' && times.length === 0) return answered(await shown(city, visit, 'nothing'), 400)
    const told: Reply = {
      kind: answer === 'call-me' ? 'proposes' : answer,
      cause,
      proposed: answer === 'proposes' ? times.map((time) => Temporal.Instant.from(time)) : [],
    }
    const { appointmentId } = visit
    const done = await answerTalk(city, { appointmentId, seen: Temporal.Instant.from(seen), told })
    if (done.ok) return answered(await shown(city, visit), 200)
    return answered(await shown(city, visit, PROBLEMS[done.error]), 409)
  })
}

const answered = ({ page, status }: Shown, told: number) =>
  data({ page, result: undefined }, status === 200 ? told : status)
