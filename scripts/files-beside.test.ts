import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesBeside } from './files-beside.mjs'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'amends-files-beside-'))
})

afterEach(() => rmSync(directory, { recursive: true }))

describe('filesBeside', () => {
  it('lays files and folders beside the bundle, from whatever depth they are read', async () => {
    write('db/migrations/0000.sql', 'select 1')
    write('db/migrate.ts', "export const folder = new URL('./migrations/', import.meta.url)")
    write('demo/store.css', 'p {}')
    write('demo/store.ts', "export const css = new URL('./store.css', import.meta.url)")
    write('main.ts', "export * from './db/migrate.ts'\nexport * from './demo/store.ts'")
    await bundle()
    expect(existsSync(join(directory, 'out/migrations/0000.sql'))).toBe(true)
    expect(existsSync(join(directory, 'out/store.css'))).toBe(true)
  })

  it('refuses what is missing', async () => {
    write('main.ts', "export const css = new URL('./store.css', import.meta.url)")
    await expect(bundle()).rejects.toThrow('there is no ./store.css beside this file')
  })

  it("leaves other parts' results to their own builds", async () => {
    write('main.ts', "export const widget = new URL('../widget/', import.meta.url)")
    await expect(bundle()).resolves.toMatchObject({ errors: [] })
  })

  it('refuses two files of one name', async () => {
    for (const folder of ['a', 'b']) {
      write(`${folder}/words.json`, '{}')
      write(`${folder}/read.ts`, `export const ${folder} = new URL('./words.json', import.meta.url)`)
    }
    write('main.ts', "export * from './a/read.ts'\nexport * from './b/read.ts'")
    await expect(bundle()).rejects.toThrow('would overwrite')
  })
})

function write(path: string, content: string) {
  mkdirSync(dirname(join(directory, path)), { recursive: true })
  writeFileSync(join(directory, path), content)
}

function bundle() {
  return build({
    absWorkingDir: directory,
    entryPoints: ['main.ts'],
    outdir: 'out',
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
    plugins: [filesBeside()],
  })
}
