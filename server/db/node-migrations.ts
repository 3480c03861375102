import { readdirSync, readFileSync } from 'node:fs'
import type { Migration } from './migrate.ts'

/** The migration files, oldest first; the build lays them beside the bundle. */
export function readMigrations(folder: URL = new URL('./migrations/', import.meta.url)): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.replace(/\.sql$/, ''), sql: readFileSync(new URL(file, folder), 'utf8') }))
}
