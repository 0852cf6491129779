import type { ReactNode } from 'react'
import { Panel } from '../../kit/panel.tsx'
import { useWords } from '../../kit/use-words.ts'
import type { Preview } from './preview.ts'
import type { TextKey } from './text-key.ts'

/** How the text reads, in its own direction: as a mail, on a phone, on paper. */
export function PreviewPanel({
  shown: { channel, language },
  preview,
}: {
  shown: TextKey
  preview: Preview
}): ReactNode {
  const { t } = useWords()
  const { subject, text, dir, length } = preview
  return (
    <Panel title={t('messages:texts.preview')}>
      <div className={`k-said k-said--${channel}`} lang={language} dir={dir}>
        {channel === 'sms' ? null : <p className="k-said__subject">{subject}</p>}
        <pre className="k-said">{text}</pre>
      </div>
      <p className="k-quiet">
        {length
          ? t('messages:texts.length', {
              count: length.segments,
              letters: length.letters,
              room: length.room,
            })
          : t(
              language === 'de' || language === 'en'
                ? 'messages:texts.example'
                : 'messages:texts.exampleBelow',
            )}
      </p>
    </Panel>
  )
}
