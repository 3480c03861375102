// A vite plugin: folds the indentation inside html``, svg`` and css`` literals, which no minifier may touch.
// White space that has a newline in it becomes one space, so inline layout stays what the source says.
const MARKUP = new Set(['html', 'svg'])

export function minifyTemplates() {
  return {
    name: 'minify-templates',
    apply: 'build',
    transform(code, id) {
      if (!/\.[tj]s$/.test(id) || id.includes('node_modules') || !/\b(html|svg|css)`/.test(code)) return null
      const edits = []
      walk(this.parse(code), (node) => {
        if (node.type !== 'TaggedTemplateExpression' || node.tag.type !== 'Identifier') return
        const fold = MARKUP.has(node.tag.name) ? foldMarkup : node.tag.name === 'css' ? foldCss : undefined
        if (!fold) return
        for (const quasi of node.quasi.quasis) {
          const raw = quasi.value.raw
          // Parsers disagree on whether a quasi's range includes its delimiters: find the text itself.
          const start = code.indexOf(raw, quasi.start)
          edits.push({ start, end: start + raw.length, text: fold(raw) })
        }
      })
      edits.sort((a, b) => b.start - a.start)
      let folded = code
      for (const { start, end, text } of edits) folded = folded.slice(0, start) + text + folded.slice(end)
      return { code: folded, map: null }
    },
  }
}

function foldMarkup(raw) {
  return raw.replace(/\s*\n\s*/g, ' ')
}

function foldCss(raw) {
  return raw
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/(?<=[ (:,])0\.(?=\d)/g, '.')
    .replace(/ > /g, '>')
    .replace(/;}/g, '}')
}

function walk(node, visit) {
  if (Array.isArray(node)) {
    for (const child of node) walk(child, visit)
  } else if (node && typeof node.type === 'string') {
    visit(node)
    for (const key in node) if (key !== 'parent') walk(node[key], visit)
  }
}
