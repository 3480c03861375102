import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import lit from 'eslint-plugin-lit'
import litA11y from 'eslint-plugin-lit-a11y'
import wc from 'eslint-plugin-wc'
import tseslint from 'typescript-eslint'

const TESTS = ['**/*.test.ts', 'test/**']

const everywhere = [
  {
    selector: 'TSEnumDeclaration',
    message:
      'Use a union of string literals: Node runs erasable TypeScript, and a switch over a union can be exhaustive.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that one thing has one name everywhere.' },
  {
    selector: 'ExportSpecifier[exported.name="default"]',
    message: 'Export by name, so that one thing has one name everywhere.',
  },
]

const batchOnly = {
  selector: 'CallExpression[callee.property.name="transaction"]',
  message: 'Batch only: D1 has no transactions, and on a libSQL file they stall the event loop.',
}

const pure = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'shared/ is pure: take the moment as an argument.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'shared/ is pure: take the moment as an argument.',
  },
  { selector: 'CallExpression[callee.name="Date"]', message: 'shared/ is pure: take the moment as an argument.' },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'shared/ is pure: take the chance as an argument.',
  },
]

const IMPURE_GLOBALS = [
  'process',
  'performance',
  'fetch',
  'window',
  'document',
  'localStorage',
  'setTimeout',
  'setInterval',
].map((name) => ({ name, message: 'shared/ is pure: what it needs comes in as an argument.' }))

const strictCsp = [
  {
    selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/<style|\\sstyle=/]',
    message:
      'A style element or attribute breaks under style-src without unsafe-inline: use static styles or setProperty.',
  },
  {
    selector: 'CallExpression[callee.property.name="setAttribute"][arguments.0.value="style"]',
    message: 'A style attribute breaks under style-src without unsafe-inline: use setProperty.',
  },
  {
    selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/]',
    message: 'Under Trusted Types this throws: render a template.',
  },
]

const guest = [
  {
    selector: 'Decorator[expression.callee.name="customElement"]',
    message: 'Registration is in widget/register.ts alone, guarded against a second copy of the snippet.',
  },
  {
    selector: 'CallExpression[callee.object.name="customElements"][callee.property.name="define"]',
    message: 'Registration is in widget/register.ts alone, guarded against a second copy of the snippet.',
  },
]

const PHYSICAL =
  '(?<![-\\w])(left|right)\\s*:|(margin|padding|inset|border|scroll-margin|scroll-padding)-(left|right)(?![\\w])|border-(top|bottom)-(left|right)-radius|(text-align|float|clear)\\s*:\\s*(left|right)'

const logicalCss = [
  {
    selector: `TaggedTemplateExpression[tag.name="css"] TemplateElement[value.raw=/${PHYSICAL}/]`,
    message: 'Use logical properties (inline-start, inline-end): [dir=rtl] cannot match inside a shadow root.',
  },
]

const UNSAFE_DIRECTIVES = ['unsafe-html', 'unsafe-svg', 'unsafe-static', 'unsafe-mathml'].flatMap((name) => [
  { name: `lit/directives/${name}.js`, message: 'Words travel as text, never as markup.' },
])

const STYLE_MAP = {
  name: 'lit/directives/style-map.js',
  message: 'Its first render is a style attribute, which CSP refuses (https://github.com/lit/lit/issues/4719).',
}

export default defineConfig(
  { ignores: ['dist/**', 'data/**', 'node_modules/**', 'test/fixtures/**', 'test/artifacts/**', '.wrangler/**'] },
  // A rule that is wrong is changed here, for everyone, with its reason.
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.d.mts'],
    extends: [tseslint.configs.recommended],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere],
      'no-restricted-imports': ['error', { paths: UNSAFE_DIRECTIVES }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // A promise nobody waits for is a refund nobody hears of: worth the type information, on the server only.
    files: ['server/**/*.ts'],
    ignores: TESTS,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    // A test may hold the file the way another program would.
    files: ['server/**/*.ts', 'test/**/*.ts'],
    ignores: ['server/**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, batchOnly] },
  },
  {
    files: ['shared/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...pure],
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
    },
  },
  {
    files: ['widget/**/*.ts', 'admin/**/*.ts'],
    extends: [
      lit.configs['flat/recommended'],
      wc.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
      litA11y.configs.recommended,
    ],
    rules: {
      'lit/no-legacy-imports': 'error',
      // In a dialog that opens on demand it is how focus is placed.
      'lit-a11y/no-autofocus': 'off',
      'lit/no-useless-template-literals': 'error',
      // Our bases are typed: a callback they lack is a type error already.
      'wc/guard-super-call': 'off',
      'lit/quoted-expressions': ['error', 'never'],
      'no-restricted-syntax': ['error', ...everywhere, ...logicalCss],
    },
  },
  {
    files: ['widget/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...logicalCss, ...strictCsp, ...guest],
      'no-restricted-imports': ['error', { paths: [...UNSAFE_DIRECTIVES, STYLE_MAP] }],
    },
  },
  {
    files: ['widget/register.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...logicalCss, ...strictCsp] },
  },
  {
    files: TESTS,
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        URL: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  {
    // Their tools ask for a default export; a worker's entry is one by the platform's contract.
    files: ['*.config.ts', '*.config.mjs', 'server/worker.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
