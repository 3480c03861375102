import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const eslint = new ESLint({ cwd: ROOT })

// Each rule of ours, by the code it refuses.
const REFUSED: [what: string, file: string, code: string][] = [
  ['an enum', 'shared/a.ts', 'export enum State { open }'],
  ['a default export', 'server/http/a.test.ts', 'export default 1'],
  ['a default export in other words', 'shared/a.ts', 'const a = 1\nexport { a as default }'],
  [
    'a transaction',
    'test/a.ts',
    'export const pay = (db: Db) => db.transaction(() => 1)\ninterface Db { transaction: (run: () => number) => number }',
  ],
  ['the clock in shared', 'shared/a.ts', 'export const nowMs = Date.now()'],
  ['today in shared', 'shared/a.ts', 'export const today = new Date()'],
  ['chance in shared', 'shared/a.ts', 'export const chance = Math.random()'],
  ['the environment in shared', 'shared/a.ts', 'export const home = process.env.HOME'],
  ['the network in shared', 'shared/a.ts', "export const page = () => fetch('/')"],
  [
    'a style element in the widget',
    'widget/a.ts',
    'export const a = html`<style>p {}</style>`\ndeclare const html: (s: TemplateStringsArray) => string',
  ],
  [
    'a style attribute in the widget',
    'widget/a.ts',
    'export const a = html`<p style="color: red"></p>`\ndeclare const html: (s: TemplateStringsArray) => string',
  ],
  ['styleMap in the widget', 'widget/a.ts', "export { styleMap } from 'lit/directives/style-map.js'"],
  ['markup from words', 'admin/a.ts', "export { unsafeHTML } from 'lit/directives/unsafe-html.js'"],
  ['innerHTML in the widget', 'widget/a.ts', "export const a = (el: Element) => { el.innerHTML = '' }"],
  ['registration outside define.ts', 'widget/a.ts', "customElements.define('amends-a', class extends HTMLElement {})"],
  [
    'a decorator that registers',
    'widget/a.ts',
    "@customElement('amends-a')\nexport class A {}\ndeclare const customElement: (tag: string) => ClassDecorator",
  ],
  [
    'a physical margin',
    'widget/a.styles.ts',
    'export const a = css`p { margin-left: 1em }`\ndeclare const css: (s: TemplateStringsArray) => string',
  ],
  [
    'a physical position',
    'admin/a.styles.ts',
    'export const a = css`p { right: 0 }`\ndeclare const css: (s: TemplateStringsArray) => string',
  ],
  [
    'a physical alignment',
    'widget/a.ts',
    'export const a = css`p { text-align: left }`\ndeclare const css: (s: TemplateStringsArray) => string',
  ],
]

const ACCEPTED: [what: string, file: string, code: string][] = [
  ['a given moment', 'shared/a.ts', 'export const at = (ms: number) => new Date(ms)'],
  ['the clock outside shared', 'test/a.ts', 'export const nowMs = Date.now()'],
  [
    'logical properties',
    'widget/a.styles.ts',
    'export const a = css`p { inset-inline-start: 0; --bar-left: 1em; margin-inline: 0 }`\ndeclare const css: (s: TemplateStringsArray) => string',
  ],
  [
    'registration in register.ts',
    'widget/register.ts',
    "customElements.define('amends-a', class extends HTMLElement {})",
  ],
]

describe('lint', () => {
  it.each(REFUSED)('refuses %s', async (_what, file, code) => {
    const rules = await rulesBroken(file, code)
    expect(rules).toHaveLength(1)
    expect(rules[0]).toMatch(/^no-restricted-/)
  })

  it.each(ACCEPTED)('accepts %s', async (_what, file, code) => {
    expect(await rulesBroken(file, code)).toEqual([])
  })

  it('ignores inline switches, and says so', async () => {
    const code = '// eslint-disable-next-line\nexport const a: any = 1\n'
    expect(await rulesBroken('shared/a.ts', code)).toEqual([null, '@typescript-eslint/no-explicit-any'])
  })
})

async function rulesBroken(file: string, code: string) {
  const [result] = await eslint.lintText(code, { filePath: join(ROOT, file) })
  return (result?.messages ?? []).map((message) => message.ruleId)
}
