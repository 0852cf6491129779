import type { ReactNode } from 'react'

type KernIcon =
  | 'account-circle'
  | 'add'
  | 'arrow-back'
  | 'arrow-forward'
  | 'arrow-up'
  | 'autorenew'
  | 'calendar-today'
  | 'check'
  | 'checklist'
  | 'chevron-left'
  | 'chevron-right'
  | 'close'
  | 'danger'
  | 'dehaze'
  | 'delete'
  | 'download'
  | 'draft'
  | 'edit'
  | 'help'
  | 'home'
  | 'info'
  | 'language'
  | 'logout'
  | 'mail'
  | 'more-vert'
  | 'open-in-new'
  | 'search'
  | 'success'
  | 'visibility'
  | 'warning'
type KitIcon = 'building' | 'chart' | 'door' | 'people' | 'permit' | 'phone' | 'signature' | 'talk' | 'work'

export type IconName = KernIcon | KitIcon

const own: ReadonlySet<string> = new Set<KitIcon>([
  'building',
  'chart',
  'door',
  'people',
  'permit',
  'phone',
  'signature',
  'talk',
  'work',
])

/** A picture beside a word, never instead of one: it is hidden from screen readers. `small` = 20 px, else 24 px. */
export function Icon({ name, small }: { name: IconName; small?: boolean | undefined }): ReactNode {
  const drawn = own.has(name) ? `k-icon--${name}` : `kern-icon--${name}`
  return <span className={`kern-icon ${drawn}${small ? ' k-icon--small' : ''}`} aria-hidden="true" />
}
