import type { ReactNode } from 'react'
import { TextLink } from '../kit/button.tsx'
import { onTheWall } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import { languageName } from '../outreach/list/languages.ts'
import { DRAWING_BOX, isDrawing } from './rules/drawing.ts'
import { PARTIES } from './rules/signing.ts'
import type { SignatureView } from './sheet.server.ts'

/** Both signatures beside each other; a missing one shows its empty line. */
export function SignatureCards({
  signatures,
  today,
  documents,
}: {
  signatures: SignatureView[]
  today: string
  /** Address of the client's documents; left out where nobody may follow it. */
  documents?: string | undefined
}): ReactNode {
  const { t, locale } = useWords()
  const f = useFormat(today)
  return (
    <ul className="plan-signatures">
      {PARTIES.map((party) => {
        const signed = signatures.find((one) => one.party === party)
        return (
          <li key={party} className="plan-signature">
            <h3 className="plan-signature__party">{t(`work-plans:signature.${party}`)}</h3>
            <div className="plan-signature__field">{signed ? <Ink signed={signed} /> : null}</div>
            {signed ? (
              <p className="plan-signature__facts">
                <span className="plan-signature__name">
                  <Icon name="check" small />
                  {signed.name}
                </span>
                <span>
                  {t('work-plans:signature.at', {
                    when: `${f.date(onTheWall(signed.signedAt).date)}, ${f.time(signed.signedAt)}`,
                  })}
                </span>
                {signed.place ? (
                  <span>{t('work-plans:signature.place', { place: signed.place })}</span>
                ) : null}
                {signed.channel === 'tablet' ? null : (
                  <span>{t(`work-plans:signature.${signed.channel}`)}</span>
                )}
                {signed.sheetId && documents ? (
                  <TextLink to={`${documents}/${signed.sheetId}`}>{t('work-plans:signature.sheet')}</TextLink>
                ) : null}
                {signed.language && signed.party === 'client' ? (
                  <span>
                    {t('work-plans:signature.language', { language: languageName(signed.language, locale) })}
                  </span>
                ) : null}
                {signed.interpreter ? (
                  <span>{t('work-plans:signature.interpreter', { name: signed.interpreter })}</span>
                ) : null}
                {signed.method === 'typed' ? <span>{t('work-plans:signature.typed')}</span> : null}
                {signed.witness ? (
                  <span>{t('work-plans:signature.witness', { name: signed.witness })}</span>
                ) : null}
              </p>
            ) : (
              <p className="plan-signature__facts">{t('work-plans:signature.open')}</p>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Only path data of our own grammar is ever drawn, whatever lies in the row. */
function Ink({ signed }: { signed: SignatureView }): ReactNode {
  const { t } = useWords()
  if (signed.method !== 'drawn' || !signed.drawing || !isDrawing(signed.drawing))
    return <span className="plan-signature__typed">{signed.name}</span>
  return (
    <svg
      className="plan-signature__ink"
      viewBox={`0 0 ${DRAWING_BOX.width} ${DRAWING_BOX.height}`}
      role="img"
      aria-label={t('work-plans:signature.image', { name: signed.name })}
    >
      <path d={signed.drawing} />
    </svg>
  )
}
