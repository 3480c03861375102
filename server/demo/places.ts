import type { Address, PaymentMethod } from '../../shared/order/order.ts'

export type Currency = 'GBP' | 'EUR' | 'CNY' | 'USD' | 'JPY' | 'KWD'
export const currencies: readonly Currency[] = ['GBP', 'EUR', 'CNY', 'USD', 'JPY', 'KWD']

/**
 * The source is a British shop with nine of ten orders in GB. So that the demo has the countries it is about, each GB customer is
 * moved, with all their orders, by these shares (basis points of GB customers). Every other customer stays where they were.
 */
export const movedFromGb: readonly (readonly [string, number])[] = [
  ['GB', 4300],
  ['CN', 2200],
  ['US', 1000],
  ['DE', 800],
  ['FR', 800],
  ['JP', 500],
  ['ES', 200],
  ['NL', 100],
  ['KW', 100],
]

/** Fixed, so that the same order costs the same on every day: minor units per penny as a fraction, and the step prices end on. */
export const conversion: Record<Currency, { numerator: number; denominator: number; step: number }> = {
  GBP: { numerator: 1, denominator: 1, step: 1 },
  EUR: { numerator: 117, denominator: 100, step: 5 },
  USD: { numerator: 127, denominator: 100, step: 5 },
  CNY: { numerator: 92, denominator: 10, step: 10 },
  JPY: { numerator: 19, denominator: 10, step: 10 },
  KWD: { numerator: 39, denominator: 10, step: 5 },
}

/** Standard delivery, express delivery and the basket from which standard is free, in pence; converted like prices. */
export const delivery = { standardPence: 395, expressPence: 995, freeFromPence: 15_000 }

export interface Place {
  currency: Currency
  locale: string
  /** Basis points, and what the receipt calls it. 0: sold without tax. */
  tax: { name: string; rate: number; included: boolean }
  cities: readonly Pick<Address, 'city' | 'region' | 'postalCode'>[]
  streets: readonly string[]
  given: readonly string[]
  family: readonly string[]
  /** Digits are drawn for each #; only ranges that regulators keep for fiction, or numbers that cannot be dialled. */
  phone: string
  methods: readonly (readonly [PaymentMethod, number])[]
  carriers: readonly string[]
  /** Days from shipping to delivery. */
  transitDays: readonly [number, number]
}

const english = {
  given: [
    'Olivia',
    'Amelia',
    'Isla',
    'Ava',
    'Grace',
    'Freya',
    'Harry',
    'George',
    'Noah',
    'Jack',
    'Leo',
    'Oscar',
    'Mara',
    'Ruth',
    'Tom',
    'Priya',
    'Aisha',
    'Owen',
    'Nia',
    'Fergus',
  ],
  family: [
    'Smith',
    'Jones',
    'Taylor',
    'Brown',
    'Williams',
    'Evans',
    'Thomas',
    'Patel',
    'Walker',
    'Wright',
    'Green',
    'Hall',
    'Wood',
    'Clarke',
    'Hughes',
    'Khan',
    'Bennett',
    'Foster',
    'Marsh',
    'Doyle',
  ],
}
const west: readonly (readonly [PaymentMethod, number])[] = [
  ['card', 70],
  ['paypal', 30],
]
const euro = { currency: 'EUR', transitDays: [2, 6], methods: west, carriers: ['DHL', 'GLS', 'DPD'] } as const

/** Sellers' standard rates; amounts are stored on every line, the rate is only for display. */
const vat = (rate: number) => ({ name: 'VAT', rate, included: true })

const gb: Place = {
  ...english,
  currency: 'GBP',
  locale: 'en-GB',
  tax: vat(2000),
  cities: [
    { city: 'London', postalCode: 'E8 3PN' },
    { city: 'Manchester', postalCode: 'M4 5JD' },
    { city: 'Bristol', postalCode: 'BS1 4ND' },
    { city: 'Leeds', postalCode: 'LS6 2AB' },
    { city: 'Edinburgh', postalCode: 'EH3 9GG' },
    { city: 'Cardiff', postalCode: 'CF10 1EP' },
  ],
  streets: ['Mill Lane', 'Church Street', 'Station Road', 'Orchard Close', 'Victoria Terrace', 'Kiln Yard'],
  // Ofcom: numbers for use in drama, mobile 07700 900000 to 900999.
  phone: '+447700900###',
  methods: west,
  carriers: ['Royal Mail', 'DPD', 'Evri'],
  transitDays: [1, 4],
}

const de: Place = {
  ...euro,
  locale: 'de-DE',
  tax: { name: 'MwSt.', rate: 1900, included: true },
  cities: [
    { city: 'Berlin', postalCode: '10435' },
    { city: 'Hamburg', postalCode: '22767' },
    { city: 'Leipzig', postalCode: '04229' },
    { city: 'Köln', postalCode: '50672' },
    { city: 'München', postalCode: '80469' },
  ],
  streets: ['Lindenstraße', 'Gartenweg', 'Bahnhofstraße', 'Schillerstraße', 'Am Mühlbach'],
  given: ['Anna', 'Lena', 'Marie', 'Jonas', 'Lukas', 'Felix', 'Clara', 'Paul', 'Mia', 'Greta', 'Emil', 'Jana'],
  family: ['Müller', 'Schmidt', 'Weber', 'Wagner', 'Becker', 'Hoffmann', 'Koch', 'Richter', 'Wolf', 'Neumann', 'Braun'],
  // Bundesnetzagentur: drama numbers, mobile 0171 3920000 to 3920099.
  phone: '+4917139200##',
  methods: [
    ['paypal', 55],
    ['card', 45],
  ],
}

const fr: Place = {
  ...euro,
  locale: 'fr-FR',
  tax: { name: 'TVA', rate: 2000, included: true },
  cities: [
    { city: 'Paris', postalCode: '75011' },
    { city: 'Lyon', postalCode: '69004' },
    { city: 'Nantes', postalCode: '44000' },
    { city: 'Lille', postalCode: '59800' },
    { city: 'Toulouse', postalCode: '31000' },
  ],
  streets: ['rue des Lilas', 'avenue Pasteur', 'rue du Moulin', 'place de la Gare', 'rue Victor Hugo'],
  given: ['Camille', 'Léa', 'Chloé', 'Manon', 'Louis', 'Hugo', 'Jules', 'Inès', 'Élise', 'Antoine', 'Margaux', 'Théo'],
  family: [
    'Martin',
    'Bernard',
    'Dubois',
    'Moreau',
    'Laurent',
    'Girard',
    'Roux',
    'Fontaine',
    'Lefèvre',
    'Blanc',
    'Rousseau',
  ],
  // Arcep: numbers for audiovisual works, mobile 06 39 98 00 00 to 99 99.
  phone: '+3363998####',
  carriers: ['Colissimo', 'Chronopost', 'Mondial Relay'],
}

const cn: Place = {
  currency: 'CNY',
  locale: 'zh-CN',
  tax: { name: '增值税', rate: 1300, included: true },
  cities: [
    { region: '浙江省', city: '杭州市', postalCode: '310012' },
    { region: '上海市', city: '上海市', postalCode: '200040' },
    { region: '广东省', city: '深圳市', postalCode: '518052' },
    { region: '四川省', city: '成都市', postalCode: '610041' },
    { region: '北京市', city: '北京市', postalCode: '100020' },
    { region: '江苏省', city: '苏州市', postalCode: '215021' },
  ],
  streets: ['文三路', '新华路', '科苑路', '人民南路', '望京街', '星湖街'],
  given: [
    '晓雨',
    '思远',
    '佳怡',
    '梓涵',
    '明轩',
    '雅琪',
    '子墨',
    '欣然',
    '浩然',
    '若曦',
    '静怡',
    '俊杰',
    '书瑶',
    '一诺',
    '嘉宁',
  ],
  family: ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '林', '何'],
  // 100 is no mobile prefix: cannot be dialled, has the length people expect.
  phone: '+861000000####',
  methods: [
    ['wechat_pay', 48],
    ['alipay', 44],
    ['card', 8],
  ],
  carriers: ['顺丰速运', '中通快递', '圆通速递', '京东物流'],
  transitDays: [1, 4],
}

const us: Place = {
  ...english,
  currency: 'USD',
  locale: 'en-US',
  tax: { name: 'Sales tax', rate: 825, included: false },
  cities: [
    { region: 'NY', city: 'New York', postalCode: '11215' },
    { region: 'CA', city: 'Oakland', postalCode: '94611' },
    { region: 'IL', city: 'Chicago', postalCode: '60647' },
    { region: 'WA', city: 'Seattle', postalCode: '98107' },
    { region: 'TX', city: 'Austin', postalCode: '78704' },
  ],
  streets: ['Maple Street', 'Oak Avenue', '4th Street', 'Lake Drive', 'Prospect Place'],
  given: [...english.given, 'Emma', 'Liam', 'Mason', 'Luna', 'Diego', 'Maya'],
  family: [...english.family, 'Garcia', 'Nguyen', 'Miller', 'Davis', 'Rivera'],
  // NANPA: 555-0100 to 555-0199 are for fiction.
  phone: '+121255501##',
  methods: [
    ['card', 78],
    ['paypal', 22],
  ],
  carriers: ['UPS', 'USPS', 'FedEx'],
  transitDays: [3, 8],
}

const jp: Place = {
  currency: 'JPY',
  locale: 'ja-JP',
  tax: { name: '消費税', rate: 1000, included: true },
  cities: [
    { region: '東京都', city: '世田谷区', postalCode: '154-0004' },
    { region: '京都府', city: '京都市', postalCode: '604-8005' },
    { region: '大阪府', city: '大阪市', postalCode: '530-0012' },
    { region: '福岡県', city: '福岡市', postalCode: '810-0001' },
  ],
  streets: ['太子堂', '中京町', '北梅田', '天神'],
  given: ['結衣', '陽菜', '美咲', '蓮', '湊', '葵', '紬', '大翔', '莉子', '悠真'],
  family: ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村', '小林'],
  // 090-0… is not assigned: a subscriber number never starts with 0.
  phone: '+81900000####',
  methods: [
    ['card', 85],
    ['paypal', 15],
  ],
  carriers: ['ヤマト運輸', '佐川急便', '日本郵便'],
  transitDays: [2, 6],
}

const kw: Place = {
  ...english,
  currency: 'KWD',
  locale: 'en',
  tax: { name: 'VAT', rate: 0, included: true },
  cities: [
    { city: 'Kuwait City', postalCode: '13001' },
    { city: 'Salmiya', postalCode: '22001' },
  ],
  streets: ['Salem Al Mubarak Street', 'Arabian Gulf Street'],
  given: ['Noura', 'Fatima', 'Yousef', 'Salem', 'Dana', 'Omar'],
  family: ['Al-Sabah', 'Al-Mutairi', 'Al-Rashid', 'Al-Enezi', 'Haddad'],
  phone: '+96500000###',
  methods: [['card', 100]],
  carriers: ['Aramex'],
  transitDays: [4, 9],
}

/** Members of the euro and the rest of the VAT union: name and rate; they buy in euro, and read English here. */
const unionVat: Record<string, number> = {
  AT: 2000,
  BE: 2100,
  CY: 1900,
  CZ: 2100,
  DK: 2500,
  ES: 2100,
  FI: 2550,
  GR: 2400,
  IE: 2300,
  IT: 2200,
  LT: 2100,
  MT: 1800,
  NL: 2100,
  PL: 2300,
  PT: 2300,
  SE: 2500,
}
const capitals: Record<string, readonly [string, string]> = {
  AT: ['Wien', '1070'],
  BE: ['Bruxelles', '1050'],
  CY: ['Nicosia', '1065'],
  CZ: ['Praha', '120 00'],
  DK: ['København', '1620'],
  ES: ['Madrid', '28012'],
  FI: ['Helsinki', '00120'],
  GR: ['Athens', '105 57'],
  IE: ['Dublin', 'D08 X2A3'],
  IT: ['Bologna', '40121'],
  LT: ['Vilnius', '01102'],
  MT: ['Valletta', 'VLT 1117'],
  NL: ['Utrecht', '3511 EP'],
  PL: ['Kraków', '31-041'],
  PT: ['Porto', '4050-253'],
  SE: ['Göteborg', '413 01'],
  AU: ['Melbourne', '3065'],
  CA: ['Toronto', 'M6G 1B5'],
  CH: ['Zürich', '8004'],
  NO: ['Oslo', '0182'],
  IS: ['Reykjavík', '101'],
  SG: ['Singapore', '238858'],
  IL: ['Tel Aviv', '6688312'],
  AE: ['Dubai', '00000'],
  LB: ['Beirut', '1103'],
  SA: ['Riyadh', '12211'],
  ZA: ['Cape Town', '8001'],
  BR: ['São Paulo', '01310'],
  BH: ['Manama', '317'],
}
const neighbours = {
  given: [
    'Sofia',
    'Elena',
    'Lucas',
    'Nora',
    'Mateo',
    'Eva',
    'Liv',
    'Marco',
    'Ines',
    'Daan',
    'Sanne',
    'Erik',
    'Carla',
    'Aoife',
    'Niamh',
  ],
  family: [
    'Rossi',
    'Jansen',
    'García',
    'Silva',
    'Lindberg',
    'Nielsen',
    'Novak',
    'Byrne',
    'Keller',
    'Moretti',
    'de Vries',
    'Santos',
  ],
}
const known: Record<string, Place> = { GB: gb, DE: de, FR: fr, CN: cn, US: us, JP: jp, KW: kw }
const outsideUnionInEuro = new Set(['CH', 'NO', 'IS'])

/** Countries with a place of their own, the VAT union in euro, and exports: no tax, in euro near by, else in dollars. */
export function placeOf(country: string): Place {
  const own = known[country]
  if (own) return own
  const [city, postalCode] = capitals[country] ?? [country, '00000']
  const rate = unionVat[country]
  return {
    ...neighbours,
    ...euro,
    currency: rate !== undefined || outsideUnionInEuro.has(country) ? 'EUR' : 'USD',
    locale: country === 'AT' || country === 'CH' ? `de-${country}` : country === 'ES' ? 'es-ES' : 'en',
    tax: rate === undefined ? { name: 'VAT', rate: 0, included: true } : vat(rate),
    cities: [{ city, postalCode }],
    streets: ['Market Street', 'Park Avenue', 'Harbour Road', 'Old Town Square'],
    // 888 is set aside by the ITU and answers nobody.
    phone: '+888000####',
    transitDays: rate === undefined ? [4, 9] : [2, 7],
  }
}
