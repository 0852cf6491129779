import { freePort } from '../../../infra/start/port.ts'
import { answers, patiently, run } from '../processes.ts'
import type { Times } from '../times.ts'
import { CALM, type Counts, counts, type KnownMessage, known, type Settings, type Troubles } from './wire.ts'

export interface Vendor {
  url: string
  counts(): Promise<Counts>
  messages(): Promise<KnownMessage[]>
  /** What is not named stays as it is. Its clocks are set anew. */
  set(change: Partial<Omit<Settings, 'vendorNow' | 'productNow' | 'troubles'>> & Change): Promise<void>
  forget(): Promise<void>
  stop(): Promise<void>
}

interface Change {
  /** Those that are not named are none. */
  troubles?: Partial<Troubles>
}

const FRESH = { seed: '', troubles: CALM, slowMs: 0, perSecond: null, reports: null }

export async function startVendor(times: () => Times, log: string): Promise<Vendor> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = run(['--import', 'tsx', 'tests/faults/vendor.ts', String(port)], {}, log)
  await patiently(() => child.isOver() || answers(url), 'The vendor does not answer')
  let settings: Omit<Settings, 'vendorNow' | 'productNow'> = FRESH
  const vendor: Vendor = {
    url,
    counts: async () => counts.parse(await (await fetch(url)).json()),
    messages: async () => known.array().parse(await (await fetch(`${url}/messages`)).json()),
    async set({ troubles, ...change }) {
      settings = { ...settings, ...change }
      if (troubles) settings.troubles = { ...CALM, ...troubles }
      const vendorNow = times().vendor.now().epochMilliseconds
      const productNow = times().product.now().epochMilliseconds
      const answer = await fetch(url, {
        method: 'PUT',
        body: JSON.stringify({ ...settings, vendorNow, productNow }),
      })
      if (!answer.ok) throw new Error('The vendor does not take its settings')
    },
    async forget() {
      settings = FRESH
      await vendor.set({})
      await fetch(url, { method: 'DELETE' })
    },
    stop: () => child.stop(),
  }
  return vendor
}
