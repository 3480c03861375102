import { XMLParser } from 'fast-xml-parser'
import { ISO20022 } from 'iso20022.js'
import { expect, it } from 'vitest'
import { bankText, payoutOfReference, sepaText } from './charset.ts'
import { type BankFile, pain001 } from './pain001.ts'

const file: BankFile = {
  id: 'bb_01KB2X8Q',
  currency: 'EUR',
  total: 2895,
  executeOn: '2026-11-24',
  madeAt: Date.parse('2026-11-23T09:30:15.123Z'),
  debtor: { name: 'Lamp Shop', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP', country: 'FR' },
  payments: [
    {
      payout: 'po_01KB2X8R',
      request: 'R-7K4M-Q2XD',
      amount: 2895,
      account: { kind: 'iban', holder: 'Zoe Muller', number: 'DE89370400440532013000', bank: 'COBADEFF' },
    },
  ],
}

interface Ordered {
  [name: string]: Ordered[] | string
}

/** Every element in its order, with its text, as a path. */
function pathsOf(xml: string): { order: string[]; texts: Map<string, string> } {
  const nodes = new XMLParser({ preserveOrder: true, parseTagValue: false }).parse(xml) as Ordered[]
  const order: string[] = []
  const texts = new Map<string, string>()
  const walk = (children: Ordered[], path: string) => {
    for (const child of children) {
      for (const [name, content] of Object.entries(child)) {
        if (name === ':@' || name === '?xml') continue
        if (name === '#text') texts.set(path, String(content))
        else {
          // What the version of 2019 calls otherwise than that of 2009.
          const at = `${path}/${name === 'BIC' ? 'BICFI' : name}`
          order.push(at)
          walk(content as Ordered[], at)
        }
      }
    }
  }
  walk(nodes, '')
  return { order, texts }
}

it('has the elements of a message that another library makes, in its order and with its values', () => {
  const { name, iban, bic = '' } = file.debtor
  const theirs = new ISO20022({
    initiatingParty: { name, id: 'LAMPS', account: { iban }, agent: { bic } },
  }).createSWIFTCreditPaymentInitiation([
    {
      type: 'swift',
      direction: 'credit',
      amount: 2895,
      currency: 'EUR',
      remittanceInformation: 'Refund R-7K4M-Q2XD',
      creditor: {
        name: 'Zoe Muller',
        account: { iban: 'DE89370400440532013000' },
        agent: { bic: 'COBADEFF' },
        address: { streetName: 'Weg 1', townName: 'Koln', postalCode: '50667', country: 'DE' },
      },
    },
  ] as never)
  const a = pathsOf(pain001(file))
  const b = pathsOf(theirs.toString())
  const common = b.order.filter((path) => a.order.includes(path))
  expect(common.length).toBeGreaterThan(35)
  expect(a.order.filter((path) => b.order.includes(path))).toEqual(common)
  // What identifies a message is each one's own; the rest is the same money from and to the same accounts.
  const own = /MsgId|CreDtTm|PmtInfId|InstrId|EndToEndId|SvcLvl|ChrgBr|ReqdExctnDt/
  const compared = common.filter((path) => b.texts.has(path) && !own.test(path))
  expect(compared).toHaveLength(11)
  for (const path of compared) expect([path, a.texts.get(path)]).toEqual([path, b.texts.get(path)])
})

it('writes nothing that XML would read as its own', () => {
  const payment = file.payments[0]
  if (!payment) throw new Error('no payment')
  const account = {
    ...payment.account,
    kind: 'cn_bank_card' as const,
    holder: '<b>&"王\u0000小明',
    bank: undefined,
    bankName: '中国银行',
  }
  const text = pain001({ ...file, currency: 'CNY', payments: [{ ...payment, account }] })
  expect(text).toContain('<Cdtr><Nm>&lt;b&gt;&amp;&quot;王 小明</Nm></Cdtr>')
  expect(text).toContain('<FinInstnId><Nm>中国银行</Nm></FinInstnId>')
})

it.each([
  ['Zoë Müller-Ågren', 'Zoe Muller-Agren'],
  ['Đặng Łukasz Ørsted ß', 'Dang Lukasz Orsted ss'],
  ['Ann_Lee & Söhne', 'Ann-Lee + Sohne'],
  ['O’Neill', "O'Neill"],
  ['Ιωάννα 王', '...... .'],
  ['  two   spaces ', 'two spaces'],
])('%s is %s to a SEPA bank', (name, written) => {
  expect(sepaText(name, 70)).toBe(written)
})

it('is never longer than the bank takes, and cuts no character in two', () => {
  expect(sepaText('ß'.repeat(60), 70)).toHaveLength(70)
  expect(bankText('😀'.repeat(80), 70)).toBe('😀'.repeat(70))
})

it.each([
  ['po-01KB2X8R', 'po_01KB2X8R'],
  [' po_01KB2X8R ', 'po_01KB2X8R'],
  ['po-', undefined],
  ['salary-7', undefined],
  ['po-01KB-2X8R', undefined],
])('the bank’s reference %s is %s', (reference, payout) => {
  expect(payoutOfReference(reference)).toBe(payout)
})
