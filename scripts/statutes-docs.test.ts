import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('docs/statutes.md lists the statutes as they are (else: node scripts/statutes-docs.mjs)', () => {
  const script = fileURLToPath(new URL('./statutes-docs.mjs', import.meta.url))
  expect(spawnSync(process.execPath, [script, '--check']).status).toBe(0)
})
