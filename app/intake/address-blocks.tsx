import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Alert } from '../kit/alert.tsx'
import { SubmitButton } from '../kit/form/submit-button.tsx'
import { onTheWall } from '../kit/format.ts'
import { Stack } from '../kit/page.tsx'
import { useFormat } from '../kit/use-format.ts'
import { useWords } from '../kit/use-words.ts'
import type { BlockLine } from '../messages/queries.server.ts'

interface AddressBlocksProps {
  blocks: readonly BlockLine[]
  /** Which of the addresses there are. */
  has: { email: boolean; sms: boolean }
  today: string
}

/** Whether reminders still go to the addresses of the person, since when not and why; and what the person wants. */
export function AddressBlocks({ blocks, has, today }: AddressBlocksProps): ReactNode {
  const { t } = useWords()
  const f = useFormat(today)
  const channels = (['email', 'sms'] as const).filter((channel) => has[channel])
  return (
    <Stack>
      {channels.map((channel) => {
        const block = blocks.find((one) => one.channel === channel)
        const wish = block ? 'lift' : 'stop'
        return (
          <Stack key={channel}>
            {block ? (
              <Alert
                tone="warn"
                title={t(`intake:block.${block.reason}`, { date: f.date(onTheWall(block.since).date) })}
              />
            ) : null}
            <Form method="post">
              <input type="hidden" name="intent" value="address" />
              <input type="hidden" name="channel" value={channel} />
              <input type="hidden" name="wish" value={wish} />
              <SubmitButton small kind="secondary">
                {t(`intake:block.${wish}-${channel}`)}
              </SubmitButton>
            </Form>
          </Stack>
        )
      })}
    </Stack>
  )
}
