/** How long a short message is: what the networks make of a text (3GPP TS 23.038). */

/** The letters of the alphabet every phone knows; each counts once. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Of its extension; each counts twice. */
const EXTENDED = '^{}\\[~]|€'

const ONE = { basic: 160, unicode: 70 } as const
const EACH_OF_SEVERAL = { basic: 153, unicode: 67 } as const

/** More is not sent: each is paid for. */
export const MOST_SEGMENTS = 2

/** One letter outside of it, and the whole text is counted, and paid for, by the other. */
export const alphabetOf = (text: string): 'basic' | 'unicode' =>
  [...text].every((letter) => BASIC.includes(letter) || EXTENDED.includes(letter)) ? 'basic' : 'unicode'

export interface SmsLength {
  segments: number
  /** As the networks count, of how many these segments hold. */
  letters: number
  room: number
}

export function lengthOf(text: string): SmsLength {
  const alphabet = alphabetOf(text)
  const letters =
    alphabet === 'basic'
      ? [...text].reduce((sum, letter) => sum + (EXTENDED.includes(letter) ? 2 : 1), 0)
      : text.length
  if (letters <= ONE[alphabet]) return { segments: 1, letters, room: ONE[alphabet] }
  const segments = Math.ceil(letters / EACH_OF_SEVERAL[alphabet])
  return { segments, letters, room: segments * EACH_OF_SEVERAL[alphabet] }
}

/** As many as are paid for and put together by the phone. */
export const segmentsOf = (text: string): number => lengthOf(text).segments
