// npm run conformance -- DIR: drives the adapters of Stripe, PayPal and Adyen through every scenario and holds each
// request and each reply against the vendors' own OpenAPI files in DIR. They are not ours to ship: no part of npm test.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { ROOT } from './build-parts.mjs'

const [folder] = process.argv.slice(2)
const self = [join(ROOT, 'test/conformance/run.ts'), ...(folder ? [resolve(folder)] : [])]
const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...self], { cwd: ROOT, stdio: 'inherit' })
process.exitCode = status ?? 1
