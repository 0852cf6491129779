/** The talk, the plan, the signatures. */
import type { Locator, Page } from 'playwright-core'

/** By a tap on the words of the answer, as people do. */
const choose = (page: Page, question: string, answer: string): Promise<void> =>
  page.getByRole('group').filter({ hasText: question }).getByText(answer, { exact: true }).click()

export async function assess(
  page: Page,
  client: string,
  shot?: (name: string) => Promise<void>,
): Promise<void> {
  await page.goto(client)
  await page.getByRole('link', { name: 'Gespräch beginnen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Gespräch zur Einschätzung' }).waitFor()
  await page.getByRole('button', { name: 'Gespräch beginnen' }).click()
  const topic = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  const next = () => page.getByRole('button', { name: 'Weiter', exact: true }).click()
  await topic('Schule und Ausbildung')
  await choose(page, 'Welche Schule haben Sie zu Ende gemacht?', 'Schule bis Klasse 9 oder 10')
  await page.getByLabel('Wie viele Jahre sind Sie zur Schule gegangen?').fill('9')
  await page.getByLabel('In welchem Land?').fill('Irak')
  await choose(page, 'Haben Sie einen Beruf gelernt oder studiert?', 'Berufsausbildung mit Abschluss')
  await choose(page, 'Wo haben Sie den Abschluss gemacht?', 'In einem anderen Land')
  await next()
  await topic('Arbeit bisher')
  await page.getByLabel('Was haben Sie gearbeitet?').fill('Schneiderin')
  await page.getByLabel('Von', { exact: true }).fill('3.2009')
  await shot?.('talk-work')
  await next()
  await topic('Abschlüsse und Papiere')
  await page.getByLabel('Welcher Abschluss?').fill('Schneiderin, 6 Jahre')
  await page
    .getByLabel('Ist der Abschluss in Deutschland anerkannt?')
    .selectOption({ label: 'Noch nicht beantragt' })
  await next()
  await topic('Deutsch')
  await choose(page, 'Wie gut sprechen Sie Deutsch?', 'Alltag: einkaufen, Arzt, kurze Fragen')
  await choose(page, 'Wie gut schreiben Sie Deutsch?', 'Namen, Formulare, kurze Zettel')
  await shot?.('talk-german')
  await next()
  await topic('Andere Sprachen')
  await page.getByRole('button', { name: 'Nicht gefragt' }).click()
  await topic('Was die Person will')
  await page.getByLabel('Was möchten Sie arbeiten?').fill('Schneiderin')
  await next()
  await topic('Motivation')
  await choose(page, 'Wie wichtig ist es Ihnen, jetzt Arbeit zu finden?', 'Wichtig')
  await next()
  await topic('Teilnehmen können')
  await choose(page, 'Können Sie an Kursen und Arbeit teilnehmen?', 'Ja, mit Einschränkungen')
  await choose(page, 'Sind Kinder zu betreuen?', 'Ja, die Betreuung ist offen')
  await page.getByLabel('Was müssen wir beachten?').fill('vormittags')
  await next()
  await topic('Was im Weg steht')
  await page.getByRole('button', { name: 'Will nicht sagen' }).click()
  await topic('Was bereitliegt')
  await choose(page, 'Haben Sie ein Bankkonto?', 'Ja')
  await next()
  await topic('Zusammenfassung vor dem Abschluss')
  await page.getByText('Dazu wollten Sie nichts sagen.').waitFor()
  await shot?.('talk-finish')
  await page.getByRole('button', { name: 'Gespräch abschließen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Zusammenfassung des Gesprächs' }).waitFor()
}

/** From the summary: one goal with two steps typed, one proposal taken over. */
export async function makePlan(page: Page, shot?: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('link', { name: 'Arbeitsplan aufstellen' }).click()
  await page.getByLabel('Wohin soll es gehen?').fill('Schneiderin in Vollzeit')
  const goal = page.getByRole('group', { name: 'Ziel 1' })
  await goal.getByLabel('Was soll erreicht sein?').fill('Deutsch B1')
  await writeStep(goal, 0, {
    what: 'Kurs an der Volkshochschule beginnen',
    who: 'Klient:in',
    until: '2026-04-13',
  })
  await writeStep(goal, 1, { what: 'Kostenübernahme klären', who: 'Sozialarbeit', until: '2026-03-23' })
  const proposal = page.getByRole('button', { name: /^Übernehmen: Kinderbetreuung klären/ })
  await proposal.click()
  await proposal.waitFor({ state: 'detached' })
  await shot?.('plan-edit')
  await page.getByRole('button', { name: 'Zum Unterschreiben freigeben' }).click()
  await page.getByRole('heading', { level: 1, name: 'Arbeitsplan', exact: true }).waitFor()
  await page.getByText('Fassung 1 wartet auf Unterschriften').waitFor()
  for (const what of [
    'Kurs an der Volkshochschule beginnen',
    'Kostenübernahme klären',
    'Kinderbetreuung klären',
  ])
    await page.getByText(what).first().waitFor()
}

async function writeStep(
  goal: Locator,
  row: number,
  step: { what: string; who: string; until: string },
): Promise<void> {
  const line = goal.getByRole('listitem').nth(row)
  await line.getByLabel('Was', { exact: true }).fill(step.what)
  await line.getByLabel('Wer', { exact: true }).selectOption({ label: step.who })
  await line.getByLabel('Bis wann').fill(step.until)
}

/** Three strokes with the mouse. */
export async function draw(page: Page): Promise<void> {
  const field = page.locator('canvas')
  await field.scrollIntoViewIfNeeded()
  const box = await field.boundingBox()
  if (!box) throw new Error('no field to sign in')
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
  for (const [from, over, to] of [
    [at(0.1, 0.7), at(0.2, 0.2), at(0.3, 0.7)],
    [at(0.35, 0.6), at(0.45, 0.4), at(0.55, 0.6)],
    [at(0.6, 0.6), at(0.75, 0.3), at(0.9, 0.55)],
  ] as const) {
    await page.mouse.move(...from)
    await page.mouse.down()
    await page.mouse.move(...over, { steps: 6 })
    await page.mouse.move(...to, { steps: 6 })
    await page.mouse.up()
  }
  await page.locator('.sign__here').waitFor({ state: 'detached' })
}

/** Both sign: drawn where a script runs, else with the typed name and a witness. */
export async function signBoth(
  page: Page,
  client: string,
  javaScript: boolean,
  shot?: (name: string) => Promise<void>,
): Promise<void> {
  await page.goto(`${client}/plan`)
  await page.getByRole('link', { name: 'Unterschreiben', exact: true }).click()
  await page.locator('#turn').waitFor()
  // In the client's own language; here in German, so that the steps can be read.
  await page.goto(`${client}/plan/sign?language=de`)
  await page.getByRole('heading', { name: /^Jetzt unterschreibt / }).waitFor()
  if (javaScript) await draw(page)
  else await page.getByLabel('Wer ist dabei und bestätigt es?').fill('Mina Dolmetscherin')
  await shot?.('sign-client')
  await page.getByRole('button', { name: 'Unterschreiben', exact: true }).click()
  await page.getByRole('heading', { name: 'Jetzt unterschreibt die Sozialarbeit' }).waitFor()
  if (javaScript) await draw(page)
  await shot?.('sign-worker')
  await page.getByRole('button', { name: 'Unterschreiben', exact: true }).click()
  await page.waitForURL(/\/plan$/)
  await page.getByText('In Kraft seit ').waitFor()
}
