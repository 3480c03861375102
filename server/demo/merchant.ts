import { currencies } from './places.ts'

/** The demo merchant. It has no keys and no secrets: those are made when it is seeded. */
export interface DemoMerchant {
  name: string
  names: Record<string, string>
  allowedOrigins: string[]
  currencies: readonly string[]
  timezone: string
  contact: { phone: string; email: string; hours: Record<string, string> }
  returnAddresses: {
    countries: readonly string[] | 'others'
    name: string
    lines: string[]
    city: string
    postalCode: string
    country: string
    phone: string
  }[]
  /** Days a payout takes to arrive once sent, by method: until the merchant's own times are measured. */
  arrivalDays: Record<string, readonly [earliest: number, latest: number]>
}

/** @param allowedOrigins where the widget may be embedded: the storefront's origin. */
export function demoMerchant(allowedOrigins: readonly string[]): DemoMerchant {
  return {
    name: 'Linhe Studio',
    names: { en: 'Linhe Studio', 'zh-CN': '林和' },
    allowedOrigins: [...allowedOrigins],
    currencies,
    timezone: 'Asia/Shanghai',
    contact: {
      // Kept for fiction (Ofcom).
      phone: '+441632960123',
      email: 'care@linhe.example',
      hours: { en: 'Mon to Sat, 9:00 to 18:00', 'zh-CN': '周一至周六 9:00–18:00' },
    },
    returnAddresses: [
      {
        countries: ['CN'],
        name: '林和售后组',
        lines: ['余杭区良渚街道运河路 14 号 2 幢'],
        city: '杭州市',
        postalCode: '311113',
        country: 'CN',
        phone: '+8610000001234',
      },
      {
        countries: ['GB', 'KW', 'US'],
        name: 'Linhe Studio Returns',
        lines: ['Unit 4, Kiln Yard'],
        city: 'Leeds',
        postalCode: 'LS6 2AB',
        country: 'GB',
        phone: '+441632960123',
      },
      {
        countries: ['JP'],
        name: '林和 返品係',
        lines: ['太子堂 4-18'],
        city: '世田谷区',
        postalCode: '154-0004',
        country: 'JP',
        phone: '+819000001234',
      },
      {
        countries: 'others',
        name: 'Linhe Studio Retouren',
        lines: ['Gartenweg 9'],
        city: 'Leipzig',
        postalCode: '04229',
        country: 'DE',
        phone: '+4917139200012',
      },
    ],
    arrivalDays: {
      card: [2, 5],
      alipay: [0, 2],
      wechat_pay: [0, 2],
      paypal: [0, 3],
      bank_transfer: [1, 3],
      store_credit: [0, 0],
      gift_card: [0, 1],
      cash: [0, 0],
      other: [1, 5],
    },
  }
}
