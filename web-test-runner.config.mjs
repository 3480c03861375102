import { fileURLToPath } from 'node:url'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { chromeLauncher } from '@web/test-runner-chrome'
import { findBrowser } from './scripts/browser.mjs'

const browser = await findBrowser({ log: console.log })
Object.assign(process.env, browser.env)

// A JSON import is a module to vite; the browser alone wants an attribute. A fetch of the same file stays JSON, so the
// import gets an address of its own.
const jsonModules = {
  name: 'json-modules',
  resolveImport: ({ source }) => (source.endsWith('.json') ? `${source}?module` : undefined),
  resolveMimeType: (context) => (isJsonModule(context) ? 'js' : undefined),
  transform: (context) => (isJsonModule(context) ? { body: `export default ${context.body}` } : undefined),
}

function isJsonModule(context) {
  return context.url.endsWith('.json?module')
}

export default {
  files: '{widget,admin}/**/*.wtr.test.ts',
  nodeResolve: { exportConditions: ['development', 'browser'] },
  concurrency: 2,
  testFramework: { config: { timeout: 10_000 } },
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: browser.executablePath,
        headless: browser.source === '@sparticuz/chromium' ? 'shell' : true,
        args: browser.args,
      },
    }),
  ],
  plugins: [
    jsonModules,
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
}
