import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { KeepPhoto } from './photo-box.ts'

/**
 * Where and how folderBlobs keeps files, without the care it takes of uploads: there are thousands, and nobody asks for one
 * before the database names it. Many show the same: those are one file under several names, where the disk can do that.
 */
export function photoFiles(folder: string): KeepPhoto {
  const folders = new Set<string>()
  const firsts = new Map<Uint8Array, string>()
  return (key, bytes) => {
    const path = join(folder, key)
    const inside = dirname(path)
    if (!folders.has(inside)) mkdirSync(inside, { recursive: true, mode: 0o700 })
    folders.add(inside)
    const first = firsts.get(bytes)
    const write = () => writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' })
    try {
      if (first === undefined) write()
      else linkSync(first, path)
    } catch {
      // Left by a seeding that was interrupted, or a disk without links.
      rmSync(path, { force: true })
      write()
    }
    if (first === undefined) firsts.set(bytes, path)
  }
}
