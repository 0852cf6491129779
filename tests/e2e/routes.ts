import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

interface Route {
  path?: string
  file: string
  children?: Route[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The addresses of all pages, from the route table itself: a new page joins by being there. */
export function pagePaths(): string[] {
  const cli = `${root}node_modules/@remix-run/dev/dist/cli.js`
  const tree: Route[] = JSON.parse(
    execFileSync(process.execPath, [cli, 'routes', '--json'], { cwd: root, encoding: 'utf8' }),
  )
  const walk = (routes: Route[], above: string): string[] =>
    routes.flatMap(({ path, file, children = [] }) => {
      const here = [above, path].filter(Boolean).join('/')
      // A file without markup answers something else than a page.
      return [
        ...(file.endsWith('.tsx') && children.length === 0 ? [`/${here}`] : []),
        ...walk(children, here),
      ]
    })
  return [...new Set(walk(tree, ''))].sort()
}
