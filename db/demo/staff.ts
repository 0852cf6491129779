/** The people who do the work: those who can sign in (design.md section 5) and colleagues known by name only. */
export interface Colleague {
  id: string
  name: string
}

/** Account and actor are one: the same id in the registry and in each city. */
export const staffId = (number: number): string =>
  `de300000-0000-4000-8000-${String(number).padStart(12, '0')}`

export interface Team {
  lead: Colleague
  caseworker: Colleague
  liaison: Colleague
  dpo: Colleague
  /** Other social workers of today. */
  colleagues: readonly Colleague[]
  /** Social workers of the programmes that are over. */
  former: readonly Colleague[]
}

const team = (
  from: number,
  names: {
    lead: string
    caseworker: string
    liaison: string
    dpo: string
    colleagues: string[]
    former: string[]
  },
): Team => {
  const one = (at: number, name: string): Colleague => ({ id: staffId(from + at), name })
  return {
    lead: one(1, names.lead),
    caseworker: one(2, names.caseworker),
    liaison: one(3, names.liaison),
    dpo: one(4, names.dpo),
    colleagues: names.colleagues.map((name, at) => one(11 + at, name)),
    former: names.former.map((name, at) => one(51 + at, name)),
  }
}

export const TEAMS = {
  wuppertal: team(100, {
    lead: 'Martina Hölscher',
    caseworker: 'Aylin Yildiz',
    liaison: 'Thomas Brinkmann',
    dpo: 'Dr. Ulrike Sander',
    colleagues: ['Dejan Marković', 'Miriam Schlüter'],
    former: ['Gisela Hartkopf', 'Ralf Dornseif', 'Sevgi Aksoy', 'Matthias Pütz'],
  }),
  solingen: team(200, {
    lead: 'Andreas Kirchner',
    caseworker: 'Samira Benali',
    liaison: 'Petra Voss',
    dpo: 'Joachim Wirtz',
    colleagues: ['Nadine Küpper', 'Burak Erdem'],
    former: ['Hildegard Broich', 'Stefan Lauterjung'],
  }),
  remscheid: team(300, {
    lead: 'Katrin Lüdorf',
    caseworker: 'Emre Aydın',
    liaison: 'Svenja Halbach',
    dpo: 'Hannelore Frings',
    colleagues: [],
    former: ['Jürgen Picard'],
  }),
} as const satisfies Record<string, Team>
