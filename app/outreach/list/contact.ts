import parsePhoneNumber from 'libphonenumber-js'

const oneNumber = (text: string): string | null => {
  // Spreadsheets drop the plus of +49 15..; read at home, that would be a number in Leer (0491).
  const digits = text.replace(/\D/g, '')
  const mobile = /^491[5-7]\d{8,}$/.test(digits) && !/^\s*[+0(]/.test(text)
  const parsed = parsePhoneNumber(mobile ? `+${digits}` : text, 'DE')
  return parsed?.isValid() ? parsed.number : null
}

/**
 * Reads a phone cell: German numbers as people write them, foreign ones with + or 00. Of two numbers in a cell
 * the first good one counts. A number never identifies a person: families share one.
 *
 * @returns E.164 ("+4920256343210") or null, and whether the cell held more than one number
 */
export function readPhone(text: string): { phone: string | null; several: boolean } {
  const whole = oneNumber(text)
  if (whole !== null) return { phone: whole, several: false }
  const parts = text.split(/[,;|\n]|\boder\b|\bod\.|\bund\b|\s\/\s|\/(?=\s*[+0])/iu)
  for (const part of parts) {
    const phone = oneNumber(part)
    if (phone !== null) return { phone, several: true }
  }
  return { phone: null, several: false }
}

const ADDRESS = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@([^@]+)$/u
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u

/** An e-mail address to which a letter could go, domain in small letters; null when it cannot be one. */
export function readEmail(text: string): string | null {
  const bare = text.replace(/^mailto:/i, '').replace(/^<(.*)>$/, '$1')
  const domain = ADDRESS.exec(bare)?.[1]
  if (domain === undefined || bare.length > 254 || bare.indexOf('@') > 64) return null
  const labels = domain.split('.')
  const good =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && /\p{L}{2}/u.test(labels.at(-1) ?? '')
  return good ? `${bare.slice(0, bare.indexOf('@'))}@${domain.toLowerCase()}` : null
}
