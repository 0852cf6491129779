/** Whoever acts in a city. `id` is the account's. */
export interface Actor {
  id: string
  name: string
  role: 'lead' | 'caseworker' | 'liaison' | 'dpo' | 'partner' | 'coordinator' | 'system'
  organisation?: { id: string; name: string }
}

/** Who acts when nobody does: in every city's audit trail and timeline under this name, and in its policies by this id. */
export const SYSTEM_ACTOR: Actor = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Partizipation',
  role: 'system',
}

/** Who asks from a page that needs no account: somebody with a letter. Sees what its code opens, and no restricted file. */
export const VISITOR_ACTOR: Actor = {
  id: '00000000-0000-4000-8000-000000000002',
  name: 'Ohne Anmeldung',
  role: 'system',
}
