import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testSettings } from '../../test/support/api.ts'
import { type NodeApi, startNodeApi } from '../../test/support/node-api.ts'
import { bringMerchant, bringShopFile, findMerchantById } from './index.ts'
import type { MerchantSettings } from './merchant.ts'
import { saveSettings } from './save-settings.ts'
import { readSettings } from './store.ts'

let api: NodeApi
beforeEach(async () => {
  api = await startNodeApi()
})
afterEach(() => api.close())

const makeKeys = () => ({ publishableKey: 'pk_of_the_installation', secretKey: 'sk_of_the_installation' })
const bring = (settings: MerchantSettings | undefined) => bringMerchant(api.ports, { settings, makeKeys })

/** What an owner does in the admin. */
async function change(id: string, parts: Omit<Parameters<typeof saveSettings>[1]['change'], 'expectedRevision'>) {
  const merchant = await findMerchantById(api.ports, id)
  const stored = await readSettings(api.ports.database, id)
  if (!merchant || !stored) throw new Error('no such merchant')
  const caller = { kind: 'staff', id: 's1', name: 'Mei Chen', role: 'owner' } as const
  await saveSettings(api.ports, { merchant, caller, change: { expectedRevision: stored.revision, ...parts } })
}

describe('an owner’s shop.json', () => {
  it('unchanged leaves what colleagues changed in the admin', async () => {
    const { id } = await bring(testSettings())
    await change(id, { arrival: { card: [2, 4] }, country: 'GB', names: { en: 'Of the admin' } })
    const { settings } = await bring(testSettings())
    expect(settings).toEqual({
      ...testSettings(),
      arrival: { card: [2, 4] },
      country: 'GB',
      names: { en: 'Of the admin' },
    })
    expect((await findMerchantById(api.ports, id))?.name).toBe('Of the admin')
  })

  it('counts field by field where the owner changed it', async () => {
    const { id } = await bring(testSettings({ country: 'GB' }))
    await change(id, { arrival: { card: [2, 4] }, country: 'DE', contact: { phone: '1' } })
    const origins = ['https://new.example']
    const { settings } = await bring({ ...testSettings(), origins, contact: {} })
    expect(settings).toEqual({ ...testSettings(), origins, contact: {}, arrival: { card: [2, 4] } })
    const again = await bring({ ...testSettings(), origins, contact: {} })
    expect(again.settings).toEqual(settings)
  })

  it('of an installation from before is taken whole', async () => {
    const { id } = await bring(undefined)
    await change(id, { names: { en: 'Before' } })
    const { settings } = await bring(testSettings())
    expect(settings).toEqual(testSettings())
  })

  it('written from the settings counts as brought', async () => {
    const merchant = await bring(undefined)
    await bringShopFile(api.ports, merchant, merchant.settings)
    await change(merchant.id, { names: { en: 'Of the admin' } })
    const { settings } = await bring(merchant.settings)
    expect(settings.names).toEqual({ en: 'Of the admin' })
  })

  it('is not lost when a colleague saves while it is brought', async () => {
    const { id } = await bring(testSettings())
    const file = testSettings({ origins: ['https://new.example'] })
    await Promise.all([bring(file), change(id, { names: { en: 'Of the admin' } }), bring(file)])
    const stored = await readSettings(api.ports.database, id)
    expect(stored?.settings).toEqual({ ...file, names: { en: 'Of the admin' } })
  })

  it('keeps its secrets once', async () => {
    const { id } = await bring(testSettings())
    const [row] = await api.query('SELECT shop_file_hashes AS hashes FROM merchants WHERE id = ?', [id])
    expect(Object.keys(JSON.parse(String(row?.hashes)))).toContain('identityKeys')
    expect(String(row?.hashes)).not.toContain('a-secret-of-the-storefront')
  })
})
