import type { SeedInput, SeedReport } from './seed-demo.ts'

/** What the child process is asked. */
export type SeedTask =
  | { kind: 'seed'; databaseFile: string; blobsFolder: string; input: Omit<SeedInput, 'data'> }
  | { kind: 'move'; databaseFile: string; from: string; to: string }

export type SeedAnswer = SeedReport | { moved: number }
