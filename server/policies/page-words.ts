import type { Language } from './reader.ts'

/** What the page says around the policy. */
export interface PageWords {
  title(policy: string, shop: string): string
  /** Date and number of the version. */
  since(date: string, version: number): string
  between(from: string, until: string, version: number): string
  replaced(date: string): string
  current: string
  shoppersIn: string
  show: string
  exceptions: string
  exceptionColumns: [what: string, when: string, then: string]
  reasons: string
  reasonsNote: string
  asks(list: string): string
  materials: string
  helps: string
  versions: string
  versionOf(date: string): string
  thisOne: string
  language: string
  contact: string
  address: string
  skip: string
}

export const pageWords: Record<Language, PageWords> = {
  en: {
    title: (policy, shop) => `${policy} · ${shop}`,
    since: (date, version) => `Version ${version}, in force since ${date}`,
    between: (from, until, version) => `Version ${version}, in force from ${from} to ${until}`,
    replaced: (date) => `Orders placed since ${date} are judged by a newer version.`,
    current: 'Read the one in force',
    shoppersIn: 'For shoppers in',
    show: 'Show',
    exceptions: 'Exceptions',
    exceptionColumns: ['What', 'When', 'Then'],
    reasons: 'Reasons you can give',
    reasonsNote: 'What helps us decide quickly, reason by reason.',
    asks: (list) => `Please add ${list}.`,
    materials: 'Have at hand',
    helps: 'What usually helps',
    versions: 'All versions',
    versionOf: (date) => `Since ${date}`,
    thisOne: 'this one',
    language: '中文',
    contact: 'Questions',
    address: 'Lasting address of this version',
    skip: 'To the policy',
  },
  'zh-CN': {
    title: (policy, shop) => `${policy} · ${shop}`,
    since: (date, version) => `第 ${version} 版，自 ${date}起施行`,
    between: (from, until, version) => `第 ${version} 版，${from}至 ${until}施行`,
    replaced: (date) => `${date}起的订单适用新版本。`,
    current: '查看现行版本',
    shoppersIn: '适用地区',
    show: '查看',
    exceptions: '例外情形',
    exceptionColumns: ['事项', '适用情形', '处理方式'],
    reasons: '可选择的原因',
    reasonsNote: '按不同原因，备好以下内容可以更快处理。',
    asks: (list) => `请提供${list}。`,
    materials: '请备好',
    helps: '通常有效的办法',
    versions: '全部版本',
    versionOf: (date) => `${date}起`,
    thisOne: '当前查看',
    language: 'English',
    contact: '如有疑问',
    address: '本版本的固定网址',
    skip: '跳到政策正文',
  },
}
