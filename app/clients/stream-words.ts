import { KINDS } from '../counselling/rules.ts'
import { KINDS as DOCUMENTS } from '../files/rules.ts'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { kindOf } from '../undo/rules.ts'
import type { StreamEntry } from './stream.server.ts'

/** What is said otherwise of a group: a group is no follow-up. */
const OF_GROUP = [
  'appointment-booked',
  'appointment-moved',
  'appointment-cancelled',
  'attended',
  'late',
  'talk-not-held',
  'excused',
  'no-show',
] as const
const isOfGroup = (kind: string): kind is (typeof OF_GROUP)[number] => OF_GROUP.some((one) => one === kind)

/** The sentence of a line: words of ours and days as people say them. */
export function useSentences(today: string): (entry: Pick<StreamEntry, 'kind' | 'words'>) => string {
  const { t } = useWords()
  const f = useFormat(today)
  return ({ kind, words }) => {
    const act = kindOf(String(words.act))
    const document = DOCUMENTS.find((one) => one === words.document)
    const how = KINDS.find((one) => one === words.how)
    const values = {
      ...words,
      ...(words.when ? { when: f.dayTime(String(words.when)) } : {}),
      ...(words.until ? { until: f.date(String(words.until)) } : {}),
      ...(act ? { act: t(`undo:act.${act}`), date: f.date(String(words.date)) } : {}),
      ...(document ? { document: t(`files:kind.${document}`) } : {}),
      ...(how ? { how: t(`counselling:kind.${how}`) } : {}),
    }
    if (kind === 'counselled' && words.withWhom) return t('clients:timeline.counselledWith', values)
    if (words.group && isOfGroup(kind)) return t(`clients:timeline.inGroup.${kind}`, values)
    return t(`clients:timeline.${kind}`, values)
  }
}
