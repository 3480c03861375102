import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import { build, defineConfig, type Plugin } from 'vite'
import { leanI18next } from './scripts/lean-i18next.mjs'
import { minifyTemplates } from './scripts/minify-templates.mjs'
import { shortKeys } from './scripts/short-keys.mjs'
import { shortNames } from './scripts/short-names.mjs'

// The widget's own words, and those that other folders show too.
const LOCALE_DIRS = ['shared/locales', 'widget/i18n/locales']

const keys = shortKeys('widget', 'widget/i18n/locales')
const names = shortNames('widget')

// zod alone would be twice the widget; only hono's client half belongs in a browser.
const SERVER_ONLY = /node_modules\/(zod|drizzle-orm|@hono|better-auth|@libsql|hono\/dist\/(?!client\b|utils\b))/

// How long plugins took is nothing to whoever starts a shop.
const checks = { pluginTimings: false } as const

// Neither our code nor Lit's reads a property or a global only for what reading it sets off.
const treeshake = { propertyReadSideEffects: false, unknownGlobalSideEffects: false } as const
const minify = { compress: { target: 'es2022', treeshake }, mangle: true, codegen: true } as const

/** The script tag's classic script: an IIFE, because `document.currentScript` is null in a module. */
function loader(): Plugin {
  return {
    name: 'amends-loader',
    async generateBundle() {
      const { outputFiles, metafile } = await bundle({
        entryPoints: ['widget/loader.ts'],
        bundle: true,
        write: false,
        metafile: true,
        format: 'iife',
        target: 'es2020',
        minify: true,
        legalComments: 'none',
      })
      for (const input of Object.keys(metafile.inputs)) this.addWatchFile(join(process.cwd(), input))
      this.emitFile({ type: 'asset', fileName: 'widget.js', source: outputFiles[0]?.text ?? '' })
    },
  }
}

/**
 * `<amends-policy>`: a module of its own, for pages that show the policy and never a refund. It carries its own Lit, since a
 * third file shared by both would cost every refund a request.
 */
function policyModule(): Plugin {
  return {
    name: 'amends-policy-module',
    async generateBundle() {
      const built = await build({
        configFile: false,
        base: './',
        publicDir: false,
        logLevel: 'warn',
        plugins: [keys.plugin, names, minifyTemplates(), ownTrustedTypes(), refuseServerCode()],
        build: {
          target: 'es2022',
          write: false,
          sourcemap: true,
          reportCompressedSize: false,
          lib: { entry: { policy: 'widget/policy.ts' }, formats: ['es'] },
          rolldownOptions: { checks, output: { minify, entryFileNames: '[name].js' } },
        },
      })
      for (const result of [built].flat()) {
        for (const file of 'output' in result ? result.output : []) {
          if (file.type === 'chunk') for (const id of file.moduleIds) if (!id.startsWith('\0')) this.addWatchFile(id)
          const source = file.type === 'chunk' ? file.code : file.source
          this.emitFile({ type: 'asset', fileName: file.fileName, source })
        }
      }
    },
  }
}

/** Two copies of Lit in one page: where Trusted Types are enforced, a name is given once. */
function ownTrustedTypes(): Plugin {
  const given = 'createPolicy("lit-html"'
  let found = 0
  return {
    name: 'amends-own-trusted-types',
    transform(code, id) {
      if (!id.includes('node_modules/lit-html/') || !code.includes(given)) return null
      found++
      return { code: code.replace(given, 'createPolicy("amends-policy"'), map: null }
    },
    buildEnd() {
      if (found !== 1) this.error(`lit-html gives its Trusted Types policy a name in ${found} places`)
    },
  }
}

/** One JSON file a language, and one for each later part in it, fetched beside the module. */
function locales(): Plugin {
  return {
    name: 'amends-locales',
    generateBundle() {
      for (const file of readdirSync('widget/i18n/locales').filter((name) => name.endsWith('.json'))) {
        const words: Record<string, string> = {}
        for (const path of LOCALE_DIRS.map((directory) => join(directory, file)).filter((path) => existsSync(path))) {
          this.addWatchFile(join(process.cwd(), path))
          for (const [key, word] of Object.entries<string>(JSON.parse(readFileSync(path, 'utf8')))) {
            if (key in words) this.error(`${key} is in two files of ${file}`)
            words[key] = word
          }
        }
        // The policy's element has few words, and reads them as they are.
        const source = JSON.stringify(file.endsWith('.policy.json') ? keys.rename(words) : keys.pack(words))
        this.emitFile({ type: 'asset', fileName: `locales/${file}`, source })
      }
    },
  }
}

/** What later parts share with the first file stays there. */
function isNeededFirst(id: string, graph: { getModuleInfo(id: string): { importedIds: string[] } | null }) {
  const first = new Set<string>()
  const add = (each: string) => {
    if (first.has(each)) return
    first.add(each)
    graph.getModuleInfo(each)?.importedIds.forEach(add)
  }
  add(join(process.cwd(), 'widget/define.ts'))
  return first.has(id) ? 'amends' : null
}

/** integrity.json: what each file of this version must hash to, for pages that pin one. */
function integrity(): Plugin {
  return {
    name: 'amends-integrity',
    writeBundle({ dir = '' }, output) {
      const hashOf = (file: string) =>
        `sha384-${createHash('sha384')
          .update(readFileSync(join(dir, file)))
          .digest('base64')}`
      const files = Object.keys(output).filter((file) => file.endsWith('.js'))
      writeFileSync(
        join(dir, 'integrity.json'),
        JSON.stringify(Object.fromEntries(files.map((file) => [file, hashOf(file)]))),
      )
    },
  }
}

function refuseServerCode(): Plugin {
  return {
    name: 'amends-refuse-server-code',
    generateBundle(_options, output) {
      for (const chunk of Object.values(output)) {
        const foreign = chunk.type === 'chunk' ? chunk.moduleIds.find((id) => SERVER_ONLY.test(id)) : undefined
        if (foreign) this.error(`the widget must not carry ${foreign}`)
      }
    },
  }
}

export default defineConfig({
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [
    leanI18next('widget/i18n/words.ts'),
    keys.plugin,
    names,
    minifyTemplates(),
    loader(),
    policyModule(),
    locales(),
    integrity(),
    refuseServerCode(),
  ],
  build: {
    target: 'es2022',
    outDir: 'dist/widget',
    sourcemap: true,
    reportCompressedSize: false,
    // A library: else vite would add its own loader to every dynamic import.
    lib: { entry: { amends: 'widget/define.ts' }, formats: ['es'] },
    rolldownOptions: {
      checks,
      // Later parts import from amends.js what they share with it, so that no third file is needed.
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify,
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: { groups: [{ name: isNeededFirst, debugName: 'first' }] },
      },
    },
  },
})
