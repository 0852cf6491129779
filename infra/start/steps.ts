/** A reason not to start that the person at the keyboard can act on: shown as one line, without a stack. */
export class StartError extends Error {}

const seconds = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`

/** Runs one step and prints how long it took; one that takes more than a second is announced first. */
export async function step<T>(
  label: string,
  work: () => Promise<T>,
  outcome = (_value: T) => label,
): Promise<T> {
  const began = performance.now()
  const announce = setTimeout(() => console.log(`          ${label} ...`), 1000)
  try {
    const value = await work()
    console.log(`${seconds(began)}  ${outcome(value)}`)
    return value
  } finally {
    clearTimeout(announce)
  }
}
