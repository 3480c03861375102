import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import { defineConfig, type Plugin } from 'vite'
import { minifyTemplates } from './scripts/minify-templates.mjs'
import { shortKeys } from './scripts/short-keys.mjs'

// The widget's own words, and those that other folders show too.
const LOCALE_DIRS = ['shared/locales', 'widget/i18n/locales']

const keys = shortKeys('widget', 'widget/i18n/locales/en.json')

// zod alone would be twice the widget; only hono's client half belongs in a browser.
const SERVER_ONLY = /node_modules\/(zod|drizzle-orm|@hono|better-auth|@libsql|hono\/dist\/(?!client\b|utils\b))/

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

/** One JSON file a language, fetched beside the module. */
function locales(): Plugin {
  return {
    name: 'amends-locales',
    generateBundle() {
      for (const file of readdirSync('widget/i18n/locales').filter((name) => name.endsWith('.json'))) {
        const words: Record<string, unknown> = {}
        for (const path of LOCALE_DIRS.map((directory) => join(directory, file)).filter((path) => existsSync(path))) {
          this.addWatchFile(join(process.cwd(), path))
          for (const [key, word] of Object.entries(JSON.parse(readFileSync(path, 'utf8')))) {
            if (key in words) this.error(`${key} is in two files of ${file}`)
            words[key] = word
          }
        }
        this.emitFile({ type: 'asset', fileName: `locales/${file}`, source: JSON.stringify(keys.rename(words)) })
      }
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
  plugins: [keys.plugin, minifyTemplates(), loader(), locales(), refuseServerCode()],
  build: {
    target: 'es2022',
    outDir: 'dist/widget',
    sourcemap: true,
    reportCompressedSize: false,
    // One file for the code, so that a pinned version can carry an integrity hash; only words are loaded apart.
    lib: { entry: 'widget/define.ts', formats: ['es'], fileName: () => 'amends.js' },
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
  },
})
