import { z } from 'zod'
import { PASSWORD_MAX, PASSWORD_MIN } from './rules/passwords.ts'
import { STAFF_ROLES } from './rules/team.ts'

export const signInInput = z.object({
  email: z
    .string()
    .max(254)
    .regex(/^[^\0]*$/)
    .trim()
    .min(1),
  password: z.string().min(1).max(1024),
  next: z.string().max(2000).optional(),
})

/** The second step: a code of the app, or a recovery code. */
export const codeInput = z.union([
  z.object({ code: z.string().trim().min(1).max(20) }),
  z.object({ recovery: z.string().trim().min(1).max(40) }),
])

export const factorInput = z.object({
  sealed: z.string().max(500).default(''),
  code: z.string().trim().max(20).default(''),
})

/** Asked of whoever is signed in already; `code`: of the app, or a recovery code. */
export const proofInput = z.object({
  password: z.string().max(1024).default(''),
  code: z.string().trim().max(40).default(''),
})

const emailAddress = z.string().trim().max(254).pipe(z.email())
const newPassword = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX)
/** The password one has: only bounded. */
const knownPassword = z.string().min(1).max(1024)

/** Fields that no answer gives back. */
export const SECRET_FIELDS = ['password', 'current']

const PARTNER = 'partner:'
const ROLE_OR_PARTNER = new RegExp(
  `^(${STAFF_ROLES.join('|')}|${PARTNER}[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`,
)

/** What somebody is invited as: a role of the city's own people, or an organisation to work for. */
export const asPartner = (organisationId: string): string => `${PARTNER}${organisationId}`

export const inviteInput = z.object({
  email: emailAddress,
  as: z.string().regex(ROLE_OR_PARTNER, { error: 'kit:error.choose' }),
})

/** Reads `as` of the form: a role, or the organisation's id. */
export function readAs(as: string): { role: (typeof STAFF_ROLES)[number] } | { organisationId: string } {
  const role = STAFF_ROLES.find((known) => known === as)
  return role ? { role } : { organisationId: as.slice(PARTNER.length) }
}

export const invitationActionInput = z.object({
  intent: z.enum(['again', 'withdraw']),
  invitation: z.uuid(),
})

export const memberInput = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('role'), role: z.enum(STAFF_ROLES) }),
  z.object({ intent: z.literal('remove') }),
  z.object({ intent: z.literal('remove-factor'), ...proofInput.shape }),
])

export const setUpInput = z.object({
  name: z
    .string()
    .max(120)
    .transform((typed) => typed.trim().replaceAll(/\s+/g, ' '))
    .pipe(z.string().min(2)),
  password: newPassword,
})
export const resetRequestInput = z.object({ email: emailAddress })
export const resetInput = z.object({ password: newPassword })
export const passwordChangeInput = z.object({ current: knownPassword, password: newPassword })
export const emailChangeInput = z.object({ email: emailAddress, password: knownPassword })
