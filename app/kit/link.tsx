import { useLocation, useNavigate } from '@remix-run/react'
import { type AnchorHTMLAttributes, type ReactNode, useEffect } from 'react'

interface LinkProps
  extends Pick<AnchorHTMLAttributes<HTMLAnchorElement>, 'className' | 'aria-current' | 'aria-label'> {
  /** Inside the product: `/c/...`, or `?...` for this page with another query. */
  to: string
  /** Leads to a file or to another site of ours: the browser loads it itself. */
  reloadDocument?: boolean | undefined
  /** The page stays where it is scrolled to. */
  keepScroll?: boolean | undefined
  children: ReactNode
}

/**
 * A link inside the product: a plain anchor, which `Links` follows without loading a new document. Remix's own
 * component works out each address anew and costs more than all else of a line in a list.
 */
export function Link(props: LinkProps): ReactNode {
  // Taken one by one: gathering the rest would cost more than the element.
  return (
    <a
      href={props.to}
      className={props.className}
      aria-current={props['aria-current']}
      aria-label={props['aria-label']}
      data-reload={props.reloadDocument ? '' : undefined}
      data-keep-scroll={props.keepScroll ? '' : undefined}
    >
      {props.children}
    </a>
  )
}

/** A click that means: take me there, in this window. */
const isPlain = (click: MouseEvent): boolean =>
  click.button === 0 &&
  !click.defaultPrevented &&
  !(click.metaKey || click.altKey || click.ctrlKey || click.shiftKey)

/** Where a click leads, if it is ours to follow; `undefined` = the browser's business. */
function followed(click: MouseEvent): HTMLAnchorElement | undefined {
  if (!isPlain(click) || !(click.target instanceof Element)) return undefined
  const anchor = click.target.closest('a')
  if (!anchor?.hasAttribute('href') || anchor.target || anchor.hasAttribute('download')) return undefined
  if (anchor.origin !== location.origin || 'reload' in anchor.dataset) return undefined
  // A place on this page, such as the way past the head of it.
  const samePage = anchor.pathname === location.pathname && anchor.search === location.search
  return samePage && anchor.hash ? undefined : anchor
}

/** Follows every link of the page by the router; once a document. Without script the browser does. */
export function FollowLinks(): null {
  const navigate = useNavigate()
  const { pathname, search, hash } = useLocation()
  useEffect(() => {
    const follow = (click: MouseEvent): void => {
      const anchor = followed(click)
      if (!anchor) return
      click.preventDefault()
      const to = anchor.pathname + anchor.search + anchor.hash
      navigate(to, {
        replace: to === pathname + search + hash,
        preventScrollReset: 'keepScroll' in anchor.dataset,
      })
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [navigate, pathname, search, hash])
  return null
}
