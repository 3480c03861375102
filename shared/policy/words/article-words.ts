interface Law {
  /** As statutes cite it. */
  cited: string
  /** What readers of a language know it by. */
  en: string
  zh: string
}

const laws: readonly Law[] = [
  { cited: '消保法', en: 'PRC Consumer Law art.', zh: '《消费者权益保护法》' },
  { cited: '办法', en: 'PRC Return Measures art.', zh: '《网络购买商品七日无理由退货暂行办法》' },
  { cited: '处罚办法', en: 'PRC Penalty Measures art.', zh: '《侵害消费者权益行为处罚办法》' },
  { cited: '电子商务法', en: 'PRC E-Commerce Law art.', zh: '《电子商务法》' },
  { cited: '民法典', en: 'PRC Civil Code art.', zh: '《民法典》' },
  { cited: '实施条例', en: 'PRC Consumer Law Regulations art.', zh: '《消费者权益保护法实施条例》' },
  { cited: 'CRD rec.', en: 'Directive 2011/83/EU rec.', zh: '欧盟指令 2011/83/EU 序言' },
  { cited: 'CRD', en: 'Directive 2011/83/EU art.', zh: '欧盟指令 2011/83/EU ' },
  { cited: 'Directive 2019/771', en: 'Directive 2019/771 art.', zh: '欧盟指令 2019/771 ' },
  { cited: 'Regulation 1182/71 art.', en: 'Regulation 1182/71 art.', zh: '欧盟条例 1182/71 ' },
  { cited: 'SI 2013/3134 reg.', en: 'SI 2013/3134 reg.', zh: '英国 SI 2013/3134 ' },
  { cited: 'CRA 2015 s.', en: 'Consumer Rights Act 2015 s.', zh: '英国《2015 年消费者权利法》' },
  { cited: 'ACL s.', en: 'Australian Consumer Law s.', zh: '《澳大利亚消费者法》' },
]

const inOrder = new Intl.Collator('en', { numeric: true })

/** Articles as a text for everybody cites them, those of one law together: "Directive 2011/83/EU art. 9(1), 13(1)". */
export function citedArticles(articles: readonly string[], language: string): string[] {
  const byLaw = new Map<Law, Set<string>>()
  const others = new Set<string>()
  for (const article of articles.flatMap((each) => each.split('; '))) {
    const law = laws.find(({ cited }) => article.startsWith(`${cited} `))
    if (!law) {
      others.add(article)
      continue
    }
    const places = byLaw.get(law) ?? new Set()
    for (const place of article.slice(law.cited.length + 1).split(', ')) places.add(place)
    byLaw.set(law, places)
  }
  const isChinese = language.startsWith('zh')
  const known = [...byLaw].map(([law, places]) => {
    const sorted = [...places].sort(inOrder.compare)
    return isChinese ? `${law.zh}第 ${sorted.join('、')} 条` : `${law.en} ${sorted.join(', ')}`
  })
  return [...known, ...others]
}
