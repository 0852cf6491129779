/** The demo: three neighbouring cities, their partners, and everybody who can sign in (design.md, section 5). */
import type { CityRole } from '../../app/access/rules.ts'
import type { Partner } from './partners.ts'
import type { PastSize } from './past.ts'
import { type Colleague, staffId, TEAMS, type Team } from './staff.ts'
import { TOWNS, type Town } from './streets.ts'

export interface DemoCity {
  slug: string
  name: string
  colour: string
  town: Town
  team: Team
  past: PastSize
  /** Open files of the caseworker who can sign in and of each colleague. */
  caseloads: readonly number[]
  left: number
  strangers: number
}

interface DemoAccount extends Colleague {
  email: string
  /** Slug of the partner organisation. */
  partner?: string
  memberships: readonly { city: string; role: CityRole }[]
  office?: 'coordinator' | 'operator'
}

export interface Demo {
  region: { slug: string; name: string }
  organisations: readonly (Omit<Partner, 'contact'> & { slug: string })[]
  cities: readonly DemoCity[]
  accounts: readonly DemoAccount[]
}

const cities: readonly DemoCity[] = [
  {
    slug: 'wuppertal',
    name: 'Stadt Wuppertal',
    colour: '#1d4f91',
    town: TOWNS.wuppertal,
    team: TEAMS.wuppertal,
    past: { pilot: 300, plus: 90, strangers: { pilot: 150, plus: 60 } },
    caseloads: [84, 77, 91],
    left: 58,
    strangers: 210,
  },
  {
    slug: 'solingen',
    name: 'Stadt Solingen',
    colour: '#7a2f5d',
    town: TOWNS.solingen,
    team: TEAMS.solingen,
    past: { pilot: 0, plus: 130, strangers: { pilot: 0, plus: 40 } },
    caseloads: [84, 72, 96],
    left: 38,
    strangers: 150,
  },
  {
    slug: 'remscheid',
    name: 'Stadt Remscheid',
    colour: '#20604a',
    town: TOWNS.remscheid,
    team: TEAMS.remscheid,
    past: { pilot: 0, plus: 50, strangers: { pilot: 0, plus: 20 } },
    caseloads: [84],
    left: 26,
    strangers: 70,
  },
]

const ROLES = ['lead', 'caseworker', 'liaison', 'dpo'] as const

const staff = cities.flatMap(({ slug, team }) =>
  ROLES.map((role): DemoAccount => {
    const { id, name } = team[role]
    return { id, name, email: `${role}@${slug}.example`, memberships: [{ city: slug, role }] }
  }),
)

const partner = (number: number, slug: string, name: string, of: readonly string[]): DemoAccount => ({
  id: staffId(number),
  name,
  email: `${slug}@partner.example`,
  partner: slug,
  memberships: of.map((city) => ({ city, role: 'partner' })),
})

export const BERGISCH: Demo = {
  region: { slug: 'bergisch', name: 'Bergisches Städtedreieck' },
  organisations: [
    { id: staffId(901), slug: 'diakonie', name: 'Diakonie Wuppertal', purpose: 'job-applications' },
    { id: staffId(902), slug: 'skf', name: 'SkF Wuppertal', purpose: 'debt-advice' },
    { id: staffId(903), slug: 'gesa', name: 'GESA Wuppertal', purpose: 'qualification' },
    { id: staffId(904), slug: 'jobcenter', name: 'Jobcenter Wuppertal', purpose: 'job-placement' },
  ],
  cities,
  accounts: [
    ...staff,
    partner(911, 'diakonie', 'Beate Klingenberg', ['wuppertal', 'solingen']),
    partner(912, 'skf', 'Maria Stöcker', ['wuppertal']),
    partner(913, 'gesa', 'Olaf Reimann', ['wuppertal', 'solingen', 'remscheid']),
    partner(914, 'jobcenter', 'Yvonne Kasprzak', ['wuppertal']),
    {
      id: staffId(921),
      name: 'Dr. Cornelia Westhoff',
      email: 'region@bergisch.example',
      memberships: [],
      office: 'coordinator',
    },
    {
      id: staffId(931),
      name: 'Jan Peters',
      email: 'operator@partizipation.example',
      memberships: [],
      office: 'operator',
    },
  ],
}
