import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { type Measured, type PasswordWeakness, weaknessOf, withoutPersonal } from './rules/passwords.ts'

/** Measuring takes longer than linearly: what stands behind these characters makes a password no easier to guess. */
const MEASURED_CHARACTERS = 32
const STOLEN = 'passwords-common'

let ready: Promise<ZxcvbnFactory> | undefined

/** Loaded by the first password that is set: the lists take half a second and a hundred megabytes. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, de, en] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-de'),
    import('@zxcvbn-ts/language-en'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...de.dictionary, ...en.dictionary },
    graphs: common.adjacencyGraphs,
  })
}

async function measure(text: string): Promise<Measured> {
  ready ??= load()
  const measurer = await ready
  const { score, feedback, sequence } = measurer.check(text.slice(0, MEASURED_CHARACTERS))
  const whole = sequence.length === 1 && sequence[0]?.dictionaryName === STOLEN
  const like = feedback.warning === 'common' || feedback.warning === 'similarToCommon'
  return { score, leaked: whole || like }
}

/**
 * Whether a password is too easy to guess, and why; null when it will do. Asks no network. `facts`: name, address and
 * city of the person, who must not lean on them.
 */
export async function weaknessIn(
  password: string,
  facts: readonly string[],
): Promise<PasswordWeakness | null> {
  const rest = withoutPersonal(password, facts)
  const whole = await measure(password)
  return weaknessOf({ whole, bare: rest === password ? whole : await measure(rest) })
}
