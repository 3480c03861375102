import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('docs/architecture.md shows the transition table as it is (else: node scripts/lifecycle-docs.mjs)', () => {
  const script = fileURLToPath(new URL('./lifecycle-docs.mjs', import.meta.url))
  expect(spawnSync(process.execPath, [script, '--check']).status).toBe(0)
})
