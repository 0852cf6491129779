import { expect, it } from 'vitest'
import { keyFrom, newSalt, seal, unseal } from './vault.ts'

const round = { houses: [{ people: [{ name: 'Haile, Selam' }] }] }

it('gives back what it was given, to whoever has PIN and salt', async () => {
  const salt = newSalt()
  const sealed = await seal(await keyFrom('147258', salt), round)
  expect(await unseal(await keyFrom('147258', salt), sealed)).toEqual(round)
})

it('shows nothing of it, and never the same bytes twice', async () => {
  const key = await keyFrom('147258', newSalt())
  const [one, other] = [await seal(key, round), await seal(key, round)]
  expect(Buffer.from(one.data).toString('latin1')).not.toMatch(/Haile|Selam|name/)
  expect(Buffer.from(one.data).equals(Buffer.from(other.data))).toBe(false)
})

it('opens with no other PIN, no other salt, and not with one bit changed', async () => {
  const salt = newSalt()
  const key = await keyFrom('147258', salt)
  const sealed = await seal(key, round)
  await expect(unseal(await keyFrom('147259', salt), sealed)).rejects.toThrow()
  await expect(unseal(await keyFrom('147258', newSalt()), sealed)).rejects.toThrow()
  const bent = new Uint8Array(sealed.data.slice(0))
  bent[3] = (bent[3] ?? 0) ^ 1
  await expect(unseal(key, { ...sealed, data: bent.buffer })).rejects.toThrow()
})

it('hands nobody the key', async () => {
  const key = await keyFrom('147258', newSalt())
  expect(key.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
})
