import type { ReactNode } from 'react'
import { Badge } from '../../kit/badge.tsx'
import { useWords } from '../../kit/use-words.ts'
import type { Asked } from '../queries.server.ts'

interface AgreedProps {
  agreed: boolean
}

/** Whether she has said yes. */
export function AgreedBadge({ agreed }: AgreedProps): ReactNode {
  const { t } = useWords()
  return (
    <Badge tone={agreed ? 'ok' : 'warn'}>
      {t(agreed ? 'follow-ups:interpreters.agreed' : 'follow-ups:interpreters.asked')}
    </Badge>
  )
}

/** Who translates in a talk, how, and whether she has said yes; null: nobody yet. */
export function InterpretingFact({ asked }: { asked: Asked | null }): ReactNode {
  const { t } = useWords()
  if (!asked) return <Badge tone="warn">{t('follow-ups:interpreters.nobodyYet')}</Badge>
  return (
    <>
      {asked.name}, {t(`follow-ups:interpreters.mode.${asked.mode}`)} <AgreedBadge agreed={asked.agreed} />
    </>
  )
}
