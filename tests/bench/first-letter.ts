/** A process of its own for `npm run bench -- letters`: milliseconds from nothing loaded to the first plan, on stdout. */
const { examplePlan } = await import('../papers/example-plan.ts')
const paper = examplePlan('ar')
const began = performance.now()
const { planPdf } = await import('../../app/letters/plan-paper.server.ts')
planPdf(paper)
process.stdout.write(String(Math.round(performance.now() - began)))

export {}
