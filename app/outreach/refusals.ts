import type { Refusal } from '../kit/form/save-form.server.ts'

/** What the page of an import says when it cannot be taken back. */
export const takeBackRefusal = (_: 'built-on'): Refusal => ({ formErrors: ['outreach:takeBack.refused'] })
