/** What the pages of groups say when something is refused: what is the matter, and what to do instead. */
import type { CityWork } from '../../../db/act.ts'
import { translate } from '../../kit/dictionary.server.ts'
import { withValues } from '../../kit/form/form-field.ts'
import type { Refusal } from '../../kit/form/save-form.server.ts'
import { formatLongDay } from '../../kit/format.ts'
import type { Locale } from '../../kit/locale.ts'
import type { MakeError, MoveGroupError } from './commands.server.ts'
import { type TimesInstead, timesInstead } from './queries/times.server.ts'

interface Wish {
  day: string
  time: string
  minutes: number
  travel?: number | undefined
  roomId: number | null
}

/** For conform's `submission.reply`; when the time is the matter it says which times are free instead. */
export async function refusedTime(
  city: CityWork,
  error: MakeError | Exclude<MoveGroupError, 'no-group'>,
  { wish, locale, ...of }: { wish: Wish; locale: Locale; responsibleId: string; without: string | null },
): Promise<Refusal> {
  switch (error) {
    case 'no-room':
      return { fieldErrors: { room: ['follow-ups:error.no-room'] } }
    case 'no-place':
      return { fieldErrors: { place: ['follow-ups:error.no-place'] } }
    case 'group-past':
    case 'group-far':
      return { fieldErrors: { day: [`follow-ups:error.${error}`] } }
    case 'closed':
    case 'off-hours':
    case 'taken':
      return told(error, await timesInstead(city, wish, of), { wish, locale })
    case 'hidden-member':
    case 'group-changed':
    case 'called-off':
    case 'begun':
    case 'group-saved':
      return { formErrors: [`follow-ups:error.${error}`] }
  }
}

function told(
  error: 'closed' | 'off-hours' | 'taken',
  { closed, times }: TimesInstead,
  { wish, locale }: { wish: Wish; locale: Locale },
): Refusal {
  const t = translate(locale)
  const day = formatLongDay(wish.day, locale)
  if (error === 'closed') {
    const why = closed === null ? 'other' : closed
    const reason = why === 'weekend' ? t('follow-ups:groups.weekend') : t(`follow-ups:holiday.${why}`)
    return { fieldErrors: { day: [withValues('follow-ups:error.group-closed', { day, reason })] } }
  }
  const instead =
    times.length > 0
      ? t('follow-ups:groups.instead', { times: times.join(', ') })
      : t('follow-ups:groups.noneInstead')
  return { fieldErrors: { time: [withValues(`follow-ups:error.group-${error}`, { day, instead })] } }
}
