interface Law {
  /** As statutes cite it. */
  cited: string
  /** What readers of a language know it by. */
  en: string
  zh: string
  /** What English calls a place in it. */
  place: 'art.' | 'rec.' | 'reg.' | 's.'
}

const laws: readonly Law[] = [
  { cited: '消保法', en: 'PRC Consumer Law', place: 'art.', zh: '《消费者权益保护法》' },
  { cited: '办法', en: 'PRC Return Measures', place: 'art.', zh: '《网络购买商品七日无理由退货暂行办法》' },
  { cited: '处罚办法', en: 'PRC Penalty Measures', place: 'art.', zh: '《侵害消费者权益行为处罚办法》' },
  { cited: '电子商务法', en: 'PRC E-Commerce Law', place: 'art.', zh: '《电子商务法》' },
  { cited: '民法典', en: 'PRC Civil Code', place: 'art.', zh: '《民法典》' },
  { cited: '实施条例', en: 'PRC Consumer Law Regulations', place: 'art.', zh: '《消费者权益保护法实施条例》' },
  { cited: 'CRD rec.', en: 'Directive 2011/83/EU', place: 'rec.', zh: '欧盟指令 2011/83/EU 序言' },
  { cited: 'CRD', en: 'Directive 2011/83/EU', place: 'art.', zh: '欧盟指令 2011/83/EU ' },
  { cited: 'Directive 2019/771', en: 'Directive 2019/771', place: 'art.', zh: '欧盟指令 2019/771 ' },
  { cited: 'Regulation 1182/71 art.', en: 'Regulation 1182/71', place: 'art.', zh: '欧盟条例 1182/71 ' },
  { cited: 'SI 2013/3134 reg.', en: 'SI 2013/3134', place: 'reg.', zh: '英国 SI 2013/3134 ' },
  { cited: 'CRA 2015 s.', en: 'Consumer Rights Act 2015', place: 's.', zh: '英国《2015 年消费者权利法》' },
  { cited: 'ACL s.', en: 'Australian Consumer Law', place: 's.', zh: '《澳大利亚消费者法》' },
  {
    cited: '特定商取引法',
    en: 'Japanese Act on Specified Commercial Transactions',
    place: 'art.',
    zh: '日本《特定商取引法》',
  },
  {
    cited: 'DMCC Act 2024',
    en: 'Digital Markets, Competition and Consumers Act 2024',
    place: 's.',
    zh: '英国《2024 年数字市场、竞争和消费者法》',
  },
  { cited: 'UCC art.', en: 'Uniform Commercial Code', place: 'art.', zh: '美国《统一商法典》' },
  { cited: 'federal law', en: 'federal law', place: 's.', zh: '美国联邦法律' },
]

const inOrder = new Intl.Collator('en', { numeric: true })

/** Articles as a text for everybody cites them, those of one law together: "Directive 2011/83/EU art. 9(1), 13(1)". */
export function citedArticles(articles: readonly string[], language: string): string[] {
  const byLaw = new Map<Law, Set<string>>()
  const others = new Set<string>()
  for (const article of articles.flatMap((each) => each.split('; '))) {
    const law = laws.find(({ cited }) => article === cited || article.startsWith(`${cited} `))
    if (!law) {
      others.add(article)
      continue
    }
    const places = byLaw.get(law) ?? new Set()
    for (const place of article.slice(law.cited.length + 1).split(', ')) if (place) places.add(place)
    byLaw.set(law, places)
  }
  const known = [...byLaw].map(([law, places]) => lawText(law, [...places].sort(inOrder.compare), language))
  return [...known, ...others]
}

function lawText({ en, zh, place }: Law, places: readonly string[], language: string): string {
  if (language.startsWith('zh')) return places.length === 0 ? zh.trim() : `${zh}第 ${places.join('、')} 条`
  return places.length === 0 ? en : `${en} ${place} ${places.join(', ')}`
}
