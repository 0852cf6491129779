import type { PageHandle } from '../kit/page-title.ts'
import { PrivacyStatement } from '../privacy/statement-view.tsx'

export const handle: PageHandle = { title: 'privacy:privacy.title' }

export default PrivacyStatement
