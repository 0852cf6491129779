/** One bucket of a server that speaks S3, for msw: what is not signed as it should be is refused. */
import { createHash } from 'node:crypto'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'

export const S3 = {
  url: 'https://s3.stadt.example',
  bucket: 'dateien',
  keyId: 'AKIATEST',
  secret: 'geheim',
  region: 'eu-central-1',
}

export const s3Mock = setupServer()

const SIGNED =
  /^AWS4-HMAC-SHA256 Credential=AKIATEST\/\d{8}\/eu-central-1\/s3\/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*x-amz-content-sha256[a-z0-9;-]*, Signature=[0-9a-f]{64}$/

const isSigned = (request: Request, body: Buffer): boolean =>
  SIGNED.test(request.headers.get('Authorization') ?? '') &&
  request.headers.get('X-Amz-Content-Sha256') === createHash('sha256').update(body).digest('hex')

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** Listens with an empty bucket and answers what is in it. A page of its list has `pageLength` objects. */
export function s3Answers(pageLength = 1000): Map<string, Buffer> {
  const objects = new Map<string, Buffer>()
  const place = `${S3.url}/${S3.bucket}`
  const refused = () => new HttpResponse(null, { status: 403 })
  const keyOf = (request: Request): string => new URL(request.url).pathname.slice(`/${S3.bucket}/`.length)

  const list = (asked: URLSearchParams): string => {
    const keys = [...objects.keys()].filter((key) => key.startsWith(asked.get('prefix') ?? '')).sort()
    const from = Number(asked.get('continuation-token') ?? 0)
    const shown = keys.slice(from, from + pageLength)
    const more = from + pageLength < keys.length
    const contents = shown.map(
      (key) =>
        `<Contents><Key>${key}</Key><LastModified>2026-03-01T10:00:00.000Z</LastModified><Size>1</Size></Contents>`,
    )
    return `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="${NAMESPACE}"><IsTruncated>${more}</IsTruncated>${
      more ? `<NextContinuationToken>${from + pageLength}</NextContinuationToken>` : ''
    }${contents.join('')}</ListBucketResult>`
  }
  s3Mock.use(
    http.get(place, async ({ request }) => {
      if (!isSigned(request, Buffer.alloc(0))) return refused()
      return HttpResponse.xml(list(new URL(request.url).searchParams))
    }),
    http.put(`${place}/*`, async ({ request }) => {
      const body = Buffer.from(await request.arrayBuffer())
      if (!isSigned(request, body)) return refused()
      objects.set(keyOf(request), body)
      return new HttpResponse(null, { status: 200 })
    }),
    http.get(`${place}/*`, ({ request }) => {
      if (!isSigned(request, Buffer.alloc(0))) return refused()
      const found = objects.get(keyOf(request))
      return new HttpResponse(found && new Uint8Array(found), { status: found ? 200 : 404 })
    }),
    http.delete(`${place}/*`, ({ request }) => {
      if (!isSigned(request, Buffer.alloc(0))) return refused()
      objects.delete(keyOf(request))
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return objects
}
