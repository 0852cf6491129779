import type { Demo, DemoCity } from './bergisch.ts'
import { tellGroup } from './groups.ts'
import { tellLetterhead } from './letterheads.ts'
import type { Partner } from './partners.ts'
import { tellPast } from './past.ts'
import { tellPlanCatalogue } from './plan-catalogue.ts'
import { tellPresent } from './present.ts'
import type { CityRows } from './rows.ts'
import { inOrder, openScene, type Setting } from './scene.ts'

/** A whole demo city as it stands on a day: the same day tells the same rows, a later one the same people, later. */
export function tellDemoCity(demo: Demo, city: DemoCity, moment: Pick<Setting, 'today' | 'now'>): CityRows {
  const { slug, town, team, left, strangers } = city
  const { lead, caseworker, liaison, dpo, colleagues, former } = team
  const scene = openScene({
    ...moment,
    seed: `bergisch/${town.name}`,
    town,
    colleagues: [lead, caseworker, liaison, dpo, ...colleagues, ...former],
    partners: partnersIn(demo, slug),
  })
  tellLetterhead(scene.rows, city, moment.now)
  tellPlanCatalogue(scene, city, moment.now)
  tellPast(scene, team, city.past)
  const workers = [caseworker, ...colleagues]
  const caseloads = city.caseloads.flatMap((open, at) => {
    const worker = workers[at]
    return worker ? [{ worker, open }] : []
  })
  tellGroup(scene, tellPresent(scene, { caseloads, left, strangers, lead }), lead)
  return inOrder(scene)
}

/** Organisations with somebody who may work in the city, and who that is. */
function partnersIn({ accounts, organisations }: Demo, slug: string): Partner[] {
  return organisations.flatMap(({ id, name, purpose, slug: partner }) => {
    const contact = accounts.find(
      (account) => account.partner === partner && account.memberships.some(({ city }) => city === slug),
    )
    return contact ? [{ id, name, purpose, contact: { id: contact.id, name: contact.name } }] : []
  })
}
