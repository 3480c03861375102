import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Blobs } from '../ports.ts'

const wellFormed = /^[\w-]+(\/[\w-]+)*$/

/** Files in a folder, one per key, readable by the owner alone. A file appears whole or not at all. */
export function folderBlobs(folder: string): Blobs {
  const pathOf = (key: string) => {
    if (!wellFormed.test(key)) throw new RangeError(`blob key ${key}`)
    return join(folder, key)
  }
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const unfinished = `${path}.${crypto.randomUUID()}.part`
      await writeFile(unfinished, bytes, { mode: 0o600 })
      await rename(unfinished, path)
    },
    async get(key) {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}
