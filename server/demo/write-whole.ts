import { rename, writeFile } from 'node:fs/promises'

/** A file appears whole or not at all, readable by the owner alone. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`
  await writeFile(unfinished, text, { mode: 0o600 })
  await rename(unfinished, path)
}
