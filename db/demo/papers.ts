/** Papers of a few files of a demo city, uploaded as their social workers would have. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { keepFile } from '../../app/files/commands.server.ts'
import type { DocumentKind } from '../../app/files/rules.ts'
import { renderPaper } from '../../app/letters/paper.server.ts'
import { letterheadOf } from '../../app/letters/queries.server.ts'
import { act } from '../act.ts'
import type { CityAccess } from '../mint.ts'

interface Paper {
  kind: DocumentKind
  title: string
  lines: readonly string[]
}

const PAPERS: readonly Paper[] = [
  {
    kind: 'certificate',
    title: 'Teilnahme am Integrationskurs',
    lines: [
      '600 Stunden Sprachkurs, 100 Stunden Orientierungskurs',
      'Prüfung: Deutsch-Test für Zuwanderer, A2',
    ],
  },
  {
    kind: 'cv',
    title: 'Lebenslauf',
    lines: [
      'Zwölf Jahre Schule',
      'Fünf Jahre in einer Werkstatt, davon zwei als Vorarbeiter',
      'Führerschein Klasse B',
    ],
  },
]

const TEMPLATE = `#import "/paper.typ": *
#show: paper.with(margin: 25mm, size: 12pt)
#letterhead(head)
= #head.title
#v(6mm)
#for line in data.lines [#line \\ ]
#v(6mm)
Muster der Vorführung: Person und Angaben sind erfunden.`

interface Led extends Record<string, unknown> {
  clientId: string
  leadId: string
  leadName: string
}

/**
 * Uploads them for three files with a plan in force, in the name of whoever leads each. A city that has documents keeps
 * those it has. `accessOf`: the city as this colleague.
 */
export async function uploadPapers(
  accessOf: (actor: { id: string; name: string }) => CityAccess<'staff'>,
  system: CityAccess<'staff'>,
): Promise<void> {
  const files = await act(system, { action: 'view', subject: 'documents' }, ({ db }) =>
    db.execute<Led>(sql`
      select client.id as "clientId", lead.id as "leadId", lead.name as "leadName"
      from client join actor lead on lead.id = client.lead_id
      where client.voided_at is null and client.closed_on is null and client.restriction is null
        and exists (select from work_plan where client_id = client.id and in_force_on is not null and ended_on is null and voided_at is null)
        and not exists (select from document)
      order by client.id limit 3`),
  )
  const letterhead = await act(system, { action: 'view', subject: 'documents' }, ({ db, city }) =>
    letterheadOf(db, city.name),
  )
  for (const { clientId, leadId, leadName } of files) {
    for (const { lines, ...facts } of PAPERS) {
      const pdf = renderPaper(TEMPLATE, { title: facts.title, letterhead }, { lines })
      const access = accessOf({ id: leadId, name: leadName })
      const kept = await keepFile(access, { formKey: randomUUID(), clientId, ...facts }, pdf)
      if (!kept.ok) throw new Error(`A paper of the demo was not kept: ${kept.error}`)
    }
  }
}
