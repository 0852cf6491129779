/** Who may do what in a city: one table, for guards and for what a page offers. */

export const CITY_ROLES = ['lead', 'caseworker', 'liaison', 'dpo', 'partner'] as const
export type CityRole = (typeof CITY_ROLES)[number]

export const CITY_ACTIONS = [
  'see-today',
  'see-clients',
  'record-visit',
  'take-in',
  'merge-people',
  'import-list',
  'plan-round',
  'record-talk',
  'record-placement',
  'see-employers',
  'see-report',
  'see-capacity',
  'hand-over',
  'restrict-file',
  'see-access',
  'search-access',
  'record-consent',
  'refer',
  'write-note',
  'see-referred',
  'answer-referred',
  'manage-team',
  'remove-second-factor',
  'change-settings',
] as const
export type CityAction = (typeof CITY_ACTIONS)[number]

const fieldwork: readonly CityRole[] = ['lead', 'caseworker']

const ROLES_OF: Record<CityAction, readonly CityRole[]> = {
  'see-today': ['lead', 'caseworker', 'liaison'],
  'see-clients': ['lead', 'caseworker', 'liaison'],
  'record-visit': fieldwork,
  /** Somebody who comes by himself or is sent. */
  'take-in': fieldwork,
  'merge-people': fieldwork,
  'import-list': fieldwork,
  'plan-round': fieldwork,
  'record-talk': fieldwork,
  'record-placement': ['lead', 'caseworker', 'liaison'],
  'see-employers': ['lead', 'caseworker', 'liaison'],
  'see-report': ['lead', 'dpo'],
  'see-capacity': ['lead'],
  /** Her own files; a lead everybody's. */
  'hand-over': fieldwork,
  'restrict-file': fieldwork,
  // Who opened one file. Not whoever works on it: she would see when her colleagues work, and on what.
  'see-access': ['lead', 'dpo'],
  // What one colleague opened. The trail is not for watching anybody's work: the lead does not have it.
  'search-access': ['dpo'],
  'record-consent': fieldwork,
  refer: fieldwork,
  'write-note': ['lead', 'caseworker', 'liaison'],
  'see-referred': ['partner'],
  'answer-referred': ['partner'],
  'manage-team': ['lead'],
  // Of a colleague who has lost phone and codes; of whom, says rules/team.ts.
  'remove-second-factor': ['lead'],
  'change-settings': ['lead'],
}

export const may = (role: CityRole, action: CityAction): boolean => ROLES_OF[action].includes(role)

export interface DemoGroup {
  /** A city's name as its addresses say it, or what the others have in common. */
  kind: { city: string } | 'partners' | 'across'
  accounts: { email: string; name: string; role: CityRole | null }[]
}

const isCityRole = (word: string): word is CityRole => CITY_ROLES.some((role) => role === word)

/**
 * The accounts of the demo by where they work: cities first, then partners, then who works across cities. Their addresses
 * say it: `lead@wuppertal.example`.
 */
export function demoGroups(accounts: readonly { email: string; name: string }[]): DemoGroup[] {
  const groups = new Map<string, DemoGroup>()
  for (const { email, name } of accounts) {
    const [who = '', domain = ''] = email.split('@')
    const place = domain.replace(/\.example$/, '')
    const role = isCityRole(who) ? who : null
    const key = role ? place : place === 'partner' ? 'partners' : 'across'
    const city = place.charAt(0).toUpperCase() + place.slice(1)
    const kind = key === 'partners' || key === 'across' ? key : { city }
    const group = groups.get(key) ?? { kind, accounts: [] }
    group.accounts.push({ email, name, role })
    groups.set(key, group)
  }
  const place = ({ kind }: DemoGroup): number => (kind === 'across' ? 2 : kind === 'partners' ? 1 : 0)
  return [...groups.values()].sort((a, b) => place(a) - place(b))
}

/** Where a role's work in a city begins. */
export const HOME_OF: Record<CityRole, string> = {
  lead: 'today',
  caseworker: 'today',
  liaison: 'employers',
  dpo: 'reports',
  partner: 'partner',
}

/** Only a path of our own may follow the sign-in: never another site's address. */
export function safeNext(next: string | null): string | null {
  if (!next || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\')) return null
  return next
}
