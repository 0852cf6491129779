import type { ActionFunctionArgs } from '@remix-run/node'
import { readMailReport } from '../../infra/mail-report.ts'
import { act } from '../access/act.server.ts'
import { openToReports } from '../access/guards.server.ts'
import { runtime } from '../access/runtime.server.ts'
import { notFound } from '../kit/http.server.ts'
import { hintDue, recordDelivery } from '../messages/commands.server.ts'

/** A report holds a few lines about one mail. */
const MOST_BYTES = 256 * 1024

const answer = (status: number): Response => new Response(null, { status })

/**
 * Takes what Resend reports about a mail. 200 also for what is about no message of ours: asking again would not help. A city
 * that does not answer is a 503, and Resend comes again. Nothing of a report is written to a log.
 */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { env, databases } = runtime()
  if (env.resendWebhookSecrets.length === 0) throw notFound()
  // Without a length nobody knows how much is to come.
  if (!(Number(request.headers.get('Content-Length') ?? Number.NaN) <= MOST_BYTES)) return answer(413)
  const read = readMailReport(env.resendWebhookSecrets, await request.text(), request.headers)
  if (read.kind !== 'report') return answer(read.kind === 'forged' ? 401 : 200)
  const { city: slug, ...report } = read.report
  const access = await openToReports(slug)
  if (!access) return answer(200)
  const purpose = { action: 'send', subject: 'message-report', subjectId: report.messageId } as const
  const due = await act(access, purpose, (city) => recordDelivery(city, report))
  await hintDue(databases.platform, slug, due)
  return answer(200)
}
