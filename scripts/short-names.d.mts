import type { Plugin } from 'vite'

export function shortNames(folder: string): Plugin
