import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { SubmitButton } from '../../kit/form/submit-button.tsx'
import { Section, Stack } from '../../kit/page.tsx'
import { useFormat } from '../../kit/use-format.ts'
import { useWords } from '../../kit/use-words.ts'
import { directionOf } from '../../letters/language.ts'
import type { TextVersion } from './queries.server.ts'
import type { TextKey } from './text-key.ts'

/** What the city said before, by whom and when; each can hold again. */
export function Versions({
  shown: { language },
  versions,
  today,
}: {
  shown: TextKey
  versions: readonly TextVersion[]
  today: string
}): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const newest = versions[0]?.version ?? 0
  return (
    <Section title={t('messages:texts.versions')} count={versions.length}>
      {versions.length === 0 ? <p className="k-quiet">{t('messages:texts.noVersions')}</p> : null}
      <Stack>
        {versions.map(({ version, template, note, madeAt, madeBy }) => (
          <details key={version} className="k-fold">
            <summary className="k-fold__head">
              <strong>{t('messages:texts.version', { version })}</strong>
              <span>{t('messages:texts.madeBy', { when: f.dayTime(madeAt), who: madeBy })}</span>
              {template ? null : <span>{t('messages:texts.wasDefault')}</span>}
              {version === newest ? <span>{t('messages:texts.holds')}</span> : null}
            </summary>
            <Stack>
              {note ? <p>{t('messages:texts.because', { note })}</p> : null}
              {template ? (
                <div className="k-said" lang={language} dir={directionOf(language)}>
                  {template.subject ? <p className="k-said__subject">{template.subject}</p> : null}
                  {template.text}
                </div>
              ) : (
                <p>{t('messages:texts.defaultHeld')}</p>
              )}
              {version === newest ? null : (
                <Form method="post">
                  <input type="hidden" name="basedOn" value={newest} />
                  <input type="hidden" name="version" value={version} />
                  <SubmitButton kind="secondary" name="intent" value="restore">
                    {t('messages:texts.restore', { version })}
                  </SubmitButton>
                </Form>
              )}
            </Stack>
          </details>
        ))}
      </Stack>
    </Section>
  )
}
