const TOLD = ['changed', 'added', 'retire', 'bring-back', 'plain'] as const
/** What was done a moment ago, as the address of the catalogue says it. */
export type Told = (typeof TOLD)[number]

export const toldIn = (url: string): Told | undefined => {
  const word = new URL(url).searchParams.get('told')
  return TOLD.find((told) => told === word)
}

/** The catalogue of a city, which says what was done. */
export const catalogueSaying = (slug: string, told: Told): string =>
  `/c/${slug}/settings/catalogue?told=${told}`
