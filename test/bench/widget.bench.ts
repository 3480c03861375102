import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { BUDGET_BYTES, measureWidget } from '../../scripts/size.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Bytes as brotli sends them: what every page of the shop loads, everything for a whole refund in one language, and the rest. */
export async function run() {
  execFileSync(process.execPath, ['scripts/build.mjs', 'widget', '--stale'], { cwd: root, stdio: ['ignore', 2, 2] })
  const { firstLoad, whole, later, policy, parts, laterParts, policyParts } = measureWidget()
  const floor = await floorBytes()
  return [
    figure('widget.first_load_br_bytes', firstLoad, BUDGET_BYTES.firstLoad, {}),
    figure('widget.whole_br_bytes', whole, BUDGET_BYTES.whole, parts),
    figure('widget.later_br_bytes', later, BUDGET_BYTES.later, laterParts),
    figure('widget.policy_br_bytes', policy, BUDGET_BYTES.policy, policyParts),
  ]

  function figure(name: string, value: number, most: number, more: Record<string, number>) {
    return {
      bench: 'widget',
      name,
      value,
      ratio: Number((value / floor).toFixed(3)),
      against: 'one element of Lit with i18next and a fetch client, minified into one module',
      detail: { most, floorBytes: floor, ...more },
    }
  }
}

async function floorBytes(): Promise<number> {
  const outdir = mkdtempSync(join(tmpdir(), 'amends-bench-widget-'))
  try {
    await build({
      absWorkingDir: root,
      entryPoints: { widget: 'test/bench/widget/floor.ts' },
      outdir,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      conditions: ['production'],
      legalComments: 'none',
    })
    return measureWidget(outdir).whole
  } finally {
    rmSync(outdir, { recursive: true })
  }
}
