import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Edit } from '../edits.ts'
import type { Blobs } from '../ports.ts'

const wellFormed = /^[\w-]+(\/[\w-]+)*$/
const pieceBytes = 65_536

/** Files in a folder, one per key, readable by the owner alone. A file appears whole or not at all. */
export function folderBlobs(folder: string): Blobs {
  const pathOf = (key: string) => {
    if (!wellFormed.test(key)) throw new RangeError(`blob key ${key}`)
    return join(folder, key)
  }
  const keep: Blobs['keep'] = async (key, pieces, _type, edits) => {
    const path = pathOf(key)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await mkdir(unfinishedIn(folder), { recursive: true, mode: 0o700 })
    const unfinished = join(unfinishedIn(folder), crypto.randomUUID())
    const file = await open(unfinished, 'wx+', 0o600)
    try {
      for await (const piece of pieces) await file.writeFile(piece)
      await edit(file, edits())
      const hash = await hashOf(file)
      await rename(unfinished, path)
      return hash
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    } finally {
      await file.close()
    }
  }
  return {
    keep,
    async put(key, bytes, type) {
      await keep(key, [bytes], type, () => [])
    },
    async open(key, range) {
      const path = pathOf(key)
      try {
        await stat(path)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
      return fileStream(path, range)
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}

/** What a stop in the middle left behind; only while nothing is being written there. */
export function clearUnfinished(folder: string): void {
  rmSync(unfinishedIn(folder), { recursive: true, force: true })
}

function unfinishedIn(folder: string): string {
  return join(folder, 'unfinished')
}

async function edit(file: FileHandle, edits: readonly Edit[]): Promise<void> {
  const zeros = new Uint8Array(pieceBytes)
  for (const { from, to, bytes } of edits) {
    if (bytes) await file.write(bytes, 0, to - from, from)
    else for (let at = from; at < to; at += pieceBytes) await file.write(zeros, 0, Math.min(pieceBytes, to - at), at)
  }
}

async function hashOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  const piece = new Uint8Array(pieceBytes)
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(piece, 0, pieceBytes, at)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(piece.subarray(0, bytesRead))
    at += bytesRead
  }
}

/** Opened when it is read: an answer to HEAD never is. */
function fileStream(path: string, { from, to }: { from: number; to: number }): ReadableStream<Uint8Array<ArrayBuffer>> {
  let file: FileHandle | undefined
  let at = from
  return new ReadableStream(
    {
      async pull(controller) {
        file ??= await open(path)
        const piece = new Uint8Array(Math.min(pieceBytes, to - at))
        const { bytesRead } = await file.read(piece, 0, piece.length, at)
        at += bytesRead
        if (bytesRead > 0) controller.enqueue(piece.subarray(0, bytesRead))
        if (bytesRead > 0 && at < to) return
        await file.close()
        controller.close()
      },
      cancel: () => file?.close(),
    },
    { highWaterMark: 0 },
  )
}
