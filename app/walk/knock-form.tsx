import { type FormEvent, type ReactNode, useId } from 'react'
import { Button } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { SelectField } from '../kit/form/select-field.tsx'
import { useWords } from '../kit/use-words.ts'
import { LANGUAGES } from '../outreach/list/languages.ts'
import type { Visit } from './round.ts'

const ONE_TAP = ['nobody-home', 'spoke-to-other', 'interested', 'declined'] as const
const PLAIN = ['moved', 'wrong-address', 'deceased'] as const

type Knock = Omit<Visit, 'id' | 'occurredAt' | 'personId'>

interface KnockFormProps {
  name: string
  /** Whether the rarer answers are in sight. */
  more: boolean
  onMore(): void
  onKnock(knock: Knock): void
}

/** How it was at one door: the four usual answers with one tap, the others behind "More". */
export function KnockForm({ name, more, onMore, onKnock }: KnockFormProps): ReactNode {
  const { t } = useWords()
  const id = useId()
  return (
    <>
      <fieldset className="k-buttons">
        <legend className="kern-sr-only">{t('walk:knock.how', { name })}</legend>
        {ONE_TAP.map((outcome) => (
          <Button key={outcome} type="button" onClick={() => onKnock({ outcome })}>
            {t(`outreach:outcome.${outcome}`)}
          </Button>
        ))}
        <Button
          type="button"
          kind="tertiary"
          aria-expanded={more}
          aria-controls={more ? `${id}-more` : undefined}
          onClick={onMore}
        >
          {t('walk:knock.more')}
        </Button>
      </fieldset>
      {more ? <MoreAnswers id={`${id}-more`} onKnock={onKnock} /> : null}
    </>
  )
}

interface MoreAnswersProps {
  id: string
  onKnock(knock: Knock): void
}

function MoreAnswers({ id, onKnock }: MoreAnswersProps): ReactNode {
  const { t, locale } = useWords()
  const now = wallClock(new Date())
  const read = (event: FormEvent<HTMLFormElement>, field: string): string => {
    event.preventDefault()
    return String(new FormData(event.currentTarget).get(field) ?? '')
  }
  return (
    <div id={id} className="k-stack">
      <form
        className="walk-detail"
        onSubmit={(event) =>
          onKnock({ outcome: 'call-back', callBackAt: new Date(read(event, 'at')).toISOString() })
        }
      >
        <label className="kern-label" htmlFor={`${id}-at`}>
          {t('walk:knock.at')}
        </label>
        <input
          id={`${id}-at`}
          name="at"
          type="datetime-local"
          min={now}
          required
          className="kern-form-input__input k-date"
        />
        <Button>{t('walk:knock.callBack')}</Button>
      </form>
      <form
        className="walk-detail"
        onSubmit={(event) => {
          const language = read(event, 'language')
          onKnock({ outcome: 'language-barrier', ...(language ? { language } : {}) })
        }}
      >
        <SelectField
          field={{ ...plainField('language'), id: `${id}-language` }}
          label={t('walk:knock.language')}
          options={[
            { value: '', label: t('walk:knock.unknown') },
            ...Object.entries(LANGUAGES).map(([value, names]) => ({ value, label: names[locale] })),
          ]}
          empty={false}
        />
        <Button>{t('walk:knock.barrier')}</Button>
      </form>
      <div className="k-buttons">
        {PLAIN.map((outcome) => (
          <Button key={outcome} type="button" onClick={() => onKnock({ outcome })}>
            {t(`outreach:outcome.${outcome}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}

/** As a field for date and time wants it: `2026-11-27T10:30`, on this phone's clock. */
const wallClock = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
