/** What a mail about an account says, and the link it carries: made here, where the mail is written, and nowhere else. */
import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { PlatformTx } from '../../../db/handles.ts'
import {
  account,
  accountLink,
  city,
  invitation,
  organisation,
  type platformMail,
  region,
  scheduleOutage,
} from '../../../db/platform/schema/index.ts'
import type { Mail } from '../../../infra/mail.ts'
import { translate } from '../../kit/dictionary.server.ts'
import { formatLongDay, formatTime, onTheWall } from '../../kit/format.ts'
import { fail, ok, type Result } from '../../kit/result.ts'
import { isScheduleName } from '../../operator/rules/schedules.ts'
import { EMAIL_CHANGE_HOURS, endOf, RESET_HOURS, RESET_PAUSE_MINUTES } from '../rules/links.ts'
import { newToken } from '../tokens.server.ts'

const FROM = 'Partizipation <konto@partizipation.example>'

/** Where links lead, and whether accounts of the demo are written to. */
export interface MailPlace {
  /** `https://partizipation.example.org`, without a path. */
  origin: string
  demo: boolean
}

export interface AccountMail {
  kind: (typeof platformMail.$inferSelect)['kind']
  language: 'de' | 'en'
  accountId: string | null
  invitationId: string | null
  citySlug: string | null
  to: string
  /** Which moment news of the schedules tells of. */
  createdAt: Temporal.Instant
  /** Its text is fixed already: no new link is made, only looked whether it still makes sense. */
  linked: boolean
}

export type NoMail = 'withdrawn' | 'expired' | 'used' | 'no-account' | 'taken' | 'just-sent' | 'over'

interface Composed {
  mail: Mail
  /** Whose mail it is, where it is one city's. */
  city: string | null
}

type Composer = (
  tx: PlatformTx,
  place: MailPlace,
  mail: AccountMail,
  now: Temporal.Instant,
) => Promise<Result<Composed, NoMail>>

export const composeMail: Composer = (tx, place, mail, now) => composers[mail.kind](tx, place, mail, now)

/** `body`: paragraphs between greeting and closing. */
function letter({ to, language }: AccountMail, subject: string, name: string | null, body: string[]): Mail {
  const t = translate(language)
  const greeting = name ? t('access:mail.greeting', { name }) : t('access:mail.greetingPlain')
  return { from: FROM, to, subject, text: `${[greeting, ...body, t('access:mail.closing')].join('\n\n')}\n` }
}

const deadline = (at: Temporal.Instant, locale: 'de' | 'en') => {
  const { date } = onTheWall(at)
  return { day: formatLongDay(date, locale), time: formatTime(at) }
}

/** The token of a new link to an invitation; a link it had before leads nowhere from now on. */
export async function makeInvitationLink(tx: PlatformTx, invitationId: string): Promise<string> {
  const { token, hash } = newToken()
  await tx.update(invitation).set({ tokenHash: hash }).where(eq(invitation.id, invitationId))
  return token
}

const invite: Composer = async (tx, { origin }, mail, now) => {
  const [found] = await tx
    .select({
      invitation,
      city: city.name,
      region: region.name,
      organisation: organisation.name,
      inviter: account.name,
    })
    .from(invitation)
    .leftJoin(city, eq(city.slug, invitation.citySlug))
    .leftJoin(region, eq(region.slug, invitation.regionSlug))
    .leftJoin(organisation, eq(organisation.id, invitation.organisationId))
    .leftJoin(account, eq(account.id, invitation.invitedBy))
    .where(eq(invitation.id, mail.invitationId ?? ''))
  if (!found) return fail('withdrawn')
  const { acceptedAt, withdrawnAt, expiresAt, role, citySlug, id } = found.invitation
  const over = endOf({ usedAt: acceptedAt, withdrawnAt, expiresAt }, now)
  if (over) return fail(over)
  const t = translate(mail.language)
  const token = mail.linked ? '' : await makeInvitationLink(tx, id)
  const place = found.city ?? found.region ?? ''
  const body = [
    found.inviter
      ? t('access:mail.invitation.by', { inviter: found.inviter, place })
      : t('access:mail.invitation.plain', { place }),
    [
      t('access:mail.invitation.role', { role: t(`access:role.${role}`) }),
      found.organisation && t('access:mail.invitation.organisation', { organisation: found.organisation }),
    ]
      .filter(Boolean)
      .join('\n'),
    `${t('access:mail.invitation.link')}\n${origin}/invitation/${token}`,
    t('access:mail.invitation.until', deadline(expiresAt, mail.language)),
  ]
  return ok({ mail: letter(mail, t('access:mail.invitation.subject'), null, body), city: citySlug })
}

interface LinkOrder {
  accountId: string
  kind: 'reset' | 'email'
  email: string | null
  hours: number
}

/** A link takes the place of the one before it. */
async function makeLink(
  tx: PlatformTx,
  { accountId, kind, email, hours }: LinkOrder,
  now: Temporal.Instant,
): Promise<string> {
  const { token, hash } = newToken()
  await replaceLinks(tx, accountId, kind, now)
  const expiresAt = now.add({ hours })
  await tx.insert(accountLink).values({ accountId, kind, email, tokenHash: hash, createdAt: now, expiresAt })
  return token
}

/** Ends the open links of an account: what they were for has been done, or a newer one was made. */
export async function replaceLinks(
  tx: PlatformTx,
  accountId: string,
  kind: 'reset' | 'email',
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .update(accountLink)
    .set({ replacedAt: now })
    .where(
      and(
        eq(accountLink.accountId, accountId),
        eq(accountLink.kind, kind),
        isNull(accountLink.usedAt),
        isNull(accountLink.replacedAt),
      ),
    )
}

const sent = (mail: Mail): Result<Composed, NoMail> => ok({ mail, city: null })

const reset: Composer = async (tx, { origin, demo }, mail, now) => {
  const known = { id: account.id, name: account.name, demo: account.demo }
  const [owner] = await tx
    .select(known)
    .from(account)
    .where(eq(sql`lower(${account.email})`, mail.to.toLowerCase()))
  if (!owner || (owner.demo && !demo)) return fail('no-account')
  const t = translate(mail.language)
  let token = ''
  if (!mail.linked) {
    const [young] = await tx
      .select({ id: accountLink.id })
      .from(accountLink)
      .where(
        and(
          eq(accountLink.accountId, owner.id),
          eq(accountLink.kind, 'reset'),
          isNull(accountLink.usedAt),
          isNull(accountLink.replacedAt),
          gt(accountLink.createdAt, now.subtract({ minutes: RESET_PAUSE_MINUTES })),
        ),
      )
    if (young) return fail('just-sent')
    const order = { accountId: owner.id, kind: 'reset', email: null, hours: RESET_HOURS } as const
    token = await makeLink(tx, order, now)
  }
  return sent(
    letter(mail, t('access:mail.reset.subject'), owner.name, [
      t('access:mail.reset.text'),
      `${t('access:mail.reset.link')}\n${origin}/password-reset/${token}`,
      t('access:mail.reset.not'),
    ]),
  )
}

const nameOf = async (tx: PlatformTx, { accountId }: AccountMail): Promise<string | null> => {
  const [found] = await tx
    .select({ name: account.name })
    .from(account)
    .where(eq(account.id, accountId ?? ''))
  return found?.name ?? null
}

const confirmEmail: Composer = async (tx, { origin }, mail, now) => {
  const { accountId, to } = mail
  const name = await nameOf(tx, mail)
  if (!accountId || !name) return fail('no-account')
  const [taken] = await tx
    .select({ id: account.id })
    .from(account)
    .where(and(eq(sql`lower(${account.email})`, to.toLowerCase()), ne(account.id, accountId)))
  if (taken) return fail('taken')
  const t = translate(mail.language)
  const order = { accountId, kind: 'email', email: to, hours: EMAIL_CHANGE_HOURS } as const
  const token = mail.linked ? '' : await makeLink(tx, order, now)
  return sent(
    letter(mail, t('access:mail.emailChange.subject'), name, [
      t('access:mail.emailChange.text'),
      `${t('access:mail.emailChange.link')}\n${origin}/account/email/${token}`,
      t('access:mail.emailChange.not'),
    ]),
  )
}

/** News of what has been done, to whoever should object if he did not do it. */
const notice =
  (what: 'emailChanged' | 'passwordChanged'): Composer =>
  async (tx, { origin }, mail) => {
    const name = await nameOf(tx, mail)
    if (!name) return fail('no-account')
    const t = translate(mail.language)
    const body = [
      t(`access:mail.${what}.text`),
      t(`access:mail.${what}.not`, { link: `${origin}/password-reset` }),
    ]
    return sent(letter(mail, t(`access:mail.${what}.subject`), name, body))
  }

/** The account's second factor was taken away by somebody else: by whom, what follows, and what to do against it. */
const factorRemoved: Composer = async (tx, { origin }, mail) => {
  const name = await nameOf(tx, mail)
  if (!name) return fail('no-account')
  const { citySlug, language } = mail
  const [place] = citySlug
    ? await tx.select({ name: city.name }).from(city).where(eq(city.slug, citySlug))
    : []
  const t = translate(language)
  const body = [
    place
      ? t('access:mail.factorRemoved.byCity', { city: place.name })
      : t('access:mail.factorRemoved.byOperator'),
    t('access:mail.factorRemoved.then'),
    t('access:mail.factorRemoved.not', { link: `${origin}/password-reset` }),
  ]
  return ok({ mail: letter(mail, t('access:mail.factorRemoved.subject'), name, body), city: citySlug })
}

/**
 * What does not run, or runs again, as it was noticed at the moment of the mail. Of an outage that ended before the mail
 * could go out only the second is written.
 */
const schedules =
  (what: 'late' | 'back'): Composer =>
  async (tx, { origin, demo }, mail) => {
    const [owner] = await tx
      .select({ name: account.name, demo: account.demo })
      .from(account)
      .where(eq(account.id, mail.accountId ?? ''))
    if (!owner || (owner.demo && !demo)) return fail('no-account')
    const { name, expectedAt, noticedAt, endedAt } = scheduleOutage
    const outages = await tx
      .select({ name, expectedAt, endedAt })
      .from(scheduleOutage)
      .where(eq(what === 'late' ? noticedAt : endedAt, mail.createdAt))
      .orderBy(name)
    const told =
      mail.linked || what === 'back' ? outages : outages.filter((outage) => outage.endedAt === null)
    if (told.length === 0) return fail('over')
    const t = translate(mail.language)
    const at = (moment: Temporal.Instant) => deadline(moment, mail.language)
    const lines = told.map((outage) => {
      const title = isScheduleName(outage.name)
        ? t(`operator:schedule.${outage.name}.title`)
        : t('operator:schedules.worker')
      return `- ${t('access:mail.schedules.since', { title, ...at(outage.expectedAt) })}`
    })
    const body = [
      t(`access:mail.schedules.${what}`, at(mail.createdAt)),
      lines.join('\n'),
      t(`access:mail.schedules.${what}Then`, { link: `${origin}/operator` }),
    ]
    return sent(letter(mail, t(`access:mail.schedules.${what}Subject`), owner.name, body))
  }

const composers: Record<AccountMail['kind'], Composer> = {
  invitation: invite,
  reset,
  'email-change': confirmEmail,
  'email-changed': notice('emailChanged'),
  'password-changed': notice('passwordChanged'),
  'second-factor-removed': factorRemoved,
  'schedules-late': schedules('late'),
  'schedules-back': schedules('back'),
}
