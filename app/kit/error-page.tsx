import { isRouteErrorResponse } from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { Frame } from './frame.tsx'
import { PageContext } from './page-context.tsx'
import { useWords } from './use-words.ts'
import type { WordKey } from './words.ts'

interface Problem {
  status: number
  title: WordKey
  text: WordKey
}

const problems = {
  notFound: { status: 404, title: 'kit:problem.notFound.title', text: 'kit:problem.notFound.text' },
  forbidden: { status: 403, title: 'kit:problem.forbidden.title', text: 'kit:problem.forbidden.text' },
  noForm: { status: 400, title: 'kit:problem.noForm.title', text: 'kit:problem.noForm.text' },
  audit: { status: 503, title: 'kit:problem.audit.title', text: 'kit:problem.audit.text' },
  data: { status: 503, title: 'kit:problem.data.title', text: 'kit:problem.data.text' },
  failure: { status: 500, title: 'kit:problem.failure.title', text: 'kit:problem.failure.text' },
} satisfies Record<string, Problem>

/** Which sentence an error deserves. A 404 has one sentence, whatever its reason was. */
export function problemOf(error: unknown): Problem {
  if (!isRouteErrorResponse(error)) return problems.failure
  if (error.status === 404) return problems.notFound
  if (error.status === 401 || error.status === 403) return problems.forbidden
  if (error.status === 400) return problems.noForm
  if (error.status === 503) return error.data === 'audit' ? problems.audit : problems.data
  return problems.failure
}

/** An error as a page of its own, where no layout could be shown. */
export function ErrorPage({ error }: { error: unknown }): ReactNode {
  return (
    <Frame narrow>
      <ErrorView error={error} />
    </Frame>
  )
}

/** What happened and what to do now; inside a Frame, or on a page of its own. */
export function ErrorView({ error }: { error: unknown }): ReactNode {
  const { t } = useWords()
  const { incident } = useContext(PageContext)
  const problem = problemOf(error)
  return (
    <div className="k-problem" data-incident={incident}>
      <p className="k-problem__status">{t('kit:problem.status', { status: problem.status })}</p>
      <h1 className="k-head__title">{t(problem.title)}</h1>
      <p>{t(problem.text)}</p>
      {problem.status === 500 && incident ? (
        <p>
          {t('kit:problem.incident')} <strong className="k-problem__incident">{incident}</strong>
        </p>
      ) : null}
      <p className="k-problem__links">
        <a className="k-link" href="/">
          {t('kit:problem.home')}
        </a>
      </p>
    </div>
  )
}
