import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Link } from './link.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'tertiary'

interface Look {
  /** One primary a screen; `secondary` unless said otherwise. */
  kind?: ButtonKind | undefined
  icon?: IconName | undefined
  /** 32 px high, for the action at the end of a line. */
  small?: boolean | undefined
  /** As wide as what it stands in; for a thumb. */
  block?: boolean | undefined
}

type ButtonProps = Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'>
type LinkButtonProps = Look & {
  to: string
  children: ReactNode
  reloadDocument?: boolean | undefined
  /** The whole name, where the words on it alone do not say of what. */
  'aria-label'?: string | undefined
}

const look = ({ kind = 'secondary', small, block }: Look): string =>
  `kern-btn kern-btn--${kind}${small ? ' k-btn--small' : ''}${block ? ' kern-btn--block' : ''}`

/** Submits a form unless `type` says otherwise. For the button that saves, take SubmitButton. */
export function Button({
  kind,
  icon,
  small,
  block,
  children,
  type = 'submit',
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button {...rest} type={type} className={look({ kind, small, block })}>
      {icon ? <Icon name={icon} small /> : null}
      <span className="kern-label">{children}</span>
    </button>
  )
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function LinkButton(props: LinkButtonProps): ReactNode {
  const { icon, children } = props
  return (
    <Link
      to={props.to}
      reloadDocument={props.reloadDocument}
      aria-label={props['aria-label']}
      className={look(props)}
    >
      {icon ? <Icon name={icon} small /> : null}
      <span className="kern-label">{children}</span>
    </Link>
  )
}

/** A link in running text or in a table. */
export function TextLink({
  to,
  children,
  strong,
}: {
  to: string
  children: ReactNode
  strong?: boolean | undefined
}): ReactNode {
  return (
    <Link to={to} className={strong ? 'k-link k-link--strong' : 'k-link'}>
      {children}
    </Link>
  )
}
