import type { LawNote } from './law-note.ts'

export const usNotes: readonly LawNote[] = [
  {
    region: 'US',
    article: 'federal law',
    text: {
      en: 'There is no federal right to return for a change of mind; the cooling-off rule is for sales at the door.',
      'zh-CN': '联邦法没有无理由退货权；冷静期规则只适用于上门推销。',
    },
  },
  {
    region: 'US',
    article: '16 CFR 435',
    unverified: true,
    text: {
      en: 'Goods that are not shipped in time are refunded promptly, within 7 working days.',
      'zh-CN': '未按时发货的须在 7 个工作日内及时退款。',
    },
  },
  {
    region: 'US',
    article: 'UCC art. 2',
    text: {
      en: 'Faulty goods may be rejected in every state.',
      'zh-CN': '各州均可拒收有瑕疵的商品。',
    },
  },
  {
    region: 'US',
    subdivision: 'US-CA',
    article: 'Cal. Civ. Code § 1723',
    text: {
      en: 'A policy without a full refund for seven days must be displayed conspicuously, or returns are good for 30 days. Not food, plants, perishables, final sales, custom goods, or what lacks its package.',
      'zh-CN': '七日内不全额退款的政策须显著公示，否则 30 日内可退；食品、植物、易腐品、清仓、定制及无原包装商品除外。',
    },
  },
  {
    region: 'US',
    subdivision: 'US-NY',
    article: 'N.Y. Gen. Bus. Law § 218-a',
    unverified: true,
    text: {
      en: 'Where no policy is posted, returns are good for 30 days.',
      'zh-CN': '未公示政策的，30 日内可退。',
    },
  },
  {
    region: 'US',
    subdivision: 'US-FL',
    article: 'Fla. Stat. § 501.142',
    text: {
      en: 'Where no policy is posted, unused goods may come back within 7 days.',
      'zh-CN': '未公示政策的，未使用商品 7 日内可退。',
    },
  },
  {
    region: 'US',
    subdivision: 'US-NJ',
    article: 'N.J. Rev. Stat. § 56:8-2.14 ff.',
    unverified: true,
    text: {
      en: 'Where no policy is posted, returns are good for 20 days.',
      'zh-CN': '未公示政策的，20 日内可退。',
    },
  },
]
