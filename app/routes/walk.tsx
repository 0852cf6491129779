import type { PageHandle } from '../kit/page-title.ts'
import { WalkView } from '../walk/walk-view.tsx'

export const handle: PageHandle = { title: 'walk:page.title' }

export default WalkView
