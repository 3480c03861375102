import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { clearUnfinished, folderBlobs } from './folder-blobs.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amends-blobs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

it('keeps pieces, edited, for the owner alone, and says their hash', async () => {
  const blobs = folderBlobs(folder)
  const edits = [
    { from: 3, to: 6 },
    { from: 5, to: 7, bytes: Uint8Array.of(1, 2) },
  ]
  const hash = await blobs.keep('a/b', [new Uint8Array(4).fill(9), new Uint8Array(4).fill(8)], 'video/mp4', () => edits)
  const stored = readFileSync(join(folder, 'a/b'))
  expect([...stored]).toEqual([9, 9, 9, 0, 0, 1, 2, 8])
  expect(hash).toBe(createHash('sha256').update(stored).digest('hex'))
  expect(statSync(join(folder, 'a/b')).mode & 0o077).toBe(0)
  expect([...new Uint8Array(await new Response(await blobs.open('a/b', { from: 2, to: 6 })).arrayBuffer())]).toEqual([
    9, 0, 0, 1,
  ])
})

it('keeps nothing of what breaks off, or of what its edits refuse', async () => {
  const blobs = folderBlobs(folder)
  const broken = function* () {
    yield new Uint8Array(9)
    throw new Error('gone')
  }
  await expect(blobs.keep('a', broken(), '', () => [])).rejects.toThrow('gone')
  const refusing = () => {
    throw new Error('refused')
  }
  await expect(blobs.keep('a', [new Uint8Array(9)], '', refusing)).rejects.toThrow('refused')
  expect(files()).toEqual([])
  expect(await blobs.open('a', { from: 0, to: 1 })).toBeUndefined()
})

it('a start clears what a stop left behind, and nothing else', async () => {
  const blobs = folderBlobs(folder)
  await blobs.put('kept', Uint8Array.of(1), '')
  writeFileSync(join(folder, 'unfinished', 'left'), 'x')
  clearUnfinished(folder)
  expect(files().map(({ name }) => name)).toEqual(['kept'])
})
