import type { Env } from '../../infra/env.ts'
import type { FileRoom } from '../../infra/files/file-room.ts'
import { runtime } from '../access/runtime.server.ts'
import { schedulesAnswer } from '../operator/queries/schedules.server.ts'

/**
 * 200 when the platform database answers. Held mail, a scanner that does not answer and schedules that do not run are
 * said, but stop nobody from working. When the worker is dead nobody else can tell: so this is what to watch from outside.
 */
export async function loader(): Promise<Response> {
  const { databases, env, clock } = runtime()
  const links = env.origin ? '' : ', of accounts held: PARTIZIPATION_URL is not set'
  const reports =
    env.resendWebhookSecrets.length > 0 ? '' : ', without reports: RESEND_WEBHOOK_SECRET is not set'
  const resend = `resend${links}${reports}`
  const mail = env.demo ? 'outbox' : env.resendApiKey ? resend : 'held: RESEND_API_KEY is not set'
  const seven = `seven.io${sevenReports(env)}`
  const sms = env.demo ? 'outbox' : env.sevenApiKey ? seven : 'held: SEVEN_API_KEY is not set'
  const files = await filesAnswer(databases.files)
  try {
    const schedules = await schedulesAnswer(databases.platform, clock.now())
    return Response.json({ ready: true, mail, sms, files, schedules })
  } catch (error) {
    console.info(`not ready: ${error instanceof Error ? error.message : String(error)}`)
    return Response.json({ ready: false, mail, sms, files }, { status: 503 })
  }
}

/** Whether reports and replies are taken: the signature is made over the address they were sent to. */
function sevenReports({ sevenWebhookSecrets, origin }: Pick<Env, 'sevenWebhookSecrets' | 'origin'>): string {
  if (sevenWebhookSecrets.length === 0) return ', without reports: SEVEN_WEBHOOK_SECRET is not set'
  return origin ? '' : ', without reports: PARTIZIPATION_URL is not set'
}

/** Where files lie and who scans them: `folder, not scanned`, `s3, scanned by ClamAV`. */
async function filesAnswer(files: FileRoom | undefined): Promise<string> {
  if (!files?.scanner) return `${files?.store.kind ?? 'none'}, not scanned`
  const scanned = (await files.scanner.answers())
    ? 'scanned by ClamAV'
    : 'uploads refused: ClamAV of CLAMAV_URL does not answer'
  return `${files.store.kind}, ${scanned}`
}
