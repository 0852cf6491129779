import type { ReactNode } from 'react'
import { Panel } from '../kit/panel.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { ReplyLine } from './queries.server.ts'
import './replies.css'

/** What the client wrote back to short messages, the newest first. Nothing when he never did. */
export function RepliesPanel({
  replies,
  today,
}: {
  replies: readonly ReplyLine[]
  today: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  if (replies.length === 0) return null
  return (
    <Panel title={t('messages:replies.title')}>
      <ul className="replies">
        {replies.map(({ id, text, at }) => (
          <li key={id}>
            {/* In whatever language and direction it was written. */}
            <blockquote className="replies__text" dir="auto">
              {text}
            </blockquote>
            <p className="k-quiet">{f.dayTime(at)}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
