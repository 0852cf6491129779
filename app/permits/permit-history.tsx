import type { ReactNode } from 'react'
import { Badge, type Tone } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Section } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { endOf, statusLabel } from './paper-words.ts'
import type { ExtensionLine } from './queries.server.ts'
import type { SeenTitle } from './rules/titles.ts'

interface PermitHistoryProps {
  titles: readonly SeenTitle[]
  extensions: readonly ExtensionLine[]
  today: string
  /** Address of the client's file. */
  file: string
}

const TONES: Record<'open' | 'granted' | 'refused', Tone> = { open: 'info', granted: 'ok', refused: 'danger' }

/** Every paper seen and every extension asked for. */
export function PermitHistory({ titles, extensions, today, file }: PermitHistoryProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  return (
    <div>
      <Section title={t('permits:history.titles')} count={titles.length}>
        <DataTable
          caption={t('permits:history.titles')}
          captionHidden
          rows={titles}
          rowKey={({ titleId }) => titleId}
          columns={[
            {
              key: 'wording',
              head: t('permits:wording'),
              rowHeader: true,
              cell: ({ wording, status }) => wording || statusLabel(status) || t('permits:statusUnknown'),
            },
            { key: 'until', head: t('permits:until'), cell: (title) => endOf(title, t, f) },
            { key: 'seen', head: t('permits:seenOn'), cell: ({ seenOn }) => f.date(seenOn) },
            {
              key: 'undo',
              head: t('permits:history.change'),
              action: true,
              cell: ({ titleId }) => (
                <TextLink to={`${file}/undo/title/${titleId}`}>{t('permits:history.takeBack')}</TextLink>
              ),
            },
          ]}
        />
      </Section>
      {extensions.length === 0 ? null : (
        <Section title={t('permits:history.extensions')} count={extensions.length}>
          <DataTable
            caption={t('permits:history.extensions')}
            captionHidden
            rows={extensions}
            rowKey={({ extensionId }) => extensionId}
            columns={[
              {
                key: 'applied',
                head: t('permits:history.appliedOn'),
                rowHeader: true,
                cell: ({ appliedOn }) => f.date(appliedOn),
              },
              {
                key: 'outcome',
                head: t('permits:history.outcome'),
                cell: ({ outcome }) => (
                  <Badge tone={TONES[outcome ?? 'open']}>{t(`permits:history.${outcome ?? 'open'}`)}</Badge>
                ),
              },
              {
                key: 'decided',
                head: t('permits:history.decidedOn'),
                cell: ({ decidedOn }) => decidedOn && f.date(decidedOn),
              },
              {
                key: 'until',
                head: t('permits:history.newUntil'),
                cell: ({ newTitle }) => newTitle && endOf(newTitle, t, f),
              },
            ]}
          />
        </Section>
      )}
    </div>
  )
}
