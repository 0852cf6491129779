import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Which object of which city: bound into the sealed bytes, so that they open nowhere else. */
export interface ObjectName {
  city: string
  key: string
}

/** The bytes were changed, cut off, belong to another object or city, or the city's key is another one. */
export class BrokenFile extends Error {}

const NONCE = 12
const TAG = 16
const aboutOf = ({ city, key }: ObjectName): Buffer => Buffer.from(`partizipation file 1\n${city}\n${key}`)

/** AES-256-GCM under the city's key: nonce, encrypted bytes, tag. */
export function seal(cityKey: Buffer, name: ObjectName, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', cityKey, nonce, { authTagLength: TAG })
  cipher.setAAD(aboutOf(name))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** What was sealed, whole; throws BrokenFile, and then nothing of it was handed out. */
export function unseal(cityKey: Buffer, name: ObjectName, sealed: Buffer): Buffer {
  if (sealed.length < NONCE + TAG) throw new BrokenFile('Too short to be a sealed file')
  const decipher = createDecipheriv('aes-256-gcm', cityKey, sealed.subarray(0, NONCE), {
    authTagLength: TAG,
  })
  decipher.setAAD(aboutOf(name))
  decipher.setAuthTag(sealed.subarray(-TAG))
  const plain = decipher.update(sealed.subarray(NONCE, -TAG))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch (error) {
    throw new BrokenFile('The bytes are not those of this file', { cause: error })
  }
}
