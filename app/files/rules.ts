/** What a document may be, and under which name it leaves. */
import type { DOCUMENT_KINDS, MEDIA_TYPES } from '../../db/city/schema/files.ts'

export const KINDS = [
  'signed-plan',
  'certificate',
  'cv',
  'identity',
  'other',
] as const satisfies typeof DOCUMENT_KINDS
export type DocumentKind = (typeof KINDS)[number]
export type MediaType = (typeof MEDIA_TYPES)[number]

/** 10 MB: a scan of twenty pages, a photo of any phone. */
export const MOST_BYTES = 10 * 1024 * 1024

const ENDINGS = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.oasis.opendocument.text': 'odt',
} as const satisfies Record<MediaType, string>
export const endingOf = (type: MediaType): (typeof ENDINGS)[MediaType] => ENDINGS[type]

/** For the field a file is chosen by; a phone offers its camera. What counts is the content. */
export const ACCEPT = [...Object.keys(ENDINGS), ...Object.values(ENDINGS).map((ending) => `.${ending}`)].join(
  ',',
)

/** Why a file is not kept. Each has its sentence. */
export type FileRefusal = 'missing' | 'too-large' | 'wrong-type' | 'infected' | 'not-scannable' | 'not-stored'
export type DocumentRefusal = FileRefusal | 'already-saved'

const LONGEST_NAME = 80
/** What no file system takes, and marks that turn the direction of writing: `fdp.exe` must not read as a PDF. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}"*/:<>?\\|]+/gu

/** `Zeugnis Bauhof.pdf`: the title as a name that every system takes, with the ending of the content. */
export function fileNameOf({ title, mediaType }: { title: string; mediaType: MediaType }): string {
  const bare = title
    .replace(UNSAFE, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
  const short = [...bare]
    .slice(0, LONGEST_NAME)
    .join('')
    .replace(/[. ]+$/, '')
  const ending = `.${endingOf(mediaType)}`
  return short.toLowerCase().endsWith(ending) ? short : `${short || 'Dokument'}${ending}`
}

/** RFC 6266: a name in ASCII for old browsers, and the true one as RFC 8187 writes it. */
export function attachment(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[%"\\]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** Why a document does not open. Each has its sentence. */
export const UNOPENED = ['broken', 'no-store'] as const
export type Unopened = (typeof UNOPENED)[number]

/** `340 KB`, `1,2 MB`: as people read a size, the decimal sign of the language. */
export function sizeOf(bytes: number, locale: 'de' | 'en'): string {
  const mega = bytes / (1024 * 1024)
  const [value, unit, digits] = mega >= 1 ? [mega, 'MB', 1] : [Math.max(1, bytes / 1024), 'KB', 0]
  return `${value.toLocaleString(locale, { maximumFractionDigits: digits })}\u00a0${unit}`
}
