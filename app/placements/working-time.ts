import type { Locale } from '../kit/locale.ts'
import type { Translate } from '../kit/words.ts'

/** `Teilzeit, 19,5 Std.` */
export function workingTime(
  { fullTime, hoursPerWeek }: { fullTime: boolean; hoursPerWeek: number },
  { t, locale }: { t: Translate; locale: Locale },
): string {
  const hours = String(hoursPerWeek).replace('.', locale === 'de' ? ',' : '.')
  return t(fullTime ? 'placements:fullTime' : 'placements:partTime', { hours })
}
