import { createHash } from 'node:crypto'
import { redirect } from '@remix-run/node'
import type { CityAccess } from '../../db/act.ts'
import { filesOf } from '../../db/files.ts'
import { BrokenFile } from '../../infra/files/sealed.ts'
import { StoreUnavailable } from '../../infra/files/store.ts'
import { act } from '../access/act.server.ts'
import { noSuchFile } from '../people/merged-file.server.ts'
import { documentOf, type StandingDocument } from './queries.server.ts'
import { attachment, fileNameOf, type Unopened } from './rules.ts'

/**
 * A document as a download that no browser shows as a page of ours. Throws the 404 of every page for what is none of
 * this client, or the way to the file it has gone into; what does not open leads back to the list, which says so.
 */
export async function downloadOf(
  access: CityAccess<'staff'>,
  request: Request,
  clientId: string,
  documentId: string,
): Promise<Response> {
  const purpose = { action: 'export', subject: 'document', subjectId: clientId } as const
  const found = await act(access, purpose, async ({ db }) => {
    const known = await documentOf(db, clientId, documentId)
    if (!known) throw await noSuchFile(db, request, clientId)
    return known
  })
  const bytes = await bytesOf(access, found)
  if (typeof bytes === 'string') {
    const list = `/c/${access.city.slug}/clients/${clientId}/documents`
    return redirect(`${list}?unopened=${documentId}&because=${bytes}`, 303)
  }
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': found.mediaType,
      'Content-Length': String(bytes.length),
      'Content-Disposition': attachment(fileNameOf(found)),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'no-store',
    },
  })
}

async function bytesOf(
  access: CityAccess<'staff'>,
  { storeKey, sha256, id }: StandingDocument,
): Promise<Buffer | Unopened> {
  try {
    const bytes = await filesOf(access).open(storeKey)
    if (!createHash('sha256').update(bytes).digest().equals(sha256))
      throw new BrokenFile('Opened, and yet not what was uploaded')
    return bytes
  } catch (error) {
    if (!(error instanceof BrokenFile || error instanceof StoreUnavailable)) throw error
    console.info(`files: ${access.city.slug} ${id}: ${error.message}`)
    return error instanceof BrokenFile ? 'broken' : 'no-store'
  }
}
