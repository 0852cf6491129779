import type { Clock } from '../infra/clock.ts'
import type { Actor } from './actor.ts'
import type { CityKind } from './handles.ts'
import type { Databases } from './open.ts'

export type { Actor } from './actor.ts'

/** Proof that a guard or the worker runtime looked: only `mintAccess` makes one, and only they may import it. */
export interface CityAccess<K extends CityKind = CityKind> {
  readonly kind: K
  readonly city: { readonly slug: string; readonly name: string; readonly colour: string }
  readonly actor: Actor
  readonly clock: Clock
}

const minted = new WeakMap<CityAccess, Databases>()

/** Makes the proof. Imported by the guards, the worker runtime and the command line; an arrow of the house forbids it elsewhere. */
export function mintAccess<K extends CityKind>(
  databases: Databases,
  access: { kind: K; city: CityAccess['city']; actor: Actor; clock: Clock },
): CityAccess<K> {
  const proof: CityAccess<K> = Object.freeze({ ...access })
  minted.set(proof, databases)
  return proof
}

/** Where this access leads. Throws for one that was made up. */
export function databasesOf(access: CityAccess): Databases {
  const databases = minted.get(access)
  if (!databases) throw new Error('This access was not minted by a guard')
  return databases
}
