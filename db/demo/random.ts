/** A small seeded generator (sfc32): the same seed tells the same stories, on every machine and every day. */
export interface Random {
  /** In [0, 1). */
  unit(): number
  /** Whole number in [from, to]. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** By weights that need not add up to anything. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  shuffled<T>(list: readonly T[]): T[]
  /** Version 4 by its shape. */
  uuid(): string
  /** A generator of its own: how much one story draws does not change the next. */
  fork(name: string | number): Random
}

function seedOf(text: string): number {
  let hash = 2166136261
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619)
  return hash >>> 0
}

function sfc32(seed: string): () => number {
  let a = seedOf(seed)
  let b = seedOf(`${seed}b`)
  let c = seedOf(`${seed}c`)
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) next()
  return next
}

const words = new Uint32Array(4)
const bytes = Buffer.from(words.buffer)

export function randomFrom(seed: string): Random {
  const next = sfc32(seed)
  const unit = (): number => next() / 4294967296
  const int = (from: number, to: number): number => from + Math.floor(unit() * (to - from + 1))
  const pick = <T>(list: readonly T[]): T => {
    const found = list[int(0, list.length - 1)]
    if (found === undefined) throw new Error('Nothing to pick from')
    return found
  }
  return {
    unit,
    int,
    pick,
    chance: (probability) => unit() < probability,
    weighted(list) {
      let left = unit() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of list) {
        left -= weight
        if (left < 0) return value
      }
      return pick(list)[0]
    },
    shuffled(list) {
      return list
        .map((value) => ({ value, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ value }) => value)
    },
    uuid() {
      for (let at = 0; at < words.length; at++) words[at] = next()
      const hex = bytes.toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
    },
    fork: (name) => randomFrom(`${seed}/${name}`),
  }
}
