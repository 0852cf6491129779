import { eq } from 'drizzle-orm'
import type { CityWork } from '../../../db/act.ts'
import { signingRequest } from '../../../db/city/schema/work-plans.ts'
import { endSigning, planSigningReminder } from '../../messages/commands.server.ts'
import { nextToSign } from '../rules/signing.ts'
import { isSignable } from '../rules/states.ts'
import { openVersion } from './hold.server.ts'
import { signersOf, waitForWorker } from './sign.server.ts'

/** The plan is taken back: nobody is asked to sign it while it is. */
export async function restSigning(city: CityWork, planId: string): Promise<void> {
  const open = await openVersion(city, planId)
  if (open && isSignable(open.state)) await endSigning(city, open.id, 'withdrawn')
}

/** The plan counts again: whoever has not signed is asked once more. Answers when the client is (ISO instant). */
export async function wakeSigning(city: CityWork, clientId: string, planId: string): Promise<string | null> {
  const open = await openVersion(city, planId)
  if (!open || !isSignable(open.state)) return null
  if (nextToSign(await signersOf(city, open.id)) === 'worker') {
    await waitForWorker(city, clientId, open)
    return null
  }
  const [request] = await city.db
    .select({ reminders: signingRequest.reminders })
    .from(signingRequest)
    .where(eq(signingRequest.versionId, open.id))
  return request
    ? planSigningReminder(city, { clientId, versionId: open.id, reminders: request.reminders })
    : null
}
