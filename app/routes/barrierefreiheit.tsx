import type { PageHandle } from '../kit/page-title.ts'
import { AccessibilityStatement } from '../privacy/statement-view.tsx'

export const handle: PageHandle = { title: 'privacy:accessibility.title' }

export default AccessibilityStatement
