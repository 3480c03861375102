import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Ids, Secrets } from '../ports.ts'
import { StartError } from './start-error.ts'

export interface KeptSecrets extends Secrets {
  /** Of the one-time link for the first staff account. */
  firstAccountToken: string
}

/** @throws StartError when the folder cannot be made or written */
export function prepareDataDir(dataDir: string): void {
  const probe = join(dataDir, `.write-test-${process.pid}`)
  try {
    makeFolder(dataDir)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new StartError(`DATA_DIR ${dataDir} cannot be written: ${(error as Error).message}`)
  }
}

/** Not `recursive`: on Node 20 that never returns where a parent refuses with ENOENT, such as /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}

/** Made at the first start, kept in DATA_DIR/secrets.json, readable by the owner alone. */
export function keepSecrets(dataDir: string, ids: Ids): KeptSecrets {
  const file = join(dataDir, 'secrets.json')
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as KeptSecrets
    } catch (error) {
      throw new StartError(`${file} cannot be read: ${(error as Error).message}`)
    }
  }
  const secrets = { signingKey: ids.token(), sessionKey: ids.token(), firstAccountToken: ids.token() }
  writeFileSync(`${file}.part`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.part`, file)
  return secrets
}
