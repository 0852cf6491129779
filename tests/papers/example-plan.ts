import { catalogueFor } from '../../app/letters/catalogue.ts'
import type { PlanPaper } from '../../app/letters/plan-paper.server.ts'

/** A wave over the field, as somebody's name. */
const DRAWING = `M40 120L${Array.from({ length: 90 }, (_, at) => `${44 + at * 5} ${120 + Math.round(60 * Math.sin(at / 4))}`).join('L')}`

/** A plan of two pages: sentences of the catalogue and free ones, one signature drawn, the other typed. */
export function examplePlan(language: string, name = 'Amina Yusuf'): PlanPaper {
  const [de, other] = [catalogueFor('de'), catalogueFor(language)]
  const step = (key: keyof typeof de.step) => ({ de: de.step[key], translated: other.step[key] })
  const goal = (key: keyof typeof de.goal) => ({ de: de.goal[key], translated: other.goal[key] })
  const free = (text: string) => ({ de: text, translated: null })
  return {
    city: 'Stadt Wuppertal',
    letterhead: {
      office: 'Stadt Wuppertal, Netzwerk Partizipation',
      street: 'Friedrich-Engels-Allee 900',
      postcode: '42285',
      town: 'Wuppertal',
      phone: '0202 5550 100',
      email: 'partizipation@wuppertal.example',
      web: null,
      logo: null,
    },
    language,
    reviewed: false,
    name,
    version: 2,
    madeOn: '2026-11-03',
    draft: false,
    targetJob: 'Pflegefachfrau im Krankenhaus',
    rhythmWeeks: 5,
    goals: [
      {
        what: goal('ready'),
        steps: [
          { what: step('childcare'), who: 'client', until: '2026-12-15', evidence: null },
          {
            what: free('Schuldnerberatung bei der Diakonie: Termin ausmachen'),
            who: 'worker',
            until: '2026-12-20',
            evidence: 'Terminbestätigung',
          },
          { what: step('health-first'), who: 'partner', until: null, evidence: null },
        ],
      },
      {
        what: goal('german'),
        steps: [
          {
            what: step('german-course'),
            who: 'client',
            until: '2027-01-15',
            evidence: 'Anmeldebestätigung der Sprachschule',
          },
          { what: step('german-test'), who: 'client', until: '2027-06-30', evidence: 'Zertifikat B1' },
        ],
      },
      {
        what: free('In den Beruf zurück'),
        steps: [
          { what: step('recognition-advice'), who: 'partner', until: '2027-01-31', evidence: null },
          {
            what: free(
              'Berufsanerkennungsverfahren für Gesundheitsfachberufe bei der Bezirksregierung vorbereiten',
            ),
            who: 'client',
            until: '2027-02-28',
            evidence: null,
          },
          { what: step('try-out'), who: 'employer', until: '2027-03-31', evidence: null },
        ],
      },
    ],
    signatures: [
      {
        party: 'client',
        name,
        method: 'drawn',
        drawing: DRAWING,
        witness: null,
        interpreter: 'Selam Tesfay',
        place: 'Wuppertal',
        signedAt: '2026-11-03T09:12:00Z',
        byLink: false,
      },
      {
        party: 'worker',
        name: 'Aylin Yildiz',
        method: 'typed',
        drawing: null,
        witness: 'Jonas Weber',
        interpreter: null,
        place: 'Wuppertal',
        signedAt: '2026-11-03T09:12:00Z',
        byLink: true,
      },
    ],
    hash: 'a3f09c'.repeat(11).slice(0, 64),
    checkUrl: `https://partizipation.example/v/${'a3f09c'.repeat(11).slice(0, 64)}`,
    attachment: { name: 'arbeitsplan.json', content: '{"plan":1}' },
  }
}
