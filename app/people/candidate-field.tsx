import type { ReactNode } from 'react'
import { RadioGroup } from '../kit/form/choice-group.tsx'
import type { FormField } from '../kit/form/form-field.ts'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { Candidate } from './candidates.server.ts'
import { fullName, useWhoIsWho } from './person-lines.tsx'

interface CandidateFieldProps {
  field: FormField
  candidates: readonly Candidate[]
  today: string
}

/** Is he one of these? Nothing while nobody looks like him. */
export function CandidateField({ field, candidates, today }: CandidateFieldProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const whoIsWho = useWhoIsWho(today)
  const state = ({ clientId, closed }: Candidate): string =>
    t(clientId ? (closed ? 'people:state.closed' : 'people:state.file') : 'people:state.listed')
  return (
    <div aria-live="polite">
      {candidates.length > 0 ? (
        <div className="p-proposed">
          <RadioGroup
            field={field}
            label={t('people:request.isItOne')}
            hint={t('people:request.isItOneHint')}
            options={[
              ...candidates.map((one) => ({
                value: one.personId,
                label: `${fullName(one)} (${state(one)})`,
                hint: [whoIsWho(one), f.list(one.reasonsFor.map((reason) => t(`people:reason.${reason}`)))]
                  .filter(Boolean)
                  .join(' · '),
              })),
              { value: 'new', label: t('people:request.none') },
            ]}
          />
        </div>
      ) : null}
    </div>
  )
}
