// A widget build step: i18next as it is published, without what this bundle can never reach. What tree shaking leaves out
// of modules it leaves out of classes: methods nobody names; the log of a logger that is silent unless `debug` is set; and
// names of private properties, which become short. Expressions whose value our options settle are given as that value; what
// is left runs as it was written, and lean-i18next.test.ts holds it against the package itself.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { transform } from 'esbuild'
import { build, minifySync, parseAst } from 'vite'

const ENTRY = '\0i18next-entry'
const LEAN = '\0i18next-lean'

// What `define` is for globals, for the fields this package reads. Never given: undefined wherever it is read.
const ABSENT =
  'alwaysFormat appendNamespaceToCIMode appendNamespaceToMissingKey backend cleanCode context debug defaultVariables enableSelector fallbackNS formatParams formatter i18nFormat isClone joinArrays languageDetector lngs lowerCaseLng missingKeyHandler missingKeyNoValueFallbackToKey nonExplicitSupportedLngs ordinal overloadTranslationOptionHandler partialBundledLanguages postProcess precheck preload returnDetails returnNull returnObjects returnedObjectHandler saveMissing saveMissingTo skipInterpolation supportedLngs updateMissing useRawValueToEscape userDefinedKeySeparator userDefinedNsSeparator utils'.split(
    ' ',
  )
// Given as constants; who gives them is checked to do so.
const GIVEN = {
  escapeValue: 'false',
  fallbackLng: 'false',
  ignoreJSONStructure: 'false',
  initAsync: 'false',
  keySeparator: 'false',
  load: "'currentOnly'",
  nest: 'false',
  nsSeparator: 'false',
}
// Whole expressions, as they are written there: all words are given as flat texts in one namespace after another; none
// are fetched by a plugin; no default values, formats, post-processors or options of one call; keys are never functions.
const CONSTANT = {
  // what is given: all words, and in one language
  '!this.options.resources': 'false',
  'lng.includes(".")': 'false',
  'lng?.toLowerCase() === "cimode"': 'false',
  'nsSeparator && key.includes(nsSeparator)': 'false',
  'looksLikeObjectPath(key, nsSeparator, keySeparator)': 'true',
  'path == null && ignoreJSONStructure && isString(key)': 'false',
  'shouldHandleAsObject(resForObjHndl)': 'false',
  'Object.prototype.toString.apply(resForObjHndl)': "''",
  'handleAsObjectInI18nFormat && isString(joinArrays) && Array.isArray(res)': 'false',
  'typeof k === "function"': 'false',
  'typeof keys === "function"': 'false',
  'typeof ns === "function"': 'false',
  'typeof options === "function"': 'false',
  'typeof Intl === "undefined"': 'false',
  'deepExtend(pack, resources, overwrite)': '(void 0)',
  'isString(code) && hasCacheableFallback && !usesUncacheableOptionsFallback': 'false',
  '!key.includes(this.formatSeparator)': 'true',
  // no other language to fall back to
  'this.services.languageUtils.getBestMatchFromCodes(isString(lngs) ? [lngs] : lngs)': 'fl',
  'this.getFallbackCodes((fallbackCode === false ? [] : fallbackCode) || this.options.fallbackLng || [], code)': '[]',
  'this.getFallbackCodes(this.options.fallbackLng)[0]': '(void 0)',
  'this.languageUtils.getFallbackCodes(this.options.fallbackLng, opt.lng || this.language)': '[]',
  // no options of one call beyond values, count and namespaces
  'opt.interpolation': '(void 0)',
  'opt?.interpolation?.skipOnVariables !== void 0 ? opt.interpolation.skipOnVariables : this.options.interpolation.skipOnVariables':
    'true',
  'options?.interpolation?.skipOnVariables !== void 0 ? options.interpolation.skipOnVariables : this.options.interpolation.skipOnVariables':
    'true',
  'Translator.hasDefaultValue(opt)': 'false',
  'needsPluralHandling ? this.pluralResolver.getSuffix(lng, opt.count, opt) : ""': "''",
  'needsZeroSuffixLookup && opt[`defaultValue${this.options.pluralSeparator}zero`] || opt[`defaultValue${defaultValueSuffix}`] || opt[`defaultValue${defaultValueSuffixOrdinalFallback}`] || opt.defaultValue':
    '(void 0)',
  // no formats, nesting, escaping, post-processors, plugins that fetch, or log
  Formatter: 'null',
  'opt.nest = false': 'false',
  'res.match(this.interpolator.nestingRegexp)': 'null',
  '!this.escapeValue && typeof str === "string" && /\\$t\\([^)]*\\{[^}]*\\{\\{/.test(str)': 'false',
  'escape$1 !== void 0 ? escape$1 : escape': 'null',
  'prefixEscaped || suffixEscaped || nestingPrefixEscaped || nestingSuffixEscaped': 'false',
  'isString(postProcess) ? [postProcess] : postProcess': '(void 0)',
  'new Connector(createClassOnDemand(this.modules.backend), s.resourceStore, s, this.options)': '({})',
  '{ hasLoadedNamespace: this.hasLoadedNamespace.bind(this), reloadResources: this.reloadResources.bind(this) }': '{}',
  'this.modules.logger': '(void 0)',
  'this.init(concreteLogger, options)': '(void 0)',
  'new RegExpCache(20)': 'null',
  // what nobody asks the store for
  '[ "addResource", "addResources", "addResourceBundle", "removeResourceBundle" ]': '["addResourceBundle"]',
  '[ "getResource", "hasResourceBundle", "getResourceBundle", "getDataByLanguage" ]': '[]',
}
const UNHEARD =
  /\b(l|baseL)ogger\.(init|log|warn|error|deprecate|once)$|^\w+\.logger$|\.setResolvedLanguage$|^this\.(nesting\w+|useRawValueToEscape|escape|alwaysFormat)$|^(this|s\.backendConnector)\.(emit|on)$|translator\.on$/
const READABLE = { module: true, compress: { target: 'es2022' }, mangle: false, codegen: { removeWhitespace: false } }

/** @param usedBy the source that calls i18next: every name in it stays as it is. */
export function leanI18next(usedBy) {
  return {
    name: 'lean-i18next',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id) => (id === 'i18next' ? LEAN : null),
    async load(id) {
      return id === LEAN ? { code: await leanSource(readFileSync(usedBy, 'utf8')), map: null } : null
    },
  }
}

export async function leanSource(user) {
  for (const name of ABSENT) {
    if (new RegExp(`\\b${name}\\b`).test(user)) throw new Error(`${name} is an option that the build takes for absent`)
  }
  for (const [name, value] of Object.entries(GIVEN)) {
    if (!user.includes(`${name}: ${value}`)) throw new Error(`the build takes ${name} for ${value}`)
  }
  let code = dropUnheard(define(await treeShaken()))
  for (let before = 0; before !== code.length; ) {
    before = code.length
    const compressed = minifySync('i18next.js', code, READABLE)
    if (compressed.errors.length) throw new Error(compressed.errors[0].message)
    code = dropUncalledMethods(dropUnkept(compressed.code))
  }
  return shortenNames(code, user)
}

/** Only what `createInstance` reaches, still readable. */
async function treeShaken() {
  const file = createRequire(import.meta.url)
    .resolve('i18next/package.json')
    .replace('package.json', 'dist/esm/i18next.js')
  const [{ output }] = [
    await build({
      configFile: false,
      logLevel: 'warn',
      plugins: [
        {
          name: 'i18next-entry',
          resolveId: (id) => (id === ENTRY ? id : null),
          load: (id) => (id === ENTRY ? `export { createInstance } from ${JSON.stringify(file)}` : null),
        },
      ],
      build: {
        write: false,
        minify: false,
        target: 'es2022',
        rolldownOptions: {
          input: ENTRY,
          preserveEntrySignatures: 'strict',
          treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
        },
      },
    }),
  ].flat()
  return output[0].code
}

function define(code) {
  const values = new Map([...ABSENT.map((name) => [name, '(void 0)']), ...Object.entries(GIVEN)])
  const edits = []
  const written = new Set()
  const found = new Set()
  walk(parseAst(code), (node, parent) => {
    if (node.type === 'AssignmentExpression') written.add(node.left)
    if (node.type === 'UnaryExpression' && node.operator === 'delete') written.add(node.argument)
    if (written.has(node)) return
    const text = code.slice(node.start, node.end).replace(/\s+/g, ' ')
    if (node.type === 'ObjectExpression') {
      for (const { key, start, end } of node.properties) {
        if (ABSENT.includes(key?.name)) edits.push([{ start, end: end + /^\s*,?/.exec(code.slice(end))[0].length }, ''])
      }
    }
    const isName = node.type !== 'Identifier' || (parent.type === 'AssignmentExpression' && parent.right === node)
    const name = Object.hasOwn(CONSTANT, text) && isName ? text : undefined
    const field = node.type === 'MemberExpression' && !node.computed && values.has(node.property.name)
    if (!name && !field) return
    found.add(name ?? node.property.name)
    edits.push([node, name ? CONSTANT[name] : values.get(node.property.name)])
  })
  const missing = [...values.keys(), ...Object.keys(CONSTANT)].filter((name) => !found.has(name))
  if (missing.length) throw new Error(`i18next no longer reads ${missing.join(', ')}`)
  return edited(code, edits)
}

/** Statements that nobody hears of: the log of a silent logger, events without listeners, fields without readers. */
function dropUnheard(code) {
  const unheard = []
  walk(parseAst(code), (node) => {
    if (node.type !== 'ExpressionStatement') return
    const { type, callee, left } = node.expression
    const head = type === 'CallExpression' ? callee : type === 'AssignmentExpression' ? left : undefined
    if (head?.type === 'MemberExpression' && UNHEARD.test(code.slice(head.start, head.end))) unheard.push(node)
  })
  return edited(
    code,
    unheard.map((statement) => [statement, ';']),
  )
}

/** An instance that nobody keeps, of a class that does nothing when it is made. */
function dropUnkept(code) {
  const unkept = parseAst(code).body.filter(
    ({ type, expression }) =>
      type === 'ExpressionStatement' &&
      expression.type === 'NewExpression' &&
      expression.callee.type === 'ClassExpression' &&
      expression.callee.body.body.every(({ kind, value }) => kind !== 'constructor' || value.body.body.length === 0),
  )
  return edited(
    code,
    unkept.map((statement) => [statement, ';']),
  )
}

/** A method is out when nothing but itself names it, in code or in a string; what only such a method names follows. */
function dropUncalledMethods(code) {
  for (;;) {
    const methods = []
    const words = []
    walk(parseAst(code), (node) => {
      const { start, end } = node
      if (node.type === 'MethodDefinition' && node.kind !== 'constructor' && !node.computed) methods.push(node)
      if (node.type === 'Identifier') words.push({ text: node.name, start, end })
      if (node.type === 'Literal' && typeof node.value === 'string') words.push({ text: node.value, start, end })
      if (node.type === 'TemplateElement') words.push({ text: node.value.raw, start, end })
    })
    const isInside = (word, { start, end }) => word.start >= start && word.end <= end
    const isNamed = (name) => {
      const bodies = methods.filter((method) => method.key.name === name)
      const whole = new RegExp(`\\b${name}\\b`)
      return words.some((word) => whole.test(word.text) && !bodies.some((body) => isInside(word, body)))
    }
    const uncalled = methods.filter((method) => !isNamed(method.key.name))
    if (!uncalled.length) return code
    code = edited(
      code,
      uncalled.map((method) => [method, '']),
    )
  }
}

/** What the platform reads or gives: its own members, and the fields of objects that it takes or returns. */
function platformNames() {
  const names = new Set('index input groups indices type proxy revoke pluralCategories direction value done'.split(' '))
  const visited = new Set()
  const visit = (object, depth) => {
    if ((typeof object !== 'object' && typeof object !== 'function') || !object || visited.has(object)) return
    visited.add(object)
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
      names.add(name)
      if (depth > 0) visit(value, depth - 1)
    }
    visit(object.prototype, depth)
  }
  for (const root of [
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    RegExp,
    Date,
    Error,
    Promise,
    Proxy,
    Reflect,
    Map,
    Set,
    WeakSet,
    WeakMap,
    JSON,
    Math,
    Intl,
    console,
    /x/.exec('x'),
    /x/,
  ])
    visit(root, 2)
  return names
}

async function shortenNames(code, user) {
  const kept = platformNames()
  const keep = (text) => {
    for (const word of text.match(/\w+/g) ?? []) kept.add(word)
  }
  keep(user)
  const named = new Set()
  walk(parseAst(code), (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') keep(node.value)
    if (node.type === 'TemplateElement') keep(node.value.raw)
    if (node.type === 'MemberExpression' && !node.computed) named.add(node.property.name)
    if ((node.type === 'Property' || node.type === 'MethodDefinition') && !node.computed) named.add(node.key.name)
  })
  const own = [...named].filter((name) => /^[a-zA-Z]\w*$/.test(name ?? '') && !kept.has(name))
  const { code: short } = await transform(code, {
    format: 'esm',
    target: 'es2022',
    mangleProps: new RegExp(`^(${own.join('|')})$`),
  })
  return short
}

/** Of edits within each other the outer one counts. */
function edited(code, edits) {
  const outer = edits.filter(([a]) => !edits.some(([b]) => b !== a && b.start <= a.start && a.end <= b.end))
  for (const [{ start, end }, text] of outer.toSorted(([a], [b]) => b.start - a.start)) {
    code = code.slice(0, start) + text + code.slice(end)
  }
  return code
}

function walk(node, visit, parent) {
  if (Array.isArray(node)) {
    for (const child of node) walk(child, visit, parent)
  } else if (node && typeof node.type === 'string') {
    visit(node, parent)
    for (const key in node) if (key !== 'parent') walk(node[key], visit, node)
  }
}
