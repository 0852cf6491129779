import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { plainField } from '../kit/form/form-field.ts'
import { TextField } from '../kit/form/text-field.tsx'
import { Section } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { WordKey } from '../kit/words.ts'
import type { Found } from './phone.ts'
import { PIN_DIGITS, pinProblem } from './rules.ts'
import type { WalkActions } from './use-walk.ts'

interface PinFieldProps {
  name: string
  label: string
  hint?: string | undefined
  error?: WordKey | undefined
}

const PinField = ({ name, label, hint, error }: PinFieldProps): ReactNode => (
  <TextField
    field={{ ...plainField(name, { error }), required: true }}
    label={label}
    hint={hint}
    type="password"
    inputMode="numeric"
    autoComplete="off"
    size={12}
  />
)

/** Reads a form that never leaves the page, and holds it while something is under way. */
function usePins(
  work: (pin: string, again: string) => Promise<void>,
): [boolean, (event: FormEvent<HTMLFormElement>) => void] {
  const [busy, setBusy] = useState(false)
  return [
    busy,
    (event) => {
      event.preventDefault()
      const given = new FormData(event.currentTarget)
      setBusy(true)
      void work(String(given.get('pin')), String(given.get('again'))).finally(() => setBusy(false))
    },
  ]
}

/** Takes a round along: a PIN for this phone, and off it goes. */
export function TakeForm({ place, actions }: { place: string; actions: WalkActions }): ReactNode {
  const { t } = useWords()
  const [error, setError] = useState<{ field: 'pin' | 'again'; word: WordKey }>()
  const [busy, onSubmit] = usePins(async (pin, again) => {
    const problem = pinProblem(pin)
    if (problem) return setError({ field: 'pin', word: `walk:pin.${problem}` })
    if (pin !== again) return setError({ field: 'again', word: 'walk:pin.different' })
    setError(undefined)
    await actions.take(place, pin)
  })
  return (
    <Section title={t('walk:take.title')}>
      <form onSubmit={onSubmit} className="k-stack" noValidate>
        <p>{t('walk:take.what')}</p>
        <p>{t('walk:take.how')}</p>
        <PinField
          name="pin"
          label={t('walk:pin.new')}
          hint={t('walk:pin.hint', { digits: PIN_DIGITS })}
          error={error?.field === 'pin' ? error.word : undefined}
        />
        <PinField
          name="again"
          label={t('walk:pin.again')}
          error={error?.field === 'again' ? error.word : undefined}
        />
        <Button kind="primary" disabled={busy}>
          {t(busy ? 'walk:take.busy' : 'walk:take.do')}
        </Button>
      </form>
    </Section>
  )
}

/** Opens a round that lies on this phone. */
export function OpenForm({ found, actions }: { found: Found; actions: WalkActions }): ReactNode {
  const { t, locale } = useWords()
  const format = useFormat(new Date().toISOString().slice(0, 10))
  const { place, named, waiting, expiresAt } = found
  const [busy, onSubmit] = usePins((pin) => actions.open(place, pin))
  const until = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' })
  return (
    <Section title={t(named ? 'walk:open.title' : 'walk:open.over')}>
      <form onSubmit={onSubmit} className="k-stack" noValidate>
        <p>
          {named ? t('walk:open.until', { time: until.format(new Date(expiresAt)) }) : t('walk:open.gone')}{' '}
          {waiting > 0 ? t('walk:open.waiting', { count: format.number(waiting) }) : null}
        </p>
        <PinField name="pin" label={t('walk:pin.pin')} />
        <Button kind="primary" disabled={busy}>
          {t(busy ? 'walk:open.busy' : named ? 'walk:open.do' : 'walk:open.send')}
        </Button>
      </form>
    </Section>
  )
}

/** The PIN is forgotten: what nobody can read any more is given up, after a second thought. */
export function GiveUp({ found, actions }: { found: Found; actions: WalkActions }): ReactNode {
  const { t } = useWords()
  return (
    <details className="k-fold">
      <summary className="k-fold__head">{t('walk:giveUp.title')}</summary>
      <div className="k-stack">
        <p>{t('walk:giveUp.text', { count: found.waiting })}</p>
        <Button type="button" onClick={() => void actions.discard(found.place)}>
          {t('walk:giveUp.do', { count: found.waiting })}
        </Button>
      </div>
    </details>
  )
}
