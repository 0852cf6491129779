/** Who may do what in a city: one table, for guards and for what a page offers. */

export const CITY_ROLES = ['lead', 'caseworker', 'liaison', 'dpo', 'partner'] as const
export type CityRole = (typeof CITY_ROLES)[number]

export const CITY_ACTIONS = [
  'see-today',
  'see-clients',
  'record-visit',
  'import-list',
  'record-talk',
  'record-placement',
  'see-employers',
  'see-report',
] as const
export type CityAction = (typeof CITY_ACTIONS)[number]

const fieldwork: readonly CityRole[] = ['lead', 'caseworker']

const ROLES_OF: Record<CityAction, readonly CityRole[]> = {
  'see-today': ['lead', 'caseworker', 'liaison'],
  'see-clients': ['lead', 'caseworker', 'liaison'],
  'record-visit': fieldwork,
  'import-list': fieldwork,
  'record-talk': fieldwork,
  'record-placement': ['lead', 'caseworker', 'liaison'],
  'see-employers': ['lead', 'caseworker', 'liaison'],
  'see-report': ['lead', 'dpo'],
}

export const may = (role: CityRole, action: CityAction): boolean => ROLES_OF[action].includes(role)

/** Where a role's work in a city begins. Partners have no page in a city of their own. */
export const HOME_OF: Record<CityRole, string | null> = {
  lead: 'today',
  caseworker: 'today',
  liaison: 'today',
  dpo: 'reports',
  partner: null,
}

/** Only a path of our own may follow the sign-in: never another site's address. */
export function safeNext(next: string | null): string | null {
  if (!next || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\')) return null
  return next
}
