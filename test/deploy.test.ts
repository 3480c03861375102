import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'amends-deploy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What workerd offers of Node under nodejs_compat and our packages ask for. */
const allowed = ['node:async_hooks', 'node:crypto']

/** wrangler.toml as it is, but for the front ends' build, which other tests are busy with. */
function configured(): string {
  const assets = join(folder, 'static')
  mkdirSync(assets)
  const config = readFileSync('wrangler.toml', 'utf8')
    .replace(/\[build\][^[]*/, '')
    .replace('"server/worker.ts"', JSON.stringify(resolve('server/worker.ts')))
    .replace('"./dist/static"', JSON.stringify(assets))
    .replace('"server/db/migrations"', JSON.stringify(resolve('server/db/migrations')))
  const path = join(folder, 'wrangler.toml')
  writeFileSync(path, config)
  return path
}

describe('the edge bundle', () => {
  it('deploys, dry, and holds nothing of Node but what the platform offers', { timeout: 120_000 }, () => {
    const out = join(folder, 'out')
    const wrangler = ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', out]
    const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(folder, 'logs'), CI: '1' }
    const said = execFileSync(process.execPath, [...wrangler, '--config', configured()], { encoding: 'utf8', env })
    expect(said).toContain('--dry-run: exiting now')
    const scripts = readdirSync(out).filter((name) => name.endsWith('.js'))
    expect(scripts).toContain('worker.js')
    const code = scripts.map((name) => readFileSync(join(out, name), 'utf8')).join('\n')
    expect(code).not.toMatch(/createRequire/)
    const imported = [...code.matchAll(/(?:from\s*|import\s*\(?\s*|require\s*\(\s*)["'](node:[\w/]+)["']/g)]
    const foreign = [...new Set(imported.map(([, name]) => name ?? ''))].filter((name) => !allowed.includes(name))
    expect(foreign).toEqual([])
  })
})
