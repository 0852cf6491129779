/** The link of a talk: which talk it is, and a seal that only who has the key can make. Nothing of it is kept. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey, type RootKey } from '../../../infra/key.ts'
import { uuidBytes, uuidOf } from '../../../infra/uuid-bytes.ts'
import type { LinkPlace } from '../../work-plans/links.server.ts'

const ID_BYTES = 16
const SEAL_BYTES = 16

const sealOf = (key: RootKey, citySlug: string, id: Buffer): Buffer =>
  createHmac('sha256', deriveKey(key, `talk-link:${citySlug}`))
    .update(id)
    .digest()
    .subarray(0, SEAL_BYTES)

/** 43 letters of base64url: the appointment's id and 128 bits of a seal, another in each city. */
export function talkToken(key: RootKey, citySlug: string, appointmentId: string): string {
  const id = uuidBytes(appointmentId)
  return Buffer.concat([id, sealOf(key, citySlug, id)]).toString('base64url')
}

/** The link as it goes into a message; the same talk has the same one, in however many messages. */
export const talkLink = ({ origin, key }: LinkPlace, citySlug: string, appointmentId: string): string =>
  `${origin}/m/${citySlug}/${talkToken(key, citySlug, appointmentId)}`

/** The appointment a token was made for. Undefined: it is none of this city, whatever else it may be. */
export function talkBehind(key: RootKey, citySlug: string, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  // A second spelling of the same bytes is no link of ours.
  if (bytes.length !== ID_BYTES + SEAL_BYTES || bytes.toString('base64url') !== token) return undefined
  const id = bytes.subarray(0, ID_BYTES)
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), sealOf(key, citySlug, id))) return undefined
  return uuidOf(id)
}
