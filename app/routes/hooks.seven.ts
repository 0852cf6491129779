import type { ActionFunctionArgs } from '@remix-run/node'
import { systemClock } from '../../infra/clock.ts'
import { type ReadSmsHook, readSmsHook } from '../../infra/sms-report.ts'
import { runtime } from '../access/runtime.server.ts'
import { notFound } from '../kit/http.server.ts'
import { type Told, takeSmsReply, takeSmsReport } from '../messages/seven.server.ts'

/** A report holds a few lines about one message. */
const MOST_BYTES = 64 * 1024

const answer = (status: number): Response => new Response(null, { status })

/**
 * Takes what seven.io tells: what became of a short message, and what somebody wrote back. 200 also for what is none of ours:
 * asking again would not help. A city that does not answer is a 500, the one status after which seven.io comes again.
 * Nothing of it is written to a log.
 */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { origin, sevenWebhookSecrets } = runtime().env
  if (!origin || sevenWebhookSecrets.length === 0) throw notFound()
  // Without a length nobody knows how much is to come.
  if (!(Number(request.headers.get('Content-Length') ?? Number.NaN) <= MOST_BYTES)) return answer(413)
  const { pathname, search } = new URL(request.url)
  const hook = {
    // As it was entered at the vendor: behind a proxy the request knows another address.
    url: `${origin}${pathname}${search}`,
    method: request.method,
    body: await request.text(),
    headers: request.headers,
  }
  const read = readSmsHook(sevenWebhookSecrets, hook, systemClock.now().epochMilliseconds)
  if (read.kind === 'forged') return answer(401)
  return answer((await take(read)) === 'later' ? 500 : 200)
}

function take(read: ReadSmsHook): Promise<Told> | Told {
  if (read.kind === 'report') return takeSmsReport(read.report)
  return read.kind === 'reply' ? takeSmsReply(read.reply) : 'done'
}
