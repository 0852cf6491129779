import type { Translate } from '../kit/words.ts'
import type { Dwelling } from './queries.server.ts'

/** `Übergangswohnheim Hardt, Gathe 12, 42107 Wuppertal`. */
export function placeOf(home: Dwelling, t: Translate): string {
  const { kind, homeName, street, houseNumber, postcode, town } = home
  const door = [street, houseNumber].filter(Boolean).join(' ')
  const place = [postcode, town].filter(Boolean).join(' ')
  const named = homeName && kind ? `${t(`households:kind.${kind}`)} ${homeName}` : ''
  const what = named || (kind === 'own-flat' || kind === null ? '' : t(`households:kind.${kind}`))
  return [what, door, place].filter(Boolean).join(', ') || t('households:unknownPlace')
}
