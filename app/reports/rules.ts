/** What a report counts: how many people came how far on the way from the city's list to an extended permit. */

/** In the order of the way. What each one means stands in db/city/report.sql, where it is counted. */
export const MEASURES = [
  'listed',
  'reached',
  'clients',
  'assessed',
  'signed',
  'in-work',
  'full-time',
  'kept-6-months',
  'permit-extended',
] as const
export type Measure = (typeof MEASURES)[number]

/** Distinct people by measure. */
export type Figures = Record<Measure, number>

/**
 * What a share is taken of, and by definition always a part of. Definitions of "placed" differ from funder to funder,
 * so that no share is shown without this figure beside it. Clients also come by themselves: no part of any list.
 */
export const BASE_OF: Record<Measure, Measure | null> = {
  listed: null,
  reached: 'listed',
  clients: null,
  assessed: 'clients',
  signed: 'clients',
  'in-work': 'clients',
  'full-time': 'in-work',
  'kept-6-months': 'in-work',
  'permit-extended': 'clients',
}

/** Throws when a measure is missing or is no count: then the database counts by another version than this one. */
export function figuresOf(counted: Readonly<Record<string, unknown>>): Figures {
  const people = (measure: Measure): number => {
    const count = counted[measure]
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
      throw new Error(`No count of "${measure}"`)
    }
    return count
  }
  return {
    listed: people('listed'),
    reached: people('reached'),
    clients: people('clients'),
    assessed: people('assessed'),
    signed: people('signed'),
    'in-work': people('in-work'),
    'full-time': people('full-time'),
    'kept-6-months': people('kept-6-months'),
    'permit-extended': people('permit-extended'),
  }
}
