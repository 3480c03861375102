import type { Plugin } from 'esbuild'

export function filesBeside(): Plugin
