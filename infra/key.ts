import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The one secret of an installation. Every password and key below is derived from it or encrypted with it. */
export type RootKey = Buffer & { readonly rootKey: true }

const asRootKey = (hex: string): RootKey => Object.assign(Buffer.from(hex, 'hex'), { rootKey: true as const })

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** The key from the environment, else from `<dataDir>/key`, which is made on first use (mode 600). */
export function loadRootKey(env: { key: string | undefined; dataDir: string }): RootKey {
  if (env.key) return asRootKey(env.key)
  const path = join(env.dataDir, 'key')
  mkdirSync(env.dataDir, { recursive: true })
  try {
    // wx: of two processes that start at once, one writes and the other reads.
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
  const hex = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new Error(`${path} does not hold a key of 64 hexadecimal digits`)
  return asRootKey(hex)
}

/** 32 bytes for one purpose (HKDF-SHA256); another purpose's bytes say nothing about these. */
export const deriveKey = (root: RootKey, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', root, 'partizipation', purpose, 32))

/** A password for a database role that is known to every process holding the key and stored nowhere. */
export const derivePassword = (root: RootKey, purpose: string): string =>
  deriveKey(root, `password:${purpose}`).toString('base64url')

/** AES-256-GCM; the purpose is bound in, so that one city's secret cannot be passed off as another's. */
export function encrypt(root: RootKey, purpose: string, plain: string): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', deriveKey(root, `encrypt:${purpose}`), iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Throws when the bytes were changed or belong to another purpose. */
export function decrypt(root: RootKey, purpose: string, sealed: Buffer): string {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    deriveKey(root, `encrypt:${purpose}`),
    sealed.subarray(0, 12),
  )
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8')
}

const ofFiles = (slug: string): string => `city:${slug}:files`

/** A new key for a city's files, encrypted as it is kept. */
export const newFileKey = (root: RootKey, slug: string): Buffer =>
  encrypt(root, ofFiles(slug), randomBytes(32).toString('base64url'))

/** The 32 bytes of a city's kept key. Throws like `decrypt`. */
export const decryptFileKey = (root: RootKey, slug: string, sealed: Buffer): Buffer =>
  Buffer.from(decrypt(root, ofFiles(slug), sealed), 'base64url')
