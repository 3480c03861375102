import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'
import { minifyTemplates } from './minify-templates.mjs'

type Transform = (this: { parse: typeof parseAst }, code: string, id: string) => { code: string } | null

const transform = minifyTemplates().transform as Transform
const minify = (code: string, id = '/widget/elements/line.js') => transform.call({ parse: parseAst }, code, id)?.code

describe('minifyTemplates', () => {
  it('folds a line break with its indentation into one space', () => {
    expect(minify('html`\n  <p>\n    ${a}  b\n  </p>\n`')).toBe('html` <p> ${a}  b </p> `')
  })

  it('folds templates inside templates, each once', () => {
    expect(minify('html`<p>\n  ${html`<b>\n  x</b>`}\n</p>`')).toBe('html`<p> ${html`<b> x</b>`} </p>`')
  })

  it('drops CSS comments and spaces around punctuation, not those that select descendants', () => {
    expect(minify('css`/* a */\n  .a  > .b :host {\n    color: red;\n    margin: ${m} 0;\n  }\n`')).toBe(
      'css` .a>.b :host{color:red;margin:${m} 0}`',
    )
  })

  it('drops the zero before a point', () => {
    expect(minify('css`a{color:oklch(10.05% 0.02 0 / 0.5);margin:-0.5em 0.5px;opacity:0}`')).toBe(
      'css`a{color:oklch(10.05% .02 0 / .5);margin:-0.5em .5px;opacity:0}`',
    )
  })

  it('keeps its place after characters outside ASCII and the plane', () => {
    expect(minify("const a = '退款申请 🧾'\nhtml`退款\n  <b></b>`\nhtml`退款\n  <i></i>`")).toBe(
      "const a = '退款申请 🧾'\nhtml`退款 <b></b>`\nhtml`退款 <i></i>`",
    )
  })

  it('leaves other literals and other packages alone', () => {
    expect(minify('css`a`\nconst text = `a\n  b`')).toBe('css`a`\nconst text = `a\n  b`')
    expect(minify('html`\n  <p>`', '/node_modules/kit/index.js')).toBeUndefined()
  })
})
