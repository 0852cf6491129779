import type { ReactNode } from 'react'
import { Button } from '../../kit/button.tsx'
import { Panel } from '../../kit/panel.tsx'
import { useWords } from '../../kit/use-words.ts'
import type { Chosen } from './plan.server.ts'
import { ShareBar } from './share-bar.tsx'

/** How many people a part holds, and their shares beside the targets; the button counts where no script does. */
export function ChosenPanel({
  chosen: { people, houses, women, under27 },
  targets,
}: {
  chosen: Chosen
  targets: { women: number; under27: number }
}): ReactNode {
  const { t } = useWords()
  return (
    <Panel
      title={t('outreach:plan.chosen')}
      action={
        <Button small name="intent" value="count" formNoValidate>
          {t('outreach:plan.count')}
        </Button>
      }
    >
      <div className="k-stack" role="status">
        <p className="k-figure">
          <strong>{t('outreach:plan.people', { count: people })}</strong>{' '}
          {t('outreach:plan.houses', { count: houses })}
        </p>
        <ShareBar kind="women" count={women} base={people} target={targets.women} />
        <ShareBar kind="under27" count={under27} base={people} target={targets.under27} />
      </div>
    </Panel>
  )
}
