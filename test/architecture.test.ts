import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CONFIG = join(ROOT, '.dependency-cruiser.cjs')
const require = createRequire(import.meta.url)

/** A small repository that breaks every direction once, and keeps them everywhere else. */
const FIXTURE = join(ROOT, 'test/fixtures/directions')

const EXPECTED = [
  ['shared-imports-nothing-of-ours', 'shared/reaches-server.ts'],
  ['shared-imports-only-zod', 'shared/reaches-hono.ts'],
  ['zod-only-in-schema-files', 'shared/zod-outside-schema.ts'],
  ['schema-values-stay-in-schema-files', 'shared/schema-value.ts'],
  ['schema-values-stay-in-schema-files', 'widget/schema-value.ts'],
  ['no-node-outside-node-files', 'shared/reads-a-file.ts'],
  ['widget-and-admin-never-each-other', 'widget/reaches-admin.ts'],
  ['front-ends-never-import-the-server', 'admin/reaches-server.ts'],
  ['nobody-imports-a-front-end', 'server/reaches-widget.ts'],
  ['widget-carries-no-server-packages', 'widget/carries-zod.ts'],
  ['routes-never-touch-the-database', 'server/refunds/routes.ts'],
  ['only-stores-and-db-import-drizzle', 'server/refunds/drizzle-in-a-verb.ts'],
  ['a-verb-never-imports-hono', 'server/refunds/hono-in-a-verb.ts'],
  ['features-meet-at-their-index', 'server/refunds/reaches-inside.ts'],
  ['nothing-stands-on-the-demo', 'server/refunds/stands-on-demo.ts'],
  ['no-cycles', 'shared/circle-a.ts'],
  ['no-orphans', 'shared/orphan.ts'],
]

describe('the directions of imports', () => {
  it('fire on the fixture that breaks them, and only there', () => {
    expect(violations(FIXTURE)).toEqual(sorted(EXPECTED))
  })

  it('are each broken by the fixture', () => {
    const { forbidden } = require(CONFIG) as { forbidden: { name: string }[] }
    const names = forbidden.map((rule) => rule.name).sort()
    expect(names).toEqual([...new Set(EXPECTED.map(([rule]) => rule))].sort())
  })
})

function violations(directory: string) {
  const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [cli, '--config', CONFIG, '--output-type', 'json', 'shared', 'server', 'widget', 'admin']
  let output: string
  try {
    output = execFileSync(process.execPath, args, { cwd: directory, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    // The tool exits with the number of violations.
    output = (error as { stdout: string }).stdout
  }
  const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string }; from: string }[] } }
  return sorted(summary.violations.map(({ rule, from }) => [rule.name, from]))
}

function sorted(pairs: string[][]) {
  return pairs.map((pair) => pair.join(' ')).sort()
}
