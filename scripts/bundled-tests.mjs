// The tests of elements as a browser gets them: bundled, a few files a page where there were hundreds of modules.
import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './build-parts.mjs'

/** Test files, and what they start by its address. */
const entries = ['widget/**/*.wtr.test.ts', 'admin/**/*.wtr.test.ts', 'admin/**/*-worker.ts']

/** Plugin of web-test-runner: serves each entry under the address of its source, what they share beside them. */
export function bundledTests() {
  let files
  return {
    name: 'bundled-tests',
    async serverStart({ config, fileWatcher }) {
      const bundle = () => {
        files = bundled()
        return files
      }
      if (!config.disableFileWatcher) fileWatcher.on('change', bundle)
      await bundle()
    },
    serve: async ({ path }) => (await files).get(path),
  }
}

async function bundled() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: entries,
    outbase: ROOT,
    outdir: ROOT,
    chunkNames: 'bundled/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    // What users get: the packages' builds for production.
    conditions: ['browser', 'production'],
    external: ['/__web-*'],
    sourcemap: 'linked',
    metafile: true,
    write: false,
    plugins: [ownAddresses],
  })
  const address = (path) => `/${relative(ROOT, path).split(sep).join('/')}`
  const files = new Map(outputFiles.map(({ path, text }) => [address(path), { body: text }]))
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint && files.has(`/${path}`)) files.set(`/${entryPoint}`, { ...files.get(`/${path}`), type: 'js' })
  }
  return files
}

/** A module reads what lies beside it by its own address, wherever its code ends up. */
const ownAddresses = {
  name: 'own-addresses',
  setup({ onLoad }) {
    onLoad({ filter: /(widget|admin)[\\/].*\.ts$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined
      const source = readFileSync(path, 'utf8')
      const own = JSON.stringify(`/${relative(ROOT, path).split(sep).join('/')}`)
      return { contents: source.replaceAll('import.meta.url', `new URL(${own}, location.origin)`), loader: 'ts' }
    })
  },
}
