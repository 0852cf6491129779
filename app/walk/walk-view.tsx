import { useSearchParams } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { LinkButton } from '../kit/button.tsx'
import { Frame } from '../kit/frame.tsx'
import { PageHeader, Stack } from '../kit/page.tsx'
import { EmptyState } from '../kit/panel.tsx'
import { useWords } from '../kit/use-words.ts'
import { DoorsView } from './doors-view.tsx'
import { GiveUp, OpenForm, TakeForm } from './pin-forms.tsx'
import { type Problem, useWalk, type WalkActions } from './use-walk.ts'
import './walk.css'

/** A round on the phone, without network. The page itself holds nobody's name: it comes from what the phone keeps. */
export function WalkView(): ReactNode {
  const { t } = useWords()
  const [walk, actions] = useWalk()
  if (walk.at === 'doors') return <DoorsView {...walk} actions={actions} />
  return (
    <Frame narrow>
      <Stack text>
        <PageHeader title={t('walk:page.title')} sub={t('walk:page.sub')} />
        <noscript>
          <Alert tone="warn" title={t('walk:page.script')} />
        </noscript>
        {walk.at === 'unable' ? (
          <Alert tone="danger" title={t('walk:page.unable')}>
            {t('walk:page.unableHelp')}
          </Alert>
        ) : null}
        {walk.at === 'shut' ? <Shut rounds={walk.rounds} problem={walk.problem} actions={actions} /> : null}
      </Stack>
    </Frame>
  )
}

interface ShutProps {
  rounds: Parameters<typeof OpenForm>[0]['found'][]
  problem: Problem | undefined
  actions: WalkActions
}

function Shut({ rounds, problem, actions }: ShutProps): ReactNode {
  const { t } = useWords()
  const [asked] = useSearchParams()
  const [city, round] = [asked.get('city'), asked.get('round')]
  const place = city && round ? `${city}/${round}` : undefined
  const here = rounds.find((one) => one.place === place)
  const shown = place ? rounds.filter((one) => one.place === place) : rounds
  return (
    <>
      {problem ? <ProblemAlert problem={problem} /> : null}
      {shown.map((found) => (
        <OpenForm key={found.place} found={found} actions={actions} />
      ))}
      {place && (!here || (!here.named && here.waiting === 0)) ? (
        <TakeForm place={place} actions={actions} />
      ) : null}
      {here?.waiting ? <GiveUp found={here} actions={actions} /> : null}
      {shown.length === 0 && !place ? (
        <EmptyState title={t('walk:page.none')}>{t('walk:page.noneHelp')}</EmptyState>
      ) : null}
    </>
  )
}

function ProblemAlert({ problem }: { problem: Problem }): ReactNode {
  const { t } = useWords()
  if (problem.kind === 'wrong')
    return <Alert tone="warn" title={t('walk:pin.wrong', { count: problem.left })} />
  return (
    <Alert tone="danger" title={t(`walk:problem.${problem.kind}`)}>
      {problem.kind === 'signed-out' ? (
        <LinkButton to="/sign-in" reloadDocument>
          {t('walk:problem.signIn')}
        </LinkButton>
      ) : null}
    </Alert>
  )
}
