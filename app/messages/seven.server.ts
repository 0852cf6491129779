/** What seven.io tells finds its city: named by the message it is about, or asked for in each city with that city's own access. */
import { act, type CityAccess } from '../../db/act.ts'
import { CityUnavailable } from '../../db/open.ts'
import type { SmsReply, SmsReport } from '../../infra/sms-report.ts'
import { openAllToReports, openToReports } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { recordDelivery } from './commands/delivery.server.ts'
import { hintDue } from './commands/hint.server.ts'
import { knowsNumber, messageOfVendor, recordReply } from './commands/reply.server.ts'
import { asksToStop, whoIsMeant } from './rules/reply.ts'

/** `later`: a city that may be meant did not answer, so it must be told once more. */
export type Told = 'done' | 'later'

const AT_ONCE = 8

/** Undefined: the city does not answer. Others are asked all the same. */
async function orUndefined<T>(access: CityAccess<'staff'>, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CityUnavailable)) throw error
    console.info(`503 ${access.city.slug}: ${error.message}`)
    return undefined
  }
}

/** Each city's answer, a few at once; undefined where one did not answer. */
async function askEach<T>(
  accesses: readonly CityAccess<'staff'>[],
  ask: (access: CityAccess<'staff'>) => Promise<T>,
): Promise<{ access: CityAccess<'staff'>; answer: T | undefined }[]> {
  const answers: { access: CityAccess<'staff'>; answer: T | undefined }[] = []
  for (let nth = 0; nth < accesses.length; nth += AT_ONCE)
    answers.push(
      ...(await Promise.all(
        accesses.slice(nth, nth + AT_ONCE).map(async (access) => ({
          access,
          answer: await orUndefined(access, () => ask(access)),
        })),
      )),
    )
  return answers
}

/** Writes down what became of a short message. One that is none of ours changes nothing. */
export async function takeSmsReport({ vendorId, named, ...report }: SmsReport): Promise<Told> {
  if (named) {
    const access = await openToReports(named.city)
    return access ? record(access, { ...report, messageId: named.messageId }) : 'done'
  }
  const found = await askEach(await openAllToReports(), (access) =>
    act(access, { action: 'view', subject: 'message-report' }, async ({ db }) => ({
      messageId: await messageOfVendor(db, vendorId),
    })),
  )
  for (const { access, answer } of found)
    if (answer?.messageId) return record(access, { ...report, messageId: answer.messageId })
  return found.every(({ answer }) => answer) ? 'done' : 'later'
}

async function record(
  access: CityAccess<'staff'>,
  report: Omit<SmsReport, 'vendorId' | 'named'> & { messageId: string },
): Promise<Told> {
  const purpose = { action: 'send', subject: 'message-report', subjectId: report.messageId } as const
  const heard = await orUndefined(access, () =>
    act(access, purpose, async (city) => ({ due: await recordDelivery(city, report) })),
  )
  if (!heard) return 'later'
  await hintDue(runtime().databases.platform, access.city.slug, heard.due)
  return 'done'
}

/** Writes down what somebody wrote back, in the cities that are meant. The number stays in memory and in those cities. */
export async function takeSmsReply(reply: SmsReply): Promise<Told> {
  const asked = await askEach(await openAllToReports(), (access) =>
    act(access, { action: 'view', subject: 'sms-reply' }, (city) => knowsNumber(city, reply.from)),
  )
  const known = asked.flatMap(({ access, answer }) => (answer ? [{ slug: access.city.slug, ...answer }] : []))
  const stops = asksToStop(reply.text)
  const meant = whoIsMeant(known, stops)
  const silent = known.length < asked.length
  const told = await askEach(
    asked.map(({ access }) => access).filter(({ city }) => meant.includes(city.slug)),
    (access) =>
      act(access, { action: 'send', subject: 'sms-reply' }, async (city) => {
        await recordReply(city, reply)
        return true
      }),
  )
  // Of a stop every city must hear; words are at their place once somebody has them.
  const missed = told.some(({ answer }) => !answer) || (silent && (stops || meant.length === 0))
  return missed ? 'later' : 'done'
}
