/**
 * Reads a paper of ours back: what a screen reader would be told, block by block. Tags, title and files come from pdf.js; the
 * text from the page itself, because pdf.js leaves out what the PDF says a cluster of letters means (ActualText).
 */
import { inflateSync } from 'node:zlib'
import { getDocumentProxy } from 'unpdf'

export interface Block {
  /** Tag: `H1`, `P`, `LBody`, `Figure` ... */
  role: string
  /** BCP 47, of the block or of what it stands in. */
  lang: string
  text: string
}

export interface ReadPaper {
  pages: number
  title: string | undefined
  language: string | undefined
  marked: boolean
  displayTitle: boolean
  /** The part of PDF/UA the file says it keeps. */
  uaPart: string | undefined
  files: Record<string, string>
  blocks: Block[]
}

interface Node {
  role?: string
  lang?: string
  alt?: string
  type?: string
  id?: string
  children?: Node[]
}

export async function readPaper(pdf: Buffer): Promise<ReadPaper> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const objects = objectsOf(pdf)
  const { info } = await document.getMetadata()
  const told = new Map(Object.entries(info))
  const language = told.get('Language')
  const title = told.get('Title')
  const blocks: Block[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const runs = runsOf(objects, page.ref?.num ?? 0)
    blocks.push(...blocksOf(await page.getStructTree(), runs, typeof language === 'string' ? language : ''))
  }
  const preferences: object = (await document.getViewerPreferences()) ?? {}
  const attached: Record<string, { content: Uint8Array }> = (await document.getAttachments()) ?? {}
  const files = Object.entries(attached)
  return {
    pages: document.numPages,
    title: typeof title === 'string' ? title : undefined,
    language: typeof language === 'string' ? language : undefined,
    marked: (await document.getMarkInfo())?.Marked === true,
    displayTitle: 'DisplayDocTitle' in preferences && preferences.DisplayDocTitle === true,
    uaPart: /<pdfuaid:part>(\d)</.exec(pdf.toString('latin1'))?.[1],
    files: Object.fromEntries(
      files.map(([name, { content }]) => [name, Buffer.from(content).toString('utf8')]),
    ),
    blocks,
  }
}

/** Inline tags belong to the block around them. */
const INLINE = ['Span', 'Strong', 'Em', 'Link', 'Lbl']

function blocksOf(root: Node | null, runs: Map<string, Run>, language: string): Block[] {
  const blocks: Block[] = []
  const walk = (node: Node, lang: string, within: Run[] | undefined): void => {
    if (node.type === 'content') {
      const run = runs.get(/mc(\d+)$/.exec(node.id ?? '')?.[1] ?? '')
      if (run) within?.push(run)
      return
    }
    const spoken = node.lang ?? lang
    if (within && INLINE.includes(node.role ?? '')) {
      for (const child of node.children ?? []) walk(child, lang, within)
      return
    }
    const own: Run[] = []
    const place = blocks.length
    for (const child of node.children ?? []) walk(child, spoken, own)
    const text = node.alt ?? inOrder(own, spoken)
    if (text) blocks.splice(place, 0, { role: node.role ?? '', lang: spoken, text })
  }
  if (root) walk(root, language, undefined)
  return blocks
}

/** What is drawn at once: a piece of a line in one font that runs in one direction. */
interface Run {
  x: number
  y: number
  text: string
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const OF_RIGHT_TO_LEFT = ['ar', 'fa', 'prs', 'ps', 'ckb', 'ur']

const rightwards = (line: readonly Run[]): string =>
  line
    .toSorted((a, b) => a.x - b.x)
    .map(({ text }) => text)
    .join('')

/** What has no letters, such as a full stop and the space after it, was drawn from the left too. */
const leftwards = (line: readonly Run[]): string =>
  line
    .toSorted((a, b) => b.x - a.x)
    .map(({ text }) => (/[\p{L}\p{N}]/u.test(text) ? text : [...text].toReversed().join('')))
    .join('')

/** Lines from the top; within a line pieces lie from left to right, and are read from the right in some languages. */
function inOrder(runs: readonly Run[], lang: string): string {
  const lines: Run[][] = []
  for (const run of runs) {
    const line = lines.at(-1)
    if (line && Math.abs((line[0]?.y ?? 0) - run.y) < 1) line.push(run)
    else lines.push([run])
  }
  const fromRight = OF_RIGHT_TO_LEFT.includes(lang)
  const text = lines.map((line) => (fromRight ? leftwards(line) : rightwards(line))).join(' ')
  return text
    .replace(/\u00ad /g, '')
    .replace(/[\u2066-\u2069\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** `12 0 obj ... endobj` by number; streams unpacked. */
function objectsOf(pdf: Buffer): Map<number, { head: string; stream: string }> {
  const source = pdf.toString('latin1')
  const objects = new Map<number, { head: string; stream: string }>()
  for (const found of source.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = found.index + found[0].length
    const begins = source.indexOf('stream\n', from)
    const ends = source.indexOf('\nendobj', from)
    const isStream = begins !== -1 && begins < ends
    const head = source.slice(from, isStream ? begins : ends)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const raw = isStream ? pdf.subarray(begins + 7, begins + 7 + length) : Buffer.alloc(0)
    const stream = (head.includes('/FlateDecode') ? inflateSync(raw) : raw).toString('latin1')
    objects.set(Number(found[1]), { head, stream })
  }
  return objects
}

const refIn = (text: string, name: string): number =>
  Number(new RegExp(`/${name} \\[?\\s*(\\d+) 0 R`).exec(text)?.[1] ?? Number.NaN)

/** Glyph -> letters, for each font by the name the page gives it. */
function fontsOf(objects: ReturnType<typeof objectsOf>, page: string): Map<string, Map<number, string>> {
  const resources = objects.get(refIn(page, 'Resources'))?.head ?? page
  const fonts = new Map<string, Map<number, string>>()
  const listed = /\/Font (?:<<([\s\S]*?)>>|(\d+) 0 R)/.exec(resources)
  const list = listed?.[1] ?? objects.get(Number(listed?.[2]))?.head ?? ''
  for (const [, name = '', ref] of list.matchAll(/\/(\w+) (\d+) 0 R/g)) {
    const cmap = objects.get(refIn(objects.get(Number(ref))?.head ?? '', 'ToUnicode'))?.stream ?? ''
    const letters = new Map<number, string>()
    for (const [, glyph = '', text = ''] of cmap.matchAll(/<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>/g))
      letters.set(Number.parseInt(glyph, 16), Buffer.from(text, 'hex').swap16().toString('utf16le'))
    fonts.set(name, letters)
  }
  return fonts
}

const TOKENS =
  /\/Lang <[^>]*>|\/MCID (\d+)|\/ActualText <FEFF([0-9a-fA-F]*)>|\b(BDC|BMC|EMC)\b|1 0 0 -1 ([\d.-]+) ([\d.-]+) cm|\/(\w+) [\d.]+ Tf|(?<!<)<([0-9a-fA-F]*)>/g

/** Every piece of a page by the number of its mark. */
function runsOf(objects: ReturnType<typeof objectsOf>, number: number): Map<string, Run> {
  const page = objects.get(number)?.head ?? ''
  const fonts = fontsOf(objects, page)
  const content = withoutEscapes(objects.get(refIn(page, 'Contents'))?.stream ?? '')
  const pieces = new Map<string, Piece>()
  const open: { mark?: string | undefined; instead?: string | undefined }[] = []
  let next: (typeof open)[number] = {}
  let letters: Map<number, string> | undefined
  let at = { x: 0, y: 0 }
  for (const [, mark, instead, word, x, y, font, shown] of content.matchAll(TOKENS)) {
    if (mark !== undefined) next = { mark }
    else if (instead !== undefined)
      next = { instead: Buffer.from(instead, 'hex').swap16().toString('utf16le') }
    else if (word === 'EMC') open.pop()
    else if (word !== undefined) {
      open.push(next)
      const { instead: text } = next
      if (text !== undefined) pieceOf(pieces, open, at)?.clusters.push(text)
      next = {}
    } else if (x !== undefined) at = { x: Number(x), y: Number(y) }
    else if (font !== undefined) letters = fonts.get(font)
    else if (shown !== undefined && !open.some((one) => one.instead !== undefined)) {
      const glyphs = Buffer.from(shown, 'hex')
      for (let from = 0; from < glyphs.length; from += 2)
        pieceOf(pieces, open, at)?.clusters.push(letters?.get(glyphs.readUInt16BE(from)) ?? '\ufffd')
    }
  }
  return new Map([...pieces].map(([mark, { x, y, clusters }]) => [mark, { x, y, text: joined(clusters) }]))
}

/** Glyphs lie from left to right, whichever way their script runs. */
const joined = (clusters: readonly string[]): string =>
  (clusters.some((one) => RIGHT_TO_LEFT.test(one)) ? clusters.toReversed() : clusters).join('')

interface Piece extends Omit<Run, 'text'> {
  clusters: string[]
}

function pieceOf(
  pieces: Map<string, Piece>,
  open: readonly { mark?: string | undefined }[],
  at: { x: number; y: number },
): Piece | undefined {
  const mark = open.find((one) => one.mark !== undefined)?.mark
  if (mark === undefined) return undefined
  const piece = pieces.get(mark) ?? { ...at, clusters: [] }
  pieces.set(mark, piece)
  return piece
}

const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** Strings in brackets, which may hold brackets and escapes, become strings of hexadecimal digits. */
function withoutEscapes(content: string): string {
  let written = ''
  let text: number[] = []
  let depth = 0
  for (let at = 0; at < content.length; at += 1) {
    const letter = content.charAt(at)
    if (letter === ')' && depth === 1) {
      depth = 0
      written += `<${Buffer.from(text).toString('hex')}>`
      text = []
    } else if (depth === 0) {
      if (letter === '(') depth = 1
      else written += letter
    } else if (letter === '\\') {
      const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0]
      const escaped = content.charAt(at + 1)
      text.push(octal ? Number.parseInt(octal, 8) : (ESCAPES[escaped] ?? escaped.charCodeAt(0)))
      at += octal?.length ?? 1
    } else {
      depth += letter === '(' ? 1 : letter === ')' ? -1 : 0
      text.push(letter.charCodeAt(0))
    }
  }
  return written
}
