import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Plain JavaScript: whether the build is fresh decides whether TypeScript has to be loaded at all.

/** @param {string} name */
const isTest = (name) => /\.(test|e2e|start)\.tsx?$/.test(name)

/** @param {string} root */
function sources(root) {
  const inFolders = ['app', 'db', 'workers', 'infra/start'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !isTest(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const inInfra = readdirSync(join(root, 'infra')).filter((name) => name.endsWith('.ts') && !isTest(name))
  return [
    ...inFolders,
    ...inInfra.map((name) => join(root, 'infra', name)),
    ...['package-lock.json', 'remix.config.js'].map((name) => join(root, name)),
  ].sort()
}

/** @param {string} root */
export const stampOf = (root) => join(root, 'build', 'made-from')

/**
 * What the production build is made from, as one hash.
 * @param {string} root
 */
export function fingerprint(root) {
  const hash = createHash('sha256')
  for (const file of sources(root)) {
    hash.update(`${file.slice(root.length)}\0`)
    hash.update(createHash('sha256').update(readFileSync(file)).digest())
  }
  return hash.digest('hex')
}

/**
 * Whether the production build that is there was made from just these sources.
 * @param {string} root
 * @param {string} [wanted] their fingerprint
 */
export const isBuilt = (root, wanted = fingerprint(root)) =>
  existsSync(stampOf(root)) && readFileSync(stampOf(root), 'utf8') === wanted
