import type { ReactNode } from 'react'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Section, Stack } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'

const PARTS = {
  accessibility: ['state', 'known', 'contact'],
  privacy: ['who', 'trail', 'cookies', 'rights'],
} as const

/** A statement everybody may read: a few sentences under plain headings. */
export function AccessibilityStatement(): ReactNode {
  const { t } = useWords()
  return (
    <Statement
      title={t('privacy:accessibility.title')}
      intro={t('privacy:accessibility.intro')}
      parts={PARTS.accessibility.map((part) => ({
        title: t(`privacy:accessibility.${part}`),
        text: t(`privacy:accessibility.${part}Text`),
      }))}
    />
  )
}

export function PrivacyStatement(): ReactNode {
  const { t } = useWords()
  return (
    <Statement
      title={t('privacy:privacy.title')}
      intro={t('privacy:privacy.intro')}
      parts={PARTS.privacy.map((part) => ({
        title: t(`privacy:privacy.${part}`),
        text: t(`privacy:privacy.${part}Text`),
      }))}
    />
  )
}

interface StatementProps {
  title: string
  intro: string
  parts: { title: string; text: string }[]
}

function Statement({ title, intro, parts }: StatementProps): ReactNode {
  return (
    <Frame narrow>
      <Stack text>
        <PageHeader title={title} sub={intro} />
        {parts.map((part) => (
          <Section key={part.title} title={part.title}>
            <p>{part.text}</p>
          </Section>
        ))}
      </Stack>
    </Frame>
  )
}
