import { sql } from 'drizzle-orm'
import { runtime } from '../access/runtime.server.ts'

/** 200 when the platform database answers. Held mail is said, but stops nobody from working. */
export async function loader(): Promise<Response> {
  const { databases, env } = runtime()
  const links = env.origin ? '' : ', of accounts held: PARTIZIPATION_URL is not set'
  const mail = env.demo ? 'outbox' : env.resendApiKey ? `resend${links}` : 'held: RESEND_API_KEY is not set'
  try {
    await databases.platform.execute(sql`select 1`)
    return Response.json({ ready: true, mail })
  } catch (error) {
    console.info(`not ready: ${error instanceof Error ? error.message : String(error)}`)
    return Response.json({ ready: false, mail }, { status: 503 })
  }
}
