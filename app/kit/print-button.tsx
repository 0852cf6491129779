import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'

/** Prints the page. Only a script can: without one the button is not there, and the browser's menu does. */
export function PrintButton({ children }: { children: ReactNode }): ReactNode {
  const [mayPrint, setMayPrint] = useState(false)
  useEffect(() => setMayPrint(true), [])
  return mayPrint ? (
    <Button type="button" onClick={() => window.print()}>
      {children}
    </Button>
  ) : null
}
