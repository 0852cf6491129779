import type { CityLook } from '../../db/act.ts'
import { type NoticeState, noticeState } from '../intake/rules.ts'
import { onTheWall } from '../kit/format.ts'
import { workOf } from '../permits/rules/work-permission.ts'
import { type ClientPage, clientPage } from './overview.server.ts'
import type { StreamQuery } from './rules/stream.ts'
import { type NextStep, nextStepOf, type Way, wayOfClient } from './rules.ts'

export interface FilePage extends Omit<ClientPage, 'workGround'> {
  /** Whether she may work, as of today. */
  work: ReturnType<typeof workOf>
  notice: NoticeState
  way: Way
  step: NextStep | undefined
}

/** The file of a client as its page shows it: what is written, and what follows from it today; undefined: there is none for whoever asks. */
export async function filePage(
  { db, today }: CityLook,
  clientId: string,
  query: StreamQuery,
): Promise<FilePage | undefined> {
  const page = await clientPage(db, clientId, query)
  if (!page) return undefined
  const { workGround, ...facts } = page
  const { talk } = facts.overview
  const day = today.toString()
  return {
    ...facts,
    work: workOf(workGround, day),
    notice: noticeState(facts.intake.notice, day),
    way: wayOfClient(facts.overview, day),
    step: nextStepOf({ ...facts.overview, talkOn: talk && onTheWall(talk.startsAt).date }, day),
  }
}
