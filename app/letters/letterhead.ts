/** Who a paper comes from: what stands at its top. */
export interface Letterhead {
  /** The office, or the city where none is set. */
  office: string
  street: string | null
  postcode: string | null
  town: string | null
  phone: string | null
  email: string | null
  web: string | null
  logo: Logo | null
}

export interface Logo {
  kind: 'png' | 'jpeg'
  bytes: Buffer
}

/** Until a city has set its own. */
export const plainLetterhead = (office: string): Letterhead => ({
  office,
  street: null,
  postcode: null,
  town: null,
  phone: null,
  email: null,
  web: null,
  logo: null,
})

/** The lines under the office's name; none for what is not set. */
export function letterheadLines({ street, postcode, town, phone, email, web }: Letterhead): string[] {
  const place = [postcode, town].filter(Boolean).join(' ')
  return [
    [street, place].filter(Boolean).join(', '),
    [phone ? `Tel. ${phone}` : null, email].filter(Boolean).join(' · '),
    web ?? '',
  ].filter(Boolean)
}
