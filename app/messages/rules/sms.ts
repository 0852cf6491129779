/** How long a short message is: what the networks make of a text (3GPP TS 23.038). */

/** The letters of the alphabet every phone knows; each counts once. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Of its extension; each counts twice. */
const EXTENDED = '^{}\\[~]|€'

const ONE = { basic: 160, unicode: 70 } as const
const EACH_OF_SEVERAL = { basic: 153, unicode: 67 } as const

/** As many as are paid for and put together by the phone. */
export function segmentsOf(text: string): number {
  const isBasic = [...text].every((letter) => BASIC.includes(letter) || EXTENDED.includes(letter))
  const alphabet = isBasic ? 'basic' : 'unicode'
  const length = isBasic
    ? [...text].reduce((sum, letter) => sum + (EXTENDED.includes(letter) ? 2 : 1), 0)
    : text.length
  return length <= ONE[alphabet] ? 1 : Math.ceil(length / EACH_OF_SEVERAL[alphabet])
}
