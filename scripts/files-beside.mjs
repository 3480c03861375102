// An esbuild plugin: what a source reads by new URL('./name', import.meta.url) is laid at ./name beside the bundle, so
// that the same line finds it before and after bundling.
import { cpSync, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

const BESIDE = /new URL\(\s*'(\.\/[^']+)',\s*import\.meta\.url,?\s*\)/g

export function filesBeside() {
  return {
    name: 'files-beside',
    setup(build) {
      const { absWorkingDir, outdir } = build.initialOptions
      const target = join(absWorkingDir, outdir)
      const sources = new Map()

      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = readFileSync(path, 'utf8')
        const watchFiles = []
        const errors = []
        for (const [, name] of contents.matchAll(BESIDE)) {
          const source = join(dirname(path), name)
          const other = sources.get(join(target, name))
          const text = problemOf({ name, source, other })
          if (text) {
            errors.push({ text, location: { file: path } })
            continue
          }
          sources.set(join(target, name), source)
          if (statSync(source).isFile()) watchFiles.push(source)
        }
        return { contents, loader: 'ts', watchFiles, errors }
      })

      build.onEnd(({ errors }) => {
        if (errors.length > 0) return
        for (const [copy, source] of sources) cpSync(source, copy, { recursive: true })
      })
    },
  }
}

function problemOf({ name, source, other }) {
  if (!existsSync(source)) return `there is no ${name} beside this file`
  if (other && other !== source) return `${name} would overwrite the file of that name from ${other}`
}
