import type { Plugin } from 'vite'

export function leanI18next(usedBy: string): Plugin

/** The source as it is bundled; every name that occurs in `user` stays as it is. */
export function leanSource(user: string): Promise<string>
