import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../outreach/list/languages.ts'
import { CATALOGUE_LANGUAGES, catalogueFor, catalogueLanguage, sentencesOf } from './catalogue.ts'
import { PARTS } from './catalogue-parts.ts'
import { catalogueDigest } from './digest.server.ts'
import { directionOf, fill } from './language.ts'
import { letterheadLines, plainLetterhead } from './letterhead.ts'
import { readLogo } from './logo.ts'
import { qrPng } from './qr.ts'

const gaps = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()

describe('the catalogues', () => {
  it('are those the issue names', () =>
    expect(CATALOGUE_LANGUAGES.join(' ')).toBe('de en fr ar fa prs ps ckb kmr tr ti uk ru sq sr-Latn so'))

  it.each(CATALOGUE_LANGUAGES)('say in %s everything that the German says, with the same gaps', (tag) => {
    const said = sentencesOf(catalogueFor(tag))
    const german = sentencesOf(catalogueFor('de'))
    expect(said.map(([key, text]) => [key, text.trim() === text && text.length > 0, gaps(text)])).toEqual(
      german.map(([key, text]) => [key, true, gaps(text)]),
    )
  })

  it('are read through part by part, none left out', () =>
    expect([...PARTS].sort()).toEqual(Object.keys(catalogueFor('de')).sort()))

  it('are read by speakers of other languages: Romani and Bosnian in Serbian, the rest in English', () => {
    const elsewhere = Object.keys(LANGUAGES).filter((tag) => catalogueLanguage(tag) !== tag)
    expect(Object.fromEntries(elsewhere.map((tag) => [tag, catalogueLanguage(tag)]))).toEqual({
      ...{ rom: 'sr-Latn', bs: 'sr-Latn' },
      ...Object.fromEntries(['ur', 'am', 'mk', 'es', 'ka'].map((tag) => [tag, 'en'])),
    })
    expect([catalogueLanguage(null), catalogueLanguage('xx')]).toEqual(['en', 'en'])
  })

  it('have a digest each, of what they say', () => {
    const digests = CATALOGUE_LANGUAGES.map(catalogueDigest)
    expect(new Set(digests).size).toBe(CATALOGUE_LANGUAGES.length)
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('a sentence', () => {
  it('keeps the direction of what is put in where one of them runs from the right', () => {
    expect(fill('اتصل: {phone}', { phone: '0202 1' })).toBe('اتصل: \u20680202 1\u2069')
    expect(fill('für {name}', { name: 'عمر' })).toBe('für \u2068عمر\u2069')
    expect(fill('für {name}, {x}', { name: 'Omar' })).toBe('für Omar, {x}')
  })
  it('runs as its language does', () =>
    expect(CATALOGUE_LANGUAGES.filter((tag) => directionOf(tag) === 'rtl')).toEqual([
      'ar',
      'fa',
      'prs',
      'ps',
      'ckb',
    ]))
})

describe('a letterhead', () => {
  it('has a line for what is set, and none for what is not', () => {
    const plain = plainLetterhead('Stadt Muster')
    expect(letterheadLines(plain)).toEqual([])
    expect(letterheadLines({ ...plain, town: 'Muster', phone: '1', web: 'muster.example' })).toEqual([
      'Muster',
      'Tel. 1',
      'muster.example',
    ])
  })
})

describe('a logo', () => {
  const jpeg = (height: number, width: number): Buffer =>
    Buffer.from([
      ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8],
      ...[height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0, 0xff, 0xd9],
    ])
  it('is a JPEG by its frame, whatever comes before it', () => {
    expect(readLogo(jpeg(40, 120))).toMatchObject({ ok: true, value: { kind: 'jpeg' } })
    expect(readLogo(jpeg(40, 2001))).toMatchObject({ error: 'too-many-pixels' })
    expect(readLogo(jpeg(0, 10))).toMatchObject({ error: 'no-picture' })
    for (let length = 1; length < 16; length += 1)
      expect(readLogo(jpeg(40, 120).subarray(0, length))).toMatchObject({ error: 'no-picture' })
  })
})

describe('a QR code', () => {
  it('is a picture that prints, with a quiet zone of two squares', () => {
    const png = qrPng('https://partizipation.example/v/1')
    expect(readLogo(png)).toMatchObject({ ok: true, value: { kind: 'png' } })
    const side = png.readUInt32BE(16)
    const length = png.readUInt32BE(33)
    const lines = inflateSync(png.subarray(41, 41 + length))
    const at = (x: number, y: number): number | undefined => lines[y * (side + 1) + 1 + x]
    expect([at(0, 0), at(1, 1), at(2, 2), at(8, 2), at(9, 2)]).toEqual([255, 255, 0, 0, 255])
  })
})
