import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEnv } from '../env.ts'
import { loadRootKey, type RootKey } from '../key.ts'
import { checkPdf } from '../pdf-seal.ts'
import { type Arguments, allUnderstood, answer, UsageError } from './io.ts'

export const VERIFY_PLAN_USAGE = 'verify-plan <file.pdf>'

const SENTENCES = {
  unchanged: 'unchanged since this installation made it',
  changed: 'CHANGED, or made by another installation',
  unsealed: 'no seal of ours: not made here, or its end is missing',
} as const

/**
 * Whether a PDF of a work plan is, byte for byte, what this installation handed out. Needs the key alone: no database and no
 * network. Exit code 1 when it is not.
 */
export function verifyPlanCommand(args: Arguments): number {
  const path = args.words[1]
  if (!path || args.words.length > 2) throw new UsageError(VERIFY_PLAN_USAGE)
  allUnderstood(args)
  if (!existsSync(path)) throw new UsageError(`There is no file ${path}`)
  const checked = checkPdf(readFileSync(path), installationKey())
  answer(args, checked, () => {
    const whose = 'city' in checked ? `\ncity ${checked.city}\nchecksum ${checked.hash}` : ''
    return `${SENTENCES[checked.state]}${whose}`
  })
  return checked.state === 'unchanged' ? 0 : 1
}

/** The key there is; a check makes none. */
function installationKey(): RootKey {
  const { key, dataDir } = readEnv()
  if (!key && !existsSync(join(dataDir, 'key')))
    throw new UsageError(`${dataDir} holds no key: set PARTIZIPATION_DATA or PARTIZIPATION_KEY`)
  return loadRootKey({ key, dataDir })
}
