import type { ReactNode } from 'react'
import { Frame } from '../kit/frame.tsx'
import { PageHeader } from '../kit/page.tsx'
import { useWords } from '../kit/use-words.ts'

export default function Start(): ReactNode {
  const { t } = useWords()
  return (
    <Frame>
      <PageHeader title={t('kit:app.name')} />
    </Frame>
  )
}
