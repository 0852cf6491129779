import { formOf } from '../../kit/form/form-of.server.ts'
import { fail, ok, type Result } from '../../kit/result.ts'

const MOST_BYTES = 20 * 1024 * 1024

/** The list and the programme of an upload form. Larger than 20 MB is no list of people of one city. */
export async function readUpload(
  request: Request,
): Promise<Result<{ bytes: Uint8Array; programme: string }, 'missing' | 'too-large'>> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MOST_BYTES) return fail('too-large')
  const form = await formOf(request)
  const file = form.get('file')
  const programme = form.get('programme')
  if (!(file instanceof File) || file.size === 0) return fail('missing')
  if (file.size > MOST_BYTES) return fail('too-large')
  return ok({
    bytes: new Uint8Array(await file.arrayBuffer()),
    programme: typeof programme === 'string' ? programme : '',
  })
}
