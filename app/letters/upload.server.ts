import { formOf } from '../kit/form/form-of.server.ts'
import { fail, ok, type Result } from '../kit/result.ts'
import { MOST_LOGO_BYTES } from './logo.ts'

/** A form with a picture is not read when it is larger than the picture may be with all other fields. */
const MOST_FORM_BYTES = MOST_LOGO_BYTES + 50 * 1024

/** The form and its picture; no bytes where none was chosen. */
export async function readLogoForm(
  request: Request,
): Promise<Result<{ form: FormData; bytes: Buffer }, 'too-large'>> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MOST_FORM_BYTES) return fail('too-large')
  const form = await formOf(request)
  const file = form.get('file')
  const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0)
  return ok({ form, bytes })
}
