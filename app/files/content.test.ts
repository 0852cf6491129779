import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { docxOf, heicOf, joined, jpegOf, odtOf, pdfOf, pngOf } from '../../tests/factories/documents.ts'
import { workbookOf, zipOf } from '../../tests/factories/workbook.ts'
import { mediaTypeOf } from './media-type.server.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const ODT = 'application/vnd.oasis.opendocument.text'
const text = (words: string): Uint8Array => new Uint8Array(Buffer.from(words, 'latin1'))

describe('a file is what its bytes are', () => {
  it.each([
    ['a PDF', pdfOf('Zeugnis'), 'application/pdf'],
    ['a PDF with something behind its end', joined(pdfOf('Zeugnis'), '\r\n\0\0'), 'application/pdf'],
    ['a JPEG', jpegOf(), 'image/jpeg'],
    ['a PNG', pngOf(), 'image/png'],
    ['a HEIC', heicOf(), 'image/heic'],
    ['a HEIC by its compatible brand', heicOf('heix'), 'image/heic'],
    ['a DOCX', docxOf(), DOCX],
    ['an ODT', odtOf(), ODT],
  ])('%s', async (_what, bytes, type) => expect(await mediaTypeOf(bytes)).toBe(type))

  it.each([
    ['nothing', text('')],
    ['HTML', text('<!DOCTYPE html><script>alert(1)</script>')],
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a program of Windows', text('MZ\x90\x00\x03')],
    ['a program of Linux', text('\x7fELF\x02\x01\x01')],
    ['a script', text('#!/bin/sh\nrm -rf /')],
    ['GIF, which is none of ours', text('GIF89a')],
    ['AVIF, which is none of ours', heicOf('avif')],
    ['a PDF cut off', pdfOf('Zeugnis').subarray(0, 200)],
    ['a PNG cut off', pngOf().subarray(0, 30)],
    ['a zip of something', zipOf({ 'liste.csv': 'a;b' })],
    ['a workbook', workbookOf([{ name: 'Liste', rows: [['a']] }])],
    ['a broken zip', docxOf().subarray(0, 100)],
  ])('%s is refused', async (_what, bytes) => expect(await mediaTypeOf(bytes)).toBeUndefined())

  it.each([
    ['a PDF that is a zip too', joined(pdfOf('Zeugnis'), docxOf())],
    ['a picture that is a zip too', joined(jpegOf(), zipOf({ 'run.js': 'x' }))],
    ['a picture that is a PDF too', joined(jpegOf(), pdfOf('x'))],
    ['a PDF that begins with HTML', joined('%PDF-1.4\n<html><script>alert(1)</script>\n', pdfOf('x'))],
    ['HTML with a PDF behind it', joined('<html>', pdfOf('x'))],
    ['a PNG with something behind its end', joined(pngOf(), '<script>alert(1)</script>')],
  ])('%s is two things, and refused', async (_what, bytes) =>
    expect(await mediaTypeOf(bytes)).toBeUndefined(),
  )

  it.each([
    ['macros of Word', docxOf({ 'word/vbaProject.bin': 'x' })],
    ['macros of LibreOffice', odtOf({ 'Basic/Standard/Module1.xml': 'x' })],
    ['a program', docxOf({ 'word/embeddings/setup.EXE': 'MZ' })],
  ])('a document with %s is refused', async (_what, bytes) =>
    expect(await mediaTypeOf(bytes)).toBeUndefined(),
  )

  it.each([
    ['is larger than a memory', docxOf({ 'word/media/a.bin': '\0'.repeat(101 * 1024 * 1024) })],
    ['says that it is', docxOf({}, { 'word/document.xml': 4_000_000_000 })],
    [
      'is larger than it says',
      docxOf({ 'word/media/a.bin': '\0'.repeat(1_000_000) }, { 'word/media/a.bin': 10 }),
    ],
    [
      'has more parts than any',
      docxOf(Object.fromEntries(Array.from({ length: 2001 }, (_, nth) => [`a/${nth}`, '']))),
    ],
  ])('a document that %s when unpacked is refused', async (_what, bytes) =>
    expect(await mediaTypeOf(bytes)).toBeUndefined(),
  )

  it('whatever the bytes are, there is an answer', async () => {
    const seeds = [pdfOf('x'), jpegOf(), pngOf(), heicOf(), docxOf(), odtOf()]
    const bent = fc
      .record({
        seed: fc.constantFrom(...seeds),
        changes: fc.array(fc.record({ at: fc.nat(2000), to: fc.integer({ min: 0, max: 255 }) }), {
          maxLength: 8,
        }),
        cut: fc.nat(2000),
      })
      .map(({ seed, changes, cut }) => {
        const bytes = new Uint8Array(seed)
        for (const { at, to } of changes) bytes[at % bytes.length] = to
        return bytes.subarray(0, Math.max(1, bytes.length - (cut % 40)))
      })
    await fc.assert(
      fc.asyncProperty(fc.oneof(bent, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
        await mediaTypeOf(bytes)
      }),
      { numRuns: 2000 },
    )
  })
})
