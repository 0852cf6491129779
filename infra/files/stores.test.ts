import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HttpResponse, http } from 'msw'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { S3, s3Answers, s3Mock } from '../../tests/mocks/s3.ts'
import { folderStore } from './folder-store.ts'
import { s3Store } from './s3-store.ts'
import { type FileStore, removeFiles, StoreUnavailable } from './store.ts'

const KEY = '0a000000-0000-4000-8000-000000000001'
const OTHER = '0a000000-0000-4000-8000-000000000002'

async function keysOf(store: FileStore, city: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(city)) keys.push(key)
  return keys.sort()
}

let dataDir: string
beforeAll(() => s3Mock.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'partizipation-store-'))
})
afterEach(() => {
  s3Mock.resetHandlers()
  rmSync(dataDir, { recursive: true, force: true })
})
afterAll(() => s3Mock.close())

const STORES = [
  { kind: 'folder', open: () => folderStore(dataDir) },
  {
    kind: 's3',
    open: () => {
      s3Answers(2)
      return s3Store(S3)
    },
  },
] as const

describe.each(STORES)('a store on $kind', ({ kind, open }) => {
  it('says what it is', () => expect(open().kind).toBe(kind))

  it('gives back what it was given, city by city, and nothing it was not given', async () => {
    const store = open()
    const bytes = Buffer.from([0, 255, 13, 10, 128])
    await store.put('wuppertal', KEY, bytes)
    expect(await store.get('wuppertal', KEY)).toEqual(bytes)
    expect(await store.get('wuppertal', OTHER)).toBeUndefined()
    expect(await store.get('solingen', KEY)).toBeUndefined()
    expect(await keysOf(store, 'solingen')).toEqual([])
  })

  it('puts the second over the first, whole', async () => {
    const store = open()
    await store.put('wuppertal', KEY, Buffer.alloc(2000, 1))
    await store.put('wuppertal', KEY, Buffer.alloc(10, 2))
    expect(await store.get('wuppertal', KEY)).toEqual(Buffer.alloc(10, 2))
  })

  it('takes away one, also when it has gone, and a whole city without its neighbour', async () => {
    const store = open()
    for (const city of ['wuppertal', 'wuppertal-2'])
      for (const key of [KEY, OTHER, `${KEY}.x.part`, 'a', 'b']) await store.put(city, key, Buffer.from('x'))
    await store.delete('wuppertal', KEY)
    await store.delete('wuppertal', KEY)
    expect(await keysOf(store, 'wuppertal')).toEqual([`${KEY}.x.part`, OTHER, 'a', 'b'])
    await removeFiles(store, 'wuppertal')
    expect(await keysOf(store, 'wuppertal')).toEqual([])
    expect(await keysOf(store, 'wuppertal-2')).toHaveLength(5)
  })

  it.each(['../solingen', '..', '.', 'a/b', 'a\\b', '', 'A', '%2e%2e', 'a\0'])(
    'knows no name like %j',
    async (name) => {
      const store = open()
      await expect(async () => store.put(name, KEY, Buffer.from('x'))).rejects.toThrow('Not a name')
      await expect(async () => store.get('wuppertal', name)).rejects.toThrow('Not a name')
      await expect(async () => store.delete('wuppertal', name)).rejects.toThrow('Not a name')
      await expect(keysOf(store, name)).rejects.toThrow('Not a name')
    },
  )
})

describe('the folder', () => {
  it('is the city’s own, for the product alone, and holds nothing half-written', async () => {
    await folderStore(dataDir).put('wuppertal', KEY, Buffer.from('x'))
    const folder = join(dataDir, 'cities', 'wuppertal', 'files')
    expect(readdirSync(folder)).toEqual([KEY])
    expect(statSync(join(folder, KEY)).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('that cannot be written says so and leaves nothing', async () => {
    mkdirSync(join(dataDir, 'cities'))
    writeFileSync(join(dataDir, 'cities', 'wuppertal'), 'no folder')
    const store = folderStore(dataDir)
    await expect(store.put('wuppertal', KEY, Buffer.from('x'))).rejects.toThrow(StoreUnavailable)
    chmodSync(join(dataDir, 'cities', 'wuppertal'), 0o600)
    await expect(store.get('wuppertal', KEY)).rejects.toThrow(StoreUnavailable)
  })

  it('in which the place of the file is taken keeps no part of it', async () => {
    const folder = join(dataDir, 'cities', 'wuppertal', 'files')
    mkdirSync(join(folder, KEY, 'inside'), { recursive: true })
    await expect(folderStore(dataDir).put('wuppertal', KEY, Buffer.from('x'))).rejects.toThrow(
      StoreUnavailable,
    )
    expect(readdirSync(folder)).toEqual([KEY])
  })
})

describe('the S3 server', () => {
  it('is asked with the bucket in the path and a signature over the bytes', async () => {
    const objects = s3Answers()
    await s3Store(S3).put('wuppertal', KEY, Buffer.from('Zeugnis'))
    expect([...objects.keys()]).toEqual([`wuppertal/files/${KEY}`])
    await expect(
      s3Store({ ...S3, keyId: 'WRONG' }).put('wuppertal', OTHER, Buffer.from('x')),
    ).rejects.toThrow('answers 403')
    expect(objects.size).toBe(1)
  })

  it('that fails, hangs up or knows no bucket is a store that is not there', async () => {
    const store = s3Store(S3)
    const all = `${S3.url}/*`
    s3Mock.use(http.all(all, () => HttpResponse.error()))
    await expect(store.put('wuppertal', KEY, Buffer.from('x'))).rejects.toThrow(StoreUnavailable)
    s3Mock.use(http.all(all, () => new HttpResponse(null, { status: 503 })))
    await expect(store.get('wuppertal', KEY)).rejects.toThrow(StoreUnavailable)
    s3Mock.use(http.all(all, () => new HttpResponse(null, { status: 404 })))
    await expect(store.put('wuppertal', KEY, Buffer.from('x'))).rejects.toThrow(StoreUnavailable)
    await expect(keysOf(store, 'wuppertal')).rejects.toThrow(StoreUnavailable)
    s3Mock.use(http.all(all, () => HttpResponse.xml('<ListBucketResult><Contents>')))
    await expect(keysOf(store, 'wuppertal')).rejects.toThrow(StoreUnavailable)
  })
})
