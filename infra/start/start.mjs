// npm start, npm run dev. Plain JavaScript without dependencies: on a fresh clone there is no node_modules yet.
import { createServer } from 'node:net'
import { checkNode } from './install.mjs'
import { launch, refuse } from './launch.mjs'

const env = { ...process.env }
if (!env.DEMO && !env.DATABASE_URL) env.DEMO = '1'

/**
 * Asked before the first step, so that nobody waits for an installation only to read this. A PORT that is no number
 * is left to the check of all variables.
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>}
 */
const portProblem = (port, host) =>
  new Promise((resolve) => {
    if (!Number.isInteger(port) || port < 0 || port > 65535) return resolve(undefined)
    const probe = createServer()
    probe.on('error', (error) => {
      const code = 'code' in error ? error.code : undefined
      if (code === 'EADDRINUSE')
        resolve(`Port ${port} is taken: end what uses it, or choose another one with PORT=...`)
      else resolve(`Cannot listen on ${host}:${port}: ${error.message}`)
    })
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })

const nodeProblem = checkNode(process.versions.node)
if (nodeProblem) refuse(nodeProblem)
const host = env.HOST || (env.DEMO === '1' ? '127.0.0.1' : '0.0.0.0')
const problem = await portProblem(Number(env.PORT || 3000), host)
if (problem) refuse(problem)
const isDevelopment = process.argv.includes('--dev')
await launch('infra/start/main.ts', env, isDevelopment ? undefined : 'build/processes/start.js')
