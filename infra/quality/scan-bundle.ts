/** What the browser gets must hold no server module: neither by name nor by a trace of what only servers do. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildWhenStale, root } from '../start/build.ts'

const TRACES = [
  /\bnode:(crypto|fs|net|path|stream|child_process)\b/,
  /postgres(ql)?:\/\//,
  /\b(audit_event|city_credential|password_hash|argon2|ioredis|bullmq|resend\.com)\b/i,
  /\b(DATABASE_URL|REDIS_URL|PARTIZIPATION_KEY|RESEND_API_KEY)\b/,
  /\bselect\b[^"'`]{0,80}\bfrom\b[^"'`]{0,40}\b(person|client|account|membership)\b/i,
]

await buildWhenStale()
const folder = join(root, 'build', 'client')
const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.js'),
)
if (scripts.length === 0) throw new Error('The build holds no script: nothing was scanned')
const found = scripts.flatMap((name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  return TRACES.filter((trace) => trace.test(text)).map((trace) => `${name}: ${trace.source}`)
})
for (const line of found) console.error(line)
console.log(`${scripts.length} scripts scanned, ${found.length} traces of server code`)
process.exit(found.length === 0 ? 0 : 1)
