import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachment, fileNameOf, sizeOf } from './rules.ts'

const pdf = (title: string): string => fileNameOf({ title, mediaType: 'application/pdf' })

describe('the name of a download', () => {
  it.each([
    ['Anerkennung als Schneiderin', 'Anerkennung als Schneiderin.pdf'],
    ['Zeugnis.PDF', 'Zeugnis.PDF'],
    ['Zeugnis.pdf.exe', 'Zeugnis.pdf.exe.pdf'],
    ['../../etc/passwd', 'etc passwd.pdf'],
    ['C:\\Dateien\\a?', 'C Dateien a.pdf'],
    ['\u202efdp.exe', 'fdp.exe.pdf'],
    ['a\r\nSet-Cookie: x=1', 'a Set-Cookie x=1.pdf'],
    ['...', 'Dokument.pdf'],
    ['شهادة', 'شهادة.pdf'],
    ['x'.repeat(120), `${'x'.repeat(80)}.pdf`],
  ])('%j is %j', (title, name) => expect(pdf(title)).toBe(name))

  it('has the ending of the content, whatever the title says', () =>
    expect(fileNameOf({ title: 'Lebenslauf.docx', mediaType: 'image/png' })).toBe('Lebenslauf.docx.png'))

  it('stands in the header in ASCII and as it is', () =>
    expect(attachment('Schüler "1" 100%.pdf')).toBe(
      `attachment; filename="Schuler _1_ 100_.pdf"; filename*=UTF-8''Sch%C3%BCler%20%221%22%20100%25.pdf`,
    ))

  it('of any title is a header and says the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (title) => {
        const name = pdf(title)
        const header = attachment(name)
        expect(header).toMatch(
          /^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[A-Za-z0-9%!$&+.^_`|~-]+$/,
        )
        expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe(name)
        expect(new Headers({ 'Content-Disposition': header }).get('Content-Disposition')).toBe(header)
      }),
    )
  })
})

it('a size is what people say', () => {
  expect(sizeOf(10, 'de')).toBe('1\u00a0KB')
  expect(sizeOf(340 * 1024, 'de')).toBe('340\u00a0KB')
  expect(sizeOf(1.25 * 1024 * 1024, 'de')).toBe('1,3\u00a0MB')
  expect(sizeOf(1.25 * 1024 * 1024, 'en')).toBe('1.3\u00a0MB')
})
