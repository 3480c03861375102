import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('docs/facts.md lists the facts as they are (else: node scripts/facts-docs.mjs)', () => {
  const script = fileURLToPath(new URL('./facts-docs.mjs', import.meta.url))
  expect(spawnSync(process.execPath, [script, '--check']).status).toBe(0)
})
