import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import { testSettings } from '../../test/support/api.ts'
import { type NodeApi, startNodeApi } from '../../test/support/node-api.ts'
import { createMerchant } from '../merchants/index.ts'
import { bringPolicy, findLivePolicy, publishPolicy } from './index.ts'
import { insertPolicyVersion, readVersions } from './version-store.ts'

const written = (title: string) => defaultPolicy({ title })
const file = (title: string) => ({ policy: written(title), written: written(title) })
const dayMs = 86_400_000

let api: NodeApi
let merchant: string
beforeAll(async () => {
  api = await startNodeApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  merchant = (await createMerchant(api.ports, { name: 'Own shop', settings: testSettings() })).merchant.id
})

async function live() {
  const { version, policy } = await findLivePolicy(api.ports, merchant)
  return [version, policy.title]
}

describe('an owner’s policy.json', () => {
  it('begins as the starter policy where there is none', async () => {
    await bringPolicy(api.ports, merchant, undefined)
    await bringPolicy(api.ports, merchant, undefined)
    expect(await live()).toEqual([1, defaultPolicy().title])
  })

  it('is published once, and again only when it was changed', async () => {
    await bringPolicy(api.ports, merchant, file('First'))
    await bringPolicy(api.ports, merchant, file('First'))
    expect(await live()).toEqual([1, 'First'])
    await bringPolicy(api.ports, merchant, file('Second'))
    expect(await live()).toEqual([2, 'Second'])
    await bringPolicy(api.ports, merchant, file('First'))
    expect(await live()).toEqual([3, 'First'])
  })

  it('unchanged leaves what colleagues published since', async () => {
    await bringPolicy(api.ports, merchant, file('Of the file'))
    await publishPolicy(api.ports, merchant, written('Of a colleague'))
    await bringPolicy(api.ports, merchant, file('Of the file'))
    expect(await live()).toEqual([2, 'Of a colleague'])
    const { title, ...rest } = written('Of the file')
    await bringPolicy(api.ports, merchant, { policy: written('Of the file'), written: { ...rest, title } })
    expect(await live()).toEqual([2, 'Of a colleague'])
    await bringPolicy(api.ports, merchant, file('Of the file, anew'))
    expect(await live()).toEqual([3, 'Of the file, anew'])
  })

  it('from before hashes were kept is known by its content', async () => {
    await publishPolicy(api.ports, merchant, written('Long ago'))
    await bringPolicy(api.ports, merchant, file('Long ago'))
    await publishPolicy(api.ports, merchant, written('Of a colleague'))
    await bringPolicy(api.ports, merchant, file('Long ago'))
    expect(await live()).toEqual([2, 'Of a colleague'])
  })

  it('comes before a version that waits, which never comes then', async () => {
    await bringPolicy(api.ports, merchant, file('First'))
    const now = api.ports.clock.now()
    await api.ports.database.write([
      insertPolicyVersion({
        merchant,
        after: 1,
        policy: written('Later'),
        publishedAt: now,
        effectiveAt: now + dayMs,
        note: 'Later',
      }),
    ])
    await bringPolicy(api.ports, merchant, file('Changed'))
    expect(await live()).toEqual([3, 'Changed'])
    const [, waiting] = await readVersions(api.ports.database, merchant)
    expect(waiting).toMatchObject({ version: 2, cancelled: { by: { name: 'policy.json' } } })
    await api.advance(2 * dayMs)
    expect(await live()).toEqual([3, 'Changed'])
  })

  it('brought by several processes at once is one version', async () => {
    await Promise.all([1, 2, 3, 4].map(() => bringPolicy(api.ports, merchant, file('At once'))))
    expect(await readVersions(api.ports.database, merchant)).toHaveLength(1)
  })
})
