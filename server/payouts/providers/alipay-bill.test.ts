import { createSign, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Credentials } from '../../../shared/payouts/credentials.ts'
import type { Database } from '../../db/database.ts'
import { alipayProvider } from './alipay.ts'
import { billArchive, sumsArchive } from './alipay-bill.fixtures.ts'
import { nowMs, providerWith } from './provider.fixtures.ts'
import { unzipped } from './zip.ts'

const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [app, alipay] = [keys(), keys()]
const credentials: Credentials['alipay'] = {
  appId: '2021000000000001',
  privateKey: app.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  alipayPublicKey: alipay.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  environment: 'live',
}
const address = 'http://dwbillcenter.alipay.com/downloadBillFile.resource?bizType=trade&fileId=1'
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
const from = Date.parse('2026-11-20T00:00:00+08:00')
const dayMs = 86_400_000

function listing(node: object, file: Response = new Response(bytesOf(billArchive))) {
  const asked: string[] = []
  const provider = providerWith<'alipay'>(alipayProvider, credentials, {
    database: { read: async () => [] } as unknown as Database,
    ids: { next: (name) => name, requestNumber: () => '', code: () => '', token: () => '', chance: () => 0 },
    async fetch(url, init) {
      if (!url.includes('gateway.do')) {
        asked.push(url)
        return file
      }
      asked.push(new URLSearchParams(String(init?.body)).get('biz_content') ?? '')
      const text = JSON.stringify(node)
      const sign = createSign('RSA-SHA256').update(text).sign(alipay.privateKey, 'base64')
      return new Response(`{"alipay_data_dataservice_bill_downloadurl_query_response":${text},"sign":"${sign}"}`)
    },
  })
  return { asked, list: () => provider.list?.(from, from + dayMs) }
}
const named = (bill_download_url: string) => ({ code: '10000', msg: 'Success', bill_download_url })

describe('Alipay’s bill of a day', () => {
  it('is asked for, fetched from Alipay, unpacked, and every refund of it', async () => {
    const { asked, list } = listing(named(address))
    expect(await list()).toEqual([
      {
        providerReference: '2026112022001/po_01KB2X8Q',
        payout: 'po_01KB2X8Q',
        payment: '2026112022001',
        otherReferences: ['A-1'],
        amount: 1250,
        currency: 'CNY',
        state: { status: 'succeeded' },
        at: Date.parse('2026-11-20T10:59:58+08:00'),
      },
      expect.objectContaining({ providerReference: '2026112022002/HAND-7', payout: undefined, amount: 100_000 }),
    ])
    expect(asked).toEqual([
      '{"bill_type":"trade","bill_date":"2026-11-20"}',
      'https://dwbillcenter.alipay.com/downloadBillFile.resource?bizType=trade&fileId=1',
    ])
  })

  it('is empty for a day without trades', async () => {
    const none = { code: '40004', msg: 'Business Failed', sub_code: 'isp.bill_not_exist', sub_msg: '账单不存在' }
    expect(await listing(none).list()).toEqual([])
  })

  it.each<[string, object, Response | undefined]>([
    ['may not be asked for', { code: '40006', sub_code: 'isv.insufficient-isv-permissions' }, undefined],
    ['is at another host', named('https://evil.example/bill.zip'), undefined],
    ['is at a host that only looks like Alipay’s', named('https://notalipay.com/bill.zip'), undefined],
    ['is at no address', named('bill.zip'), undefined],
    ['is gone', named(address), new Response('gone', { status: 404 })],
    ['is a page of HTML', named(address), new Response('<html>busy</html>')],
    ['is cut off', named(address), new Response(bytesOf(billArchive).subarray(0, -40))],
    ['has the sums alone', named(address), new Response(bytesOf(sumsArchive))],
  ])('that %s is no list at all', async (_, node, file) => {
    const { asked, list } = listing(node, file)
    await expect(list()).rejects.toThrow()
    expect(asked.filter((url) => url.includes('evil') || url.includes('notalipay'))).toEqual([])
  })

  it('that is not made yet is waited for', async () => {
    const provider = providerWith<'alipay'>(alipayProvider, credentials, {
      database: { read: async () => [] } as unknown as Database,
    })
    await expect(provider.list?.(nowMs - dayMs, nowMs)).rejects.toThrow('no bill of 2026-11-22 yet')
  })
})

describe('an archive', () => {
  const text = (bytes: Uint8Array | undefined) => new TextDecoder('gb18030').decode(bytes)

  it('is unpacked, compressed or stored, as another program packed it', async () => {
    const [sums, trades, ...none] = await unzipped(bytesOf(billArchive), 10_000)
    expect([text(sums).slice(0, 10), text(trades).slice(0, 10), none]).toEqual([
      '#支付宝业务汇总查询',
      '#支付宝业务明细查询',
      [],
    ])
    expect(text((await unzipped(bytesOf(sumsArchive), 10_000))[0])).toBe(text(sums))
  })

  it('is not, where it is larger than it may be, or says so of itself', async () => {
    await expect(unzipped(bytesOf(billArchive), 100)).rejects.toThrow('too large')
    const small = bytesOf(billArchive)
    const view = new DataView(small.buffer)
    for (let at = 0; at < small.length - 4; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 3, true)
    await expect(unzipped(small, 100)).rejects.toThrow('larger than its archive says')
  })

  it('that somebody broke never gives other files, and always ends', async () => {
    const whole = bytesOf(billArchive)
    const right = (await unzipped(whole, 10_000)).map(text)
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const broken = whole.slice()
        broken[at] = byte
        const files = await unzipped(broken, 10_000).catch(() => undefined)
        // Where its place in the directory was lost, a file is missing; none is ever another.
        for (const file of files ?? []) expect(right).toContain(text(file))
        if (whole[at] === byte) expect(files?.map(text)).toEqual(right)
      }),
      { numRuns: 200 },
    )
  })
})
