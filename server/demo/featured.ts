import type { Product } from './catalogue.ts'

/** What the storefront shows, in this order; the Chinese names are ours, the source has English only. */
const featuredNames: readonly (readonly [string, string])[] = [
  ['22423', '摄政风三层蛋糕架'],
  ['85123A', '白色心形吊挂烛台'],
  ['22727', '复古闹钟 · 红'],
  ['22699', '玫瑰茶杯与茶碟'],
  ['85099B', '红底圆点大号购物袋'],
  ['23084', '小兔夜灯'],
  ['22961', '印花果酱罐套装'],
  ['47566', '派对彩旗'],
  ['22112', '巧克力色热水袋'],
  ['82482', '白漆木相框'],
  ['22629', '太空男孩午餐盒'],
  ['22470', '大号藤编心形挂饰'],
  ['22726', '复古闹钟 · 绿'],
  ['22457', '天然石板心形黑板'],
  ['84879', '彩色小鸟摆件'],
  ['22086', '五十年代圣诞纸链'],
  ['20725', '红底圆点午餐袋'],
  ['22697', '绿色摄政风茶杯与茶碟'],
  ['22077', '乡村风丝带 6 卷'],
  ['22138', '圆点烘焙工具 9 件套'],
  ['21754', '“HOME” 木制字母摆件'],
  ['22666', '黄色食谱盒'],
  ['21181', '“一人份” 金属挂牌'],
  ['22551', '太空男孩创可贴铁盒'],
]
const chinese = new Map(featuredNames)

export function featuredOf(catalogue: ReadonlyMap<string, Product>): Product[] {
  return featuredNames.flatMap(([sku]) => catalogue.get(sku) ?? [])
}

export function nameOf(product: Pick<Product, 'sku' | 'title'>, language: 'en' | 'zh-CN'): string {
  return (language === 'zh-CN' ? chinese.get(product.sku) : undefined) ?? product.title
}
