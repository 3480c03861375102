import { fileURLToPath } from 'node:url'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { chromeLauncher } from '@web/test-runner-chrome'
import { findBrowser } from './scripts/browser.mjs'

const browser = await findBrowser({ log: console.log })
Object.assign(process.env, browser.env)

// A JSON import is a module to vite; the browser alone wants an import attribute. A fetch of the same file stays JSON.
const jsonModules = {
  name: 'json-modules',
  resolveMimeType: (context) => (isJsonImport(context) ? 'js' : undefined),
  transform: (context) => (isJsonImport(context) ? { body: `export default ${context.body}` } : undefined),
}

function isJsonImport(context) {
  return context.path.endsWith('.json') && context.get('sec-fetch-dest') === 'script'
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
