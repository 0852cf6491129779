import { resolve } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Clock, clockFrom, systemClock } from './clock.ts'
import type { S3Address } from './files/s3-store.ts'
import type { ClamAddress } from './files/scanner.ts'

const flag = z
  .enum(['0', '1', ''])
  .optional()
  .transform((value) => value === '1')
const absent = z.literal('').transform(() => undefined)
const optional = <T extends z.ZodType>(schema: T) => absent.or(schema).optional()

const domain = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'needs domains, with a comma between')

/** Of nobody: mail from it goes into the demo's outbox alone. */
const NO_DOMAIN = 'partizipation.example'

const S3 = ['FILES_S3_URL', 'FILES_S3_BUCKET', 'FILES_S3_KEY', 'FILES_S3_SECRET'] as const

const schema = z
  .object({
    NODE_ENV: optional(z.enum(['development', 'production', 'test'])),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: optional(z.string()),
    TRUSTED_PROXIES: z.string().min(1).default('loopback'),
    PARTIZIPATION_DATA: z.string().min(1).default('.data'),
    DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
    REDIS_URL: optional(z.url({ protocol: /^rediss?$/ })),
    PARTIZIPATION_URL: optional(z.url({ protocol: /^https?$/ })),
    PARTIZIPATION_KEY: optional(z.string().regex(/^[0-9a-f]{64}$/, 'needs 64 hexadecimal digits')),
    RESEND_API_KEY: optional(z.string()),
    RESEND_URL: optional(z.url()),
    RESEND_BATCH: z.coerce.number().int().min(1).max(100).default(100),
    RESEND_PER_SECOND: z.coerce.number().positive().max(1000).default(2),
    RESEND_ANSWER_MS: optional(z.coerce.number().int().min(1)),
    RESEND_WEBHOOK_SECRET: optional(
      z
        .string()
        .regex(
          /^whsec_[A-Za-z0-9+/=]+( +whsec_[A-Za-z0-9+/=]+)*$/,
          'needs whsec_…, several with a space between',
        ),
    ),
    MAIL_DOMAINS: z
      .string()
      .default('')
      .transform((list) => (list || NO_DOMAIN).split(',').map((domain) => domain.trim().toLowerCase()))
      .pipe(z.tuple([domain], domain)),
    SEVEN_API_KEY: optional(z.string()),
    SEVEN_URL: optional(z.url()),
    SEVEN_WEBHOOK_SECRET: optional(z.string()),
    DEMO: flag,
    PARTIZIPATION_NOW: optional(z.iso.datetime({ offset: true })),
    FILES_S3_URL: optional(z.url({ protocol: /^https?$/ })),
    FILES_S3_BUCKET: optional(z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}$/, 'is no name of a bucket')),
    FILES_S3_KEY: optional(z.string()),
    FILES_S3_SECRET: optional(z.string()),
    FILES_S3_REGION: z.string().min(1).default('us-east-1'),
    CLAMAV_URL: optional(z.url({ protocol: /^tcp$/ })),
  })
  // Half an address would keep files in the folder that somebody wants on the server.
  .superRefine((vars, context) => {
    const given = S3.filter((name) => vars[name] !== undefined)
    if (given.length === 0 || given.length === S3.length) return
    for (const name of S3.filter((name) => vars[name] === undefined))
      context.addIssue({ code: 'custom', path: [name], message: `is missing beside ${given[0]}` })
  })
type Vars = z.output<typeof schema>

/** Everything the process takes from outside, parsed once at its start. */
export interface Env {
  production: boolean
  port: number
  /** 127.0.0.1 in the demo; every interface otherwise, unless HOST says so. */
  host: string
  /** Addresses and networks whose X-Forwarded-For counts, as Express takes them: '10.0.0.0/8, loopback'. */
  trustedProxies: string
  dataDir: string
  databaseUrl: string | undefined
  redisUrl: string | undefined
  /** Where people reach the product, without a path; for links in mails. Undefined: nobody said so, and such mail waits. */
  origin: string | undefined
  /** Hexadecimal, 32 bytes; undefined = the key file in the data folder. */
  key: string | undefined
  resendApiKey: string | undefined
  /** Where Resend answers; only tests and the benchmark set it. */
  resendUrl: string | undefined
  /** Mails in one call: of one that nobody answers all are for people in the end. */
  resendBatch: number
  /** Calls the account may make in a second, all workers together: https://resend.com/docs/api-reference/rate-limit */
  resendPerSecond: number
  /** Milliseconds Resend is given to answer; only tests set it, in a demo. */
  resendAnswerMs?: number | undefined
  /** Any of them may have signed a report of Resend: two while one is being replaced. Empty: reports are not taken. */
  resendWebhookSecrets: readonly string[]
  /** From which mail may come, as they are verified at Resend; the first where a city has chosen none. */
  mailDomains: readonly [string, ...string[]]
  /** Of seven.io; undefined: short messages stay rows. */
  sevenApiKey: string | undefined
  /** Where seven.io answers; only tests set it. */
  sevenUrl: string | undefined
  /** Signing keys of the account at seven.io: two while one is being replaced. Empty: reports and replies are not taken. */
  sevenWebhookSecrets: readonly string[]
  demo: boolean
  clock: Clock
  /** Where files lie; undefined = in the data folder. */
  s3: S3Address | undefined
  /** Who looks through files before they are kept; undefined = nobody. */
  clamav: ClamAddress | undefined
}

export class EnvError extends Error {}

/** Never from a request: a Host header that somebody made up would end up in a mail. */
const originOf = (address: string | undefined): string | undefined => address && new URL(address).origin

const CLAMD_PORT = 3310

function clamOf({ CLAMAV_URL: address }: Vars): ClamAddress | undefined {
  if (address === undefined) return undefined
  const { hostname, port } = new URL(address)
  // Of an address of IPv6 without its brackets.
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || CLAMD_PORT) }
}

function s3Of(vars: Vars): S3Address | undefined {
  const { FILES_S3_URL: url, FILES_S3_BUCKET: bucket, FILES_S3_KEY: keyId, FILES_S3_SECRET: secret } = vars
  if (!url || !bucket || !keyId || !secret) return undefined
  return { url, bucket, keyId, secret, region: vars.FILES_S3_REGION }
}

/** Parses the environment; throws EnvError with one line that names every wrong variable. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = schema.safeParse(source)
  if (!parsed.success) {
    throw new EnvError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    )
  }
  const vars = parsed.data
  const demo = vars.DEMO
  return {
    production: vars.NODE_ENV === 'production',
    port: vars.PORT,
    host: vars.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0'),
    trustedProxies: vars.TRUSTED_PROXIES,
    dataDir: resolve(vars.PARTIZIPATION_DATA),
    databaseUrl: vars.DATABASE_URL,
    redisUrl: vars.REDIS_URL,
    origin: originOf(vars.PARTIZIPATION_URL ?? (demo ? `http://localhost:${vars.PORT}` : undefined)),
    key: vars.PARTIZIPATION_KEY,
    resendApiKey: vars.RESEND_API_KEY,
    resendUrl: vars.RESEND_URL,
    resendBatch: vars.RESEND_BATCH,
    resendPerSecond: vars.RESEND_PER_SECOND,
    resendAnswerMs: demo ? vars.RESEND_ANSWER_MS : undefined,
    resendWebhookSecrets: vars.RESEND_WEBHOOK_SECRET?.split(/ +/) ?? [],
    mailDomains: vars.MAIL_DOMAINS,
    sevenApiKey: vars.SEVEN_API_KEY,
    sevenUrl: vars.SEVEN_URL,
    sevenWebhookSecrets: vars.SEVEN_WEBHOOK_SECRET?.trim().split(/ +/) ?? [],
    demo,
    s3: s3Of(vars),
    clamav: clamOf(vars),
    clock:
      demo && vars.PARTIZIPATION_NOW ? clockFrom(Temporal.Instant.from(vars.PARTIZIPATION_NOW)) : systemClock,
  }
}
