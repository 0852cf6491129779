import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { today } from '../../infra/clock.ts'
import { readOutbox } from '../../infra/mail.ts'
import { runtime } from '../access/runtime.server.ts'
import { Frame } from '../kit/frame.tsx'
import { notFound } from '../kit/http.server.ts'
import type { PageHandle } from '../kit/page-title.ts'
import { OutboxView } from '../messages/outbox-view.tsx'

export const handle: PageHandle = { title: 'messages:outbox.title' }

/** Exists only while the product runs as a demo; otherwise it is like any address that does not exist. */
export async function loader() {
  const { env, clock } = runtime()
  if (!env.demo) throw notFound()
  return { cities: readOutbox(env.dataDir), today: today(clock).toString() }
}

export default function Outbox(): ReactNode {
  const { cities, today: day } = useLoaderData<typeof loader>()
  return (
    <Frame narrow>
      <OutboxView cities={cities} today={day} />
    </Frame>
  )
}
