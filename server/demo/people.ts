import type { Address, Customer } from '../../shared/order/order.ts'
import { between, type Draw, digits, pick, pickByShare } from './draw.ts'
import { movedFromGb, placeOf } from './places.ts'

export interface Person extends Customer {
  id: string
  name: string
  email: string
  phone: string
  address: Address
}

/** By what a customer spent in the source, in pence: from -> tier. */
const tiers: readonly (readonly [number, string])[] = [
  [1_000_000, 'vip'],
  [300_000, 'silver'],
  [0, 'standard'],
]

/** A made-up person for a customer number of the source. The same number is the same person, at the same address. */
export function personOf(
  draw: Draw,
  customer: string,
  sourceCountry: string,
  history: { spentPence: number; orders: number },
): Person {
  const id = `C-${customer}`
  const country = sourceCountry === 'GB' ? pickByShare(movedFromGb, draw(id, 'country')) : sourceCountry
  const place = placeOf(country)
  const given = pick(place.given, draw(id, 'given'))
  const family = pick(place.family, draw(id, 'family'))
  const name = country === 'CN' ? `${family}${given}` : country === 'JP' ? `${family} ${given}` : `${given} ${family}`
  const phone = fill(place.phone, draw, id)
  const home = pick(place.cities, draw(id, 'city'))
  return {
    id,
    name,
    email: `${mailbox(given, family)}.${customer}@${pick(['example.com', 'example.org', 'example.net'], draw(id, 'domain'))}`,
    phone,
    country,
    tier: tiers.find(([from]) => history.spentPence >= from)?.[1] ?? 'standard',
    tags: [...(history.orders >= 5 ? ['regular'] : []), ...(draw(id, 'newsletter') < 0.3 ? ['newsletter'] : [])],
    address: {
      country,
      ...home,
      lines: [street(country, pick(place.streets, draw(id, 'street')), draw(id, 'house'))],
      name,
      phone,
    },
  }
}

function fill(pattern: string, draw: Draw, id: string): string {
  const count = pattern.split('#').length - 1
  const drawn = digits(count, draw(id, 'phone'))
  return pattern.slice(0, pattern.length - count) + drawn
}

function street(country: string, name: string, at: number): string {
  const house = between(1, 148, at)
  if (country === 'CN') return `${name} ${house} 号`
  if (country === 'JP') return `${name}${(house % 9) + 1}-${house}`
  if (country === 'DE' || country === 'AT') return `${name} ${house}`
  return `${house} ${name}`
}

const romanized: Record<string, string> = {
  王: 'wang',
  李: 'li',
  张: 'zhang',
  刘: 'liu',
  陈: 'chen',
  杨: 'yang',
  赵: 'zhao',
  黄: 'huang',
  周: 'zhou',
  吴: 'wu',
  徐: 'xu',
  孙: 'sun',
  林: 'lin',
  何: 'he',
  晓雨: 'xiaoyu',
  思远: 'siyuan',
  佳怡: 'jiayi',
  梓涵: 'zihan',
  明轩: 'mingxuan',
  雅琪: 'yaqi',
  子墨: 'zimo',
  欣然: 'xinran',
  浩然: 'haoran',
  若曦: 'ruoxi',
  静怡: 'jingyi',
  俊杰: 'junjie',
  书瑶: 'shuyao',
  一诺: 'yinuo',
  嘉宁: 'jianing',
  佐藤: 'sato',
  鈴木: 'suzuki',
  高橋: 'takahashi',
  田中: 'tanaka',
  伊藤: 'ito',
  渡辺: 'watanabe',
  山本: 'yamamoto',
  中村: 'nakamura',
  小林: 'kobayashi',
  結衣: 'yui',
  陽菜: 'hina',
  美咲: 'misaki',
  蓮: 'ren',
  湊: 'minato',
  葵: 'aoi',
  紬: 'tsumugi',
  大翔: 'hiroto',
  莉子: 'riko',
  悠真: 'yuma',
}

/** ASCII only, as mailboxes are: accents off, Chinese and Japanese names in Latin letters. */
function mailbox(given: string, family: string): string {
  return [given, family]
    .map((part) =>
      (romanized[part] ?? part)
        .normalize('NFD')
        .replace(/ß/g, 'ss')
        .replace(/[^A-Za-z]/g, '')
        .toLowerCase(),
    )
    .join('.')
}
