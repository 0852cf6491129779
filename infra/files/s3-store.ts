import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { SaxesParser } from 'saxes'
import { Temporal } from 'temporal-polyfill'
import { checkNames, type FileStore, type StoredObject, StoreUnavailable } from './store.ts'

/** A server that speaks S3 and one bucket of it. */
export interface S3Address {
  /** Of the server, without the bucket: `https://s3.example.org`. */
  url: string
  bucket: string
  keyId: string
  secret: string
  region: string
}

const ANSWER_WITHIN_MS = 30_000
const RETRIES = 2

/** Objects `<slug>/files/<key>` of one bucket, addressed by path, which every server understands. */
export function s3Store({ url, bucket, keyId, secret, region }: S3Address): FileStore {
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    region,
    service: 's3',
    retries: RETRIES,
  })
  const place = `${url.replace(/\/$/, '')}/${bucket}`
  const addressOf = (city: string, key: string): string => {
    checkNames(city, key)
    return `${place}/${city}/files/${key}`
  }

  /** Throws StoreUnavailable for every answer but success and 404. */
  async function ask(method: string, address: string, body?: Buffer): Promise<Response> {
    const answer = await client
      .fetch(address, {
        method,
        // Signed with the request: what arrives changed on its way is refused.
        headers: {
          'X-Amz-Content-Sha256': createHash('sha256')
            .update(body ?? '')
            .digest('hex'),
        },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        ...(body && { body: new Uint8Array(body) }),
      })
      .catch((error: unknown) => {
        throw new StoreUnavailable('The S3 server does not answer', { cause: error })
      })
    if (answer.ok || answer.status === 404) return answer
    throw new StoreUnavailable(`The S3 server answers ${answer.status}`)
  }
  const bodyOf = (answer: Response): Promise<ArrayBuffer> =>
    answer.arrayBuffer().catch((error: unknown) => {
      throw new StoreUnavailable('The S3 server stopped in the middle', { cause: error })
    })

  return {
    kind: 's3',
    async put(city, key, bytes) {
      const answer = await ask('PUT', addressOf(city, key), bytes)
      if (!answer.ok) throw new StoreUnavailable('The S3 server knows no such bucket')
    },
    async get(city, key) {
      const answer = await ask('GET', addressOf(city, key))
      return answer.ok ? Buffer.from(await bodyOf(answer)) : undefined
    },
    async delete(city, key) {
      await ask('DELETE', addressOf(city, key))
    },
    async *list(city) {
      checkNames(city)
      const prefix = `${city}/files/`
      for (let next: string | null = ''; next !== null; ) {
        const asked: string = new URLSearchParams({
          'list-type': '2',
          prefix,
          ...(next && { 'continuation-token': next }),
        }).toString()
        const answer = await ask('GET', `${place}?${asked}`)
        if (!answer.ok) throw new StoreUnavailable('The S3 server knows no such bucket')
        const page = readListing(Buffer.from(await bodyOf(answer)).toString('utf8'), prefix)
        yield* page.objects
        next = page.next
      }
    },
  }
}

/** ListObjectsV2: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
function readListing(xml: string, prefix: string): { objects: StoredObject[]; next: string | null } {
  const objects: StoredObject[] = []
  const said = new Map<string, string>()
  let text = ''
  const parser = new SaxesParser()
  parser.on('opentag', () => {
    text = ''
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'Contents') objects.push(objectOf(said, prefix))
    else said.set(name, text)
  })
  try {
    parser.write(xml).close()
  } catch (error) {
    throw new StoreUnavailable('The S3 server lists in a way that cannot be read', { cause: error })
  }
  return {
    objects,
    next: said.get('IsTruncated') === 'true' ? (said.get('NextContinuationToken') ?? null) : null,
  }
}

const objectOf = (said: ReadonlyMap<string, string>, prefix: string): StoredObject => ({
  key: (said.get('Key') ?? '').slice(prefix.length),
  storedAt: Temporal.Instant.from(said.get('LastModified') ?? ''),
})
