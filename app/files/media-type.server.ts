import { documentIn } from './archive.server.ts'
import type { MediaType } from './rules.ts'
import { signatureOf } from './signatures.ts'

/** What the bytes are, whatever their name or their sender says; undefined for what is no document of ours. */
export async function mediaTypeOf(bytes: Uint8Array): Promise<MediaType | undefined> {
  const signature = signatureOf(bytes)
  switch (signature) {
    case undefined:
      return undefined
    case 'pdf':
      return 'application/pdf'
    case 'zip':
      return wordProcessed(await documentIn(bytes))
    default:
      return `image/${signature}`
  }
}

const wordProcessed = (found: 'docx' | 'odt' | undefined): MediaType | undefined =>
  found &&
  {
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' as const,
    odt: 'application/vnd.oasis.opendocument.text' as const,
  }[found]
