import type { StaffDb } from '../../../db/handles.ts'
import type { HeaderQuestion } from '../list/headers.ts'
import { matches, PREVIEW_FILTERS, type PreviewFilter, type PreviewRow } from '../list/preview.ts'
import type { FileProblem } from '../list/reading/read-file.ts'
import type { ColumnView } from '../list/table.ts'
import { lastRounds } from '../rounds/queries.server.ts'
import { type Progress, progressOf } from './progress.server.ts'
import { stageOf } from './stage.server.ts'
import { draftOf, previewRows, wasTaken } from './store.server.ts'

/** Rows of the preview on one page. */
const PAGE = 50

export interface PreviewPage {
  kind: 'preview'
  fingerprint: string
  outdated: boolean
  rows: number
  counts: Record<PreviewFilter, number>
  filter: PreviewFilter | null
  /** Rows that match, and the first of them on this page (from 0). */
  matching: number
  from: number
  next: number | null
  shown: (PreviewRow & { excluded: boolean })[]
  excluded: { created: number; updated: number }
  views: ColumnView[]
  /** Rounds that run, into which the list's people can go. */
  rounds: { id: string; name: string }[]
}

export type DraftPage =
  | { kind: 'gone' }
  | { kind: 'taken' }
  | { kind: 'unread' }
  | { kind: 'refused'; problem: FileProblem }
  | ({ kind: 'working' } & Progress)
  | { kind: 'which-sheet'; sheets: { name: string; rows: number }[]; programmeName: string }
  | {
      kind: 'which-columns'
      questions: HeaderQuestion[]
      views: ColumnView[]
      headerLine: number | null
      programmeName: string
    }
  | (PreviewPage & { programmeName: string })

/**
 * What the page of a list on its way in shows: the next question, how far the work is, or the preview.
 *
 * @param query `show` one kind of row, `from` a row of these, `columns` to change what the columns are
 */
export async function draftPage(
  db: StaffDb,
  slug: string,
  id: string,
  query: URLSearchParams,
): Promise<DraftPage> {
  // Asked first: whoever watches the bar moves no file.
  const progress = progressOf(slug, id)
  if (progress) return { kind: 'working', ...progress }
  const draft = await draftOf(db, id)
  if (!draft) return { kind: (await wasTaken(db, id)) ? 'taken' : 'gone' }
  const { programmeName } = draft
  if (draft.preview && draft.fingerprint && !query.has('columns')) {
    const rows = await previewRows(draft.preview)
    const stage = await stageOf(db, draft)
    const views = stage.kind === 'settled' ? stage.views : []
    const rounds = (await lastRounds(db))
      .filter(({ status }) => status === 'open')
      .map(({ id: roundId, name }) => ({ id: roundId, name }))
    const shown = { ...pageOf(rows, draft.excluded, query), views, programmeName, rounds }
    return { ...shown, fingerprint: draft.fingerprint, outdated: draft.outdated }
  }
  const stage = await stageOf(db, draft)
  if (stage.kind === 'unread' || stage.kind === 'refused') return stage
  if (stage.kind === 'settled')
    return { kind: 'which-columns', questions: [], views: stage.views, headerLine: null, programmeName }
  return { ...stage, programmeName }
}

function pageOf(rows: readonly PreviewRow[], excluded: readonly number[], query: URLSearchParams) {
  const out = new Set(excluded)
  const filter = PREVIEW_FILTERS.find((one) => one === query.get('show')) ?? null
  const matching = filter ? rows.filter((row) => matches(row, filter)) : rows
  const asked = Number(query.get('from') ?? 0)
  const from = Number.isInteger(asked) && asked > 0 && asked < matching.length ? asked : 0
  const count = (one: PreviewFilter): number => rows.filter((row) => matches(row, one)).length
  const left = (outcome: 'created' | 'updated'): number =>
    rows.filter((row) => row.outcome === outcome && out.has(row.line)).length
  return {
    kind: 'preview' as const,
    rows: rows.length,
    counts: {
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged'),
      duplicate: count('duplicate'),
      rejected: count('rejected'),
      remarked: count('remarked'),
    },
    filter,
    matching: matching.length,
    from,
    next: from + PAGE < matching.length ? from + PAGE : null,
    shown: matching.slice(from, from + PAGE).map((row) => ({ ...row, excluded: out.has(row.line) })),
    excluded: { created: left('created'), updated: left('updated') },
  }
}
