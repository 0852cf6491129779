import { type NumberLook, numberLook } from './formats.ts'
import { MOST_TEXT, WorkbookError } from './limits.ts'
import type { Package } from './package.ts'

export interface SheetPart {
  name: string
  part: string
}

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1)
const relationsOf = (part: string): string =>
  `${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`

interface Relation {
  type: string
  part: string
}

/** What a part points to, by id. Targets are relative to the part's folder, or start at the root with a slash. */
async function relations(pack: Package, part: string): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>()
  if (!pack.has(relationsOf(part))) return found
  await pack.read(relationsOf(part), {
    open(name, attribute) {
      const target = attribute('Target')
      if (name !== 'Relationship' || target === undefined) return
      const path = target.startsWith('/') ? target.slice(1) : folderOf(part) + target
      const type = attribute('Type') ?? ''
      found.set(attribute('Id') ?? '', { type: type.slice(type.lastIndexOf('/') + 1), part: path })
    },
  })
  return found
}

/** The sheets of a workbook that a person sees when she opens it, and what their cells refer to. */
export interface Book {
  sheets: SheetPart[]
  from1904: boolean
  strings: string[]
  looks: NumberLook[]
}

export async function openBook(pack: Package): Promise<Book> {
  const main = [...(await relations(pack, '')).values()].find(({ type }) => type === 'officeDocument')?.part
  // An .xlsb is a workbook too, in bytes of its own.
  if (main === undefined || !main.endsWith('.xml')) throw new WorkbookError('unreadable-workbook')
  const targets = await relations(pack, main)
  const listed: (SheetPart & { shown: boolean })[] = []
  let from1904 = false
  await pack.read(main, {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      const target = targets.get(attribute('id') ?? '')
      if (name !== 'sheet' || target?.type !== 'worksheet') return
      listed.push({
        name: attribute('name') ?? '',
        part: target.part,
        shown: (attribute('state') ?? 'visible') === 'visible',
      })
    },
  })
  const partOf = (type: string): string | undefined =>
    [...targets.values()].find((target) => target.type === type && pack.has(target.part))?.part
  const shown = listed.filter((sheet) => sheet.shown)
  return {
    sheets: shown.length > 0 ? shown : listed,
    from1904,
    strings: await sharedStrings(pack, partOf('sharedStrings')),
    looks: await numberLooks(pack, partOf('styles')),
  }
}

/** Texts that cells point to by number; phonetic readings beside them are no part of the text. */
async function sharedStrings(pack: Package, part: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (part === undefined) return strings
  let text = ''
  let all = 0
  let inText = false
  let phonetic = false
  await pack.read(part, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') inText = !phonetic
    },
    text(more) {
      if (inText) text += more
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        all += text.length
        if (all > MOST_TEXT) throw new WorkbookError('too-large-workbook')
        strings.push(text)
      }
    },
  })
  return strings
}

/** How numbers look, by the style number of a cell. */
async function numberLooks(pack: Package, part: string | undefined): Promise<NumberLook[]> {
  const looks: NumberLook[] = []
  if (part === undefined) return looks
  const codes = new Map<number, string>()
  let inCells = false
  await pack.read(part, {
    open(name, attribute) {
      const id = Number(attribute('numFmtId') ?? 0)
      if (name === 'numFmt') codes.set(id, attribute('formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) looks.push(numberLook(id, codes.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return looks
}
