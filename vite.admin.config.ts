import { defineConfig } from 'vite'
import { minifyTemplates } from './scripts/minify-templates.mjs'

const API = process.env.AMENDS_URL ?? 'http://localhost:8787'

export default defineConfig({
  root: 'admin',
  base: '/admin/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [minifyTemplates()],
  server: { proxy: { '/v1': API, '/admin/api': API, '/api': API } },
  build: {
    target: 'es2022',
    outDir: '../dist/admin',
    emptyOutDir: true,
    sourcemap: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    // How long plugins took is nothing to whoever starts a shop.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
})
