import { expect, it } from 'vitest'
import { Failure } from '../../../failure.ts'
import { billArchive, sumsArchive } from '../../providers/alipay-bill.fixtures.ts'
import { settlementRefunds } from './read-settlement-file.ts'

const clock = { sleep: async () => {} }
const utf8 = (text: string) => new TextEncoder().encode(text)

/** "支付宝交易号,…" as Alipay writes it; the platform has a decoder of GB18030 and no encoder. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue
      const character = decoder.decode(new Uint8Array([high, low]))
      if ([...character].length === 1 && !codes.has(character)) codes.set(character, [high, low])
    }
  }
  return new Uint8Array([...text].flatMap((one) => (one < '\u0080' ? [one.charCodeAt(0)] : (codes.get(one) ?? [63]))))
}

const alipay = `#支付宝业务明细查询
#账号：[20885015]
#起始日期：[2026年11月10日 00:00:00]   终止日期：[2026年11月11日 00:00:00]
#-----------------------------------------业务明细列表----------------------------------------
支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,对方账户,订单金额（元）,商家实收（元）,退款批次号/请求号,服务费（元）,备注
2026111022001\t,A-1\t,交易,杯子,2026-11-10 08:00:00,2026-11-10 08:00:05,,ann***,12.50,12.50,,-0.08,
2026111022001\t,A-1\t,退款,杯子,2026-11-10 23:59:30,2026-11-10 23:59:58,,ann***,-12.50,-12.50,po_01KB2X8Q,0.08,退款
2026111022002\t,A-2\t,退款,茶壶,2026-11-10 12:00:00,,,ben***,-1,000.00,-1000.00,HAND-7,0.00,
`.replace('-1,000.00', '-1000.00')

it('reads Alipay’s trade bill in GB18030, remarks and all', async () => {
  const read = await settlementRefunds('alipay', gb18030(`${alipay}#合计：,2\n`), clock)
  expect(read.format).toBe('alipay_trade_bill')
  expect(read.refunds).toEqual([
    {
      providerReference: '2026111022001/po_01KB2X8Q',
      payout: 'po_01KB2X8Q',
      payment: '2026111022001',
      otherReferences: ['A-1'],
      amount: 1250,
      currency: 'CNY',
      state: { status: 'succeeded' },
      at: Date.parse('2026-11-10T15:59:58Z'),
    },
    expect.objectContaining({ providerReference: '2026111022002/HAND-7', payout: undefined, amount: 100_000 }),
  ])
  expect(await settlementRefunds('alipay', utf8(alipay), clock)).toEqual(read)
})

it('reads WeChat Pay’s trade bill with its backticks and its summary', async () => {
  const file = `\uFEFF交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,微信退款单号,商户退款单号,退款金额,退款类型,退款状态,商品名称
\`2026-11-10 10:00:00,\`wx1,\`1900,\`4200001,\`A-1,\`SUCCESS,\`CNY,\`12.50,\`0,\`0,\`0.00,\`,\`,\`杯子
\`2026-11-10 11:00:00,\`wx1,\`1900,\`4200001,\`A-1,\`REFUND,\`CNY,\`0.00,\`50300001,\`po_01KB2X8Q,\`12.50,\`ORIGINAL,\`SUCCESS,\`杯子
\`2026-11-10 12:00:00,\`wx1,\`1900,\`4200002,\`A-2,\`REFUND,\`CNY,\`0.00,\`50300002,\`po_01KB2X8R,\`0.01,\`ORIGINAL,\`PROCESSING,\`茶
总交易单数,应结订单总金额,退款总金额
\`3,\`12.50,\`12.51
`
  const { refunds } = await settlementRefunds('wechat_pay', utf8(file), clock)
  expect(refunds).toEqual([
    {
      providerReference: '50300001',
      payout: 'po_01KB2X8Q',
      payment: '4200001',
      otherReferences: ['A-1'],
      amount: 1250,
      currency: 'CNY',
      state: { status: 'succeeded' },
      at: Date.parse('2026-11-10T03:00:00Z'),
    },
    expect.objectContaining({ payout: 'po_01KB2X8R', amount: 1, state: { status: 'pending' } }),
  ])
})

it.each([
  ['a comma', '杯子,大,蓝'],
  ['quotes', '"特价"杯子'],
  ['a quote that is never closed', '8"杯子'],
  ['a quote before a comma', '"新,杯子'],
])('reads both bills around the name of a product with %s', async (_, name) => {
  const lines = alipay.split('\n').map((line) => line.replace(',杯子,', `,${name},`))
  expect(await settlementRefunds('alipay', utf8(lines.join('\r\n')), clock)).toEqual(
    await settlementRefunds('alipay', utf8(alipay), clock),
  )
  const row = (product: string, number: string) =>
    `\`2026-11-10 11:00:00,\`1900,\`4200001,\`A-1,\`REFUND,\`CNY,\`50300${number},\`po_${number},\`10.00,\`2.50,\`ORIGINAL,\`SUCCESS,\`${product},\`0.00,\`12.50`
  const file = `交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,手续费,申请退款金额
${row(name, '1')}
${row('茶', '2')}
总交易单数,应结订单总金额,退款总金额
\`2,\`0.00,\`25.00
`
  const { refunds } = await settlementRefunds('wechat_pay', utf8(file), clock)
  // What was asked for: the other column leaves out what went back into coupons.
  expect(refunds).toMatchObject([
    { payout: 'po_1', amount: 1250 },
    { payout: 'po_2', amount: 1250 },
  ])
})

it('reads the archive that Alipay’s platform hands out, and says where one cannot be read', async () => {
  const archive = new Uint8Array(Buffer.from(billArchive, 'base64'))
  const { format, refunds } = await settlementRefunds('alipay', archive, clock)
  expect([format, refunds]).toMatchObject(['alipay_trade_bill', [{ payout: 'po_01KB2X8Q' }, {}]])
  const sums = new Uint8Array(Buffer.from(sumsArchive, 'base64'))
  for (const other of [archive.slice(0, -30), sums]) {
    await expect(settlementRefunds('alipay', other, clock)).rejects.toMatchObject({ code: 'validation_failed' })
  }
})

it('reads a table in UTF-16, as spreadsheets save texts', async () => {
  const text = 'reference\tamount\tcurrency\r\nx\t12.50\tEUR\r\n'
  const { refunds } = await settlementRefunds('stripe', new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')), clock)
  expect(refunds).toMatchObject([{ providerReference: 'x', amount: 1250 }])
})

it('reads a bill that a spreadsheet saved anew, with its own quotes', async () => {
  const saved = alipay
    .replaceAll('\t', '')
    .replace(',杯子,2026-11-10 23', ',"杯子,""大""",2026-11-10 23')
    .replace('-1000.00,-1000.00', '"-1,000.00","-1,000.00"')
  expect(await settlementRefunds('alipay', utf8(saved), clock)).toEqual(
    await settlementRefunds('alipay', utf8(alipay), clock),
  )
})

it('reads PayPal’s settlement report, whose amounts have no point', async () => {
  const file = `"RH","2026/11/11 03:00:00 -0800","A","SHOP",009
"FH",01
"SH","2026/11/10 00:00:00 -0800","2026/11/10 23:59:59 -0800","SHOP",""
"CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Completion Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency"
"SB","9AB1","","","","T0006","2026/11/10 08:00:00 -0800","2026/11/10 08:00:05 -0800","CR","1250","EUR"
"SB","9AB2","po_01KB2X8Q","9AB1","TXN","T1107","2026/11/10 12:00:00 -0800","2026/11/10 12:00:05 -0800","DR","1250","EUR"
"SF","EUR","1250","1250"
`
  const { refunds, format } = await settlementRefunds('paypal', utf8(file), clock)
  expect(format).toBe('paypal_settlement_report')
  expect(refunds).toEqual([
    {
      providerReference: '9AB2',
      payout: 'po_01KB2X8Q',
      payment: '9AB1',
      amount: 1250,
      currency: 'EUR',
      state: { status: 'succeeded' },
      at: Date.parse('2026-11-10T20:00:05Z'),
    },
  ])
})

it('counts with PayPal’s units, and what the shop got back as somebody’s customer is none of its refunds', async () => {
  const file = `"CH","Transaction ID","Invoice ID","PayPal Reference ID","Transaction Event Code","Transaction Completion Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency"
"SB","9AB2","po_1","9AB1","T1107","2026/11/10 12:00:05 -0800","DR","1250","HUF"
"SB","9AB3","po_2","9AB1","T1107","2026/11/10 12:00:05 -0800","DR","1250","JPY"
"SB","9AB4","po_3","9AB1","T1107","2026/11/10 12:00:05 -0800","DR","1250","TWD"
"SB","9AB5","","9AB1","T1107","2026/11/10 12:00:05 -0800","CR","1250","EUR"
`
  const { refunds } = await settlementRefunds('paypal', utf8(file), clock)
  expect(refunds.map(({ payout, amount }) => [payout, amount])).toEqual([
    ['po_1', 125_000],
    ['po_2', 1250],
    ['po_3', 125_000],
  ])
})

it('reads Adyen’s settlement details; what was reversed was not paid', async () => {
  const heading =
    'Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC)'
  const of = (...rows: string[]) => settlementRefunds('adyen', utf8([heading, ...rows].join('\r\n')), clock)
  const refunded = 'Shop,ShopECOM,PSP1,A-1,visa,2026-11-10 12:00:00,CET,Refunded,REF1,JPY,1250,'
  expect(
    (await of('Shop,ShopECOM,PSP1,A-1,visa,2026-11-09 12:00:00,CET,Settled,,JPY,,1250', refunded)).refunds,
  ).toEqual([
    {
      providerReference: 'REF1',
      payout: undefined,
      payment: 'PSP1',
      amount: 1250,
      currency: 'JPY',
      state: { status: 'succeeded' },
      at: Date.parse('2026-11-10T12:00:00Z'),
    },
  ])
  const reversed = refunded.replace('Refunded', 'RefundedReversed').replace('1250,', ',1250')
  expect((await of(refunded, reversed)).refunds).toMatchObject([
    { providerReference: 'REF1', state: { status: 'failed' } },
  ])
})

it.each([
  ['alipay', alipay.replace('-12.50,-12.50,po', '-12.5x,-12.50,po')],
  ['alipay', 'reference,amount\nx,1.00\n'],
  ['adyen', 'reference,amount,currency\nx,1.00,pounds\n'],
  ['stripe', ''],
  ['stripe', 'reference,amount,currency\nx,"12,50",EUR\n'],
  ['stripe', 'reference,amount,currency\nx,12.50,ZZZ\n'],
  ['stripe', 'reference,amount,currency,status\nx,12.50,EUR,constructor\n'],
  ['wechat_pay', '微信订单号,微信退款单号,商户退款单号,退款金额,退款状态\n1,2,po_1,1.00,constructor\n'],
])('refuses what is no file of %s', async (provider, file) => {
  const refused = await settlementRefunds(provider, utf8(file), clock).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Failure)
  expect((refused as Failure).code).toBe('validation_failed')
})

it('reads thousands as they are grouped', async () => {
  const { refunds } = await settlementRefunds(
    'stripe',
    utf8('reference,amount,currency\nx,"-1,234,567.80",EUR\n'),
    clock,
  )
  expect(refunds).toMatchObject([{ amount: 123_456_780 }])
})

it('reads a table of anybody’s for every provider', async () => {
  const { format, refunds } = await settlementRefunds(
    'alipay',
    utf8('Reference;Payout;Amount;Currency;Status;At\nx1;po_1;12.50;GBP;pending;2026-11-10T12:00:00+01:00\n'),
    clock,
  )
  expect([format, refunds]).toMatchObject([
    'csv',
    [
      {
        providerReference: 'x1',
        payout: 'po_1',
        amount: 1250,
        state: { status: 'pending' },
        at: Date.parse('2026-11-10T11:00:00Z'),
      },
    ],
  ])
})
