import { TOTP } from 'otpauth'
import type { Temporal } from 'temporal-polyfill'
import { type FactorContext, setSecondFactor, setUpOf } from '../../app/access/second-factor.server.ts'

/** The code the app shows at that moment. */
export const codeAt = (secret: string, now: Temporal.Instant): string =>
  new TOTP({ secret: secret.replaceAll(' ', '') }).generate({ timestamp: now.epochMilliseconds })

/** Sets a factor as the page does. The code of now is used up by that. */
export async function setFactor(
  factor: FactorContext,
  email: string,
): Promise<{ secret: string; codes: string[] }> {
  const { sealed, secret } = setUpOf(factor, email)
  const set = await setSecondFactor(factor, { sealed, code: codeAt(secret, factor.now), sessionId: '' })
  if (!set.ok) throw new Error(set.error)
  return { secret, codes: set.value }
}
