import { expect, it } from 'vitest'
import { asFile, pdfOf } from '../../tests/factories/documents.ts'
import { MOST_BYTES } from './rules.ts'
import { bytesOf, type Upload, withUpload } from './upload.server.ts'

const ADDRESS = 'http://localhost/c/wuppertal/clients/x/documents'

function sent(file: File, words: Record<string, string> = { title: 'Zeugnis' }): Request {
  const form = new FormData()
  for (const [name, value] of Object.entries(words)) form.append(name, value)
  form.append('file', file)
  return new Request(ADDRESS, { method: 'POST', body: form })
}
const read = (request: Request): Promise<Upload> => withUpload(request, async (upload) => upload)

it('a form comes with its words and the bytes of its file', async () => {
  const { form, whole } = await read(sent(asFile(pdfOf('Zeugnis'))))
  const file = form.get('file')
  expect(whole).toBe(true)
  expect(form.get('title')).toBe('Zeugnis')
  expect(file instanceof File && (await bytesOf(file))).toEqual(pdfOf('Zeugnis'))
})

it('the largest file fits', async () => {
  const { form, whole } = await read(sent(asFile(new Uint8Array(MOST_BYTES))))
  const file = form.get('file')
  expect([whole, file instanceof File && file.size]).toEqual([true, MOST_BYTES])
})

it('of a larger one only the beginning is kept: what was typed is there, and the rest is read and dropped', async () => {
  const boundary = 'grenze'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="title"\r\n\r\nZeugnis\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n`
  const piece = new Uint8Array(256 * 1024)
  const pieces = 4 * 60
  let asked = 0
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(Buffer.from(head)),
    pull(stream) {
      asked += 1
      if (asked > pieces) stream.close()
      else stream.enqueue(piece)
    },
  })
  const init = {
    method: 'POST',
    body,
    duplex: 'half' as const,
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  }
  const { form, whole } = await read(new Request(ADDRESS, init))
  const file = form.get('file')
  expect(whole).toBe(false)
  expect(asked).toBe(pieces + 1)
  expect(form.get('title')).toBe('Zeugnis')
  expect(file instanceof File && file.size).toBeLessThan(600 * 1024)
})

it('what is no form is answered with 400', async () => {
  const init = { method: 'POST', body: 'x', headers: { 'Content-Type': 'multipart/form-data; boundary=b' } }
  await expect(read(new Request(ADDRESS, init))).rejects.toMatchObject({ init: { status: 400 } })
  await expect(read(new Request(ADDRESS, { method: 'POST' }))).rejects.toMatchObject({
    init: { status: 400 },
  })
})

it('four are in memory at once, others wait unread; one that fails lets the next in', async () => {
  let [inside, most] = [0, 0]
  const ends: (() => void)[] = []
  const one = (nth: number) =>
    withUpload(sent(asFile(pdfOf(String(nth)))), async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise<void>((resolve) => ends.push(resolve))
      inside -= 1
      if (nth % 2 === 1) throw new Error('broken')
      return nth
    })
  const all = Promise.allSettled(Array.from({ length: 20 }, (_, nth) => one(nth)))
  let done = false
  void all.then(() => {
    done = true
  })
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve))
    ends.shift()?.()
  }
  expect((await all).filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  expect(most).toBeLessThanOrEqual(4)
  expect(most).toBeGreaterThan(1)
})
