import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { TextLink } from '../kit/button.tsx'
import { useWords } from '../kit/use-words.ts'
import { ASKED_AT, type FunderLine } from './rules/funder.ts'

interface FunderListProps {
  lines: readonly FunderLine[]
  /** Address of the client's page. */
  file: string
}

/** What the funder asks on entry, what of it is there, and the way to what is missing. */
export function FunderList({ lines, file }: FunderListProps): ReactNode {
  const { t } = useWords()
  const complete = lines.every(({ present }) => present)
  return (
    <>
      {complete ? <p>{t('assessments:funder.complete')}</p> : null}
      <ul className="talk-funder">
        {lines
          .toSorted((one, other) => Number(one.present) - Number(other.present))
          .map(({ item, present }) => {
            const page = ASKED_AT[item]
            return (
              <li key={item} className="talk-funder__line">
                <Badge tone={present ? 'ok' : 'warn'}>
                  {t(present ? 'assessments:funder.present' : 'assessments:funder.missing')}
                </Badge>
                <span>{t(`assessments:funder.item.${item}`)}</span>
                {present ? null : (
                  <TextLink to={page ? `${file}/${page}` : file}>
                    {t(page ? 'assessments:funder.ask' : 'assessments:funder.file')}
                    <span className="kern-sr-only">: {t(`assessments:funder.item.${item}`)}</span>
                  </TextLink>
                )}
              </li>
            )
          })}
      </ul>
      <p className="k-quiet">{t('assessments:funder.help')}</p>
    </>
  )
}
