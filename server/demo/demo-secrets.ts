import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from './write-whole.ts'

/** What opens this demo: made at its first start, for this data folder alone. */
export interface DemoSecrets {
  publishableKey: string
  secretKey: string
  identityKey: string
  staff: { name: string; email: string; password: string; role: string }[]
}

const colleagues = [
  { name: '林玫 Mei Lin', email: 'mei@linhe.example', role: 'owner' },
  { name: 'Jonas Weber', email: 'jonas@linhe.example', role: 'agent' },
  { name: 'Amara Osei', email: 'amara@linhe.example', role: 'manager' },
  { name: '周宁 Ning Zhou', email: 'ning@linhe.example', role: 'finance' },
] as const

/** Reads them, or makes and keeps them: readable by the owner of the folder alone. */
export async function demoSecrets(dataDir: string, token: () => string): Promise<DemoSecrets> {
  const path = join(dataDir, 'demo-secrets')
  const known = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (known !== undefined) return JSON.parse(known) as DemoSecrets
  const letters = (length: number) =>
    token()
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, length)
  const made: DemoSecrets = {
    publishableKey: `pk_demo_${letters(20)}`,
    secretKey: `sk_demo_${letters(32)}`,
    identityKey: token(),
    staff: colleagues.map((person) => ({ ...person, password: letters(14) })),
  }
  await writeWhole(path, `${JSON.stringify(made, null, 2)}\n`)
  return made
}
