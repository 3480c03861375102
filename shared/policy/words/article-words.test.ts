import { describe, expect, it, test } from 'vitest'
import { lawNotes } from '../statutes/notes.ts'
import { statutes } from '../statutes/statute-for.ts'
import { citedArticles } from './article-words.ts'

/** Of every article that a statute or a note names, wherever it stands in it. */
function articlesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'article' && typeof inner === 'string' ? [inner] : articlesOf(inner),
  )
}

describe.each([...new Set([...articlesOf(statutes), ...articlesOf(lawNotes)])])('%s', (article) => {
  it('is in English words to who reads English', () => {
    expect(citedArticles([article], 'en').join(' ')).not.toMatch(
      /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|\b(CRD|CRA|ACL|UCC|DMCC)\b/u,
    )
  })

  it('has a law that who reads Chinese knows by its name', () => {
    for (const cited of citedArticles([article], 'zh-CN')) {
      expect(cited).toMatch(/《|欧盟|英国|美国|U\.?S|C\.?F\.?R|§/)
    }
  })
})

test.each([
  [['消保法 25; 办法 10'], ['PRC Consumer Law art. 25', 'PRC Return Measures art. 10']],
  [['CRD 13(1)', 'CRD 9(1), 9(2)(b)'], ['Directive 2011/83/EU art. 9(1), 9(2)(b), 13(1)']],
  [['Directive 2019/771'], ['Directive 2019/771']],
  [['特定商取引法 15-3'], ['Japanese Act on Specified Commercial Transactions art. 15-3']],
  [['Cal. Civ. Code § 1723'], ['Cal. Civ. Code § 1723']],
])('%j is %j in English', (articles, words) => {
  expect(citedArticles(articles, 'en')).toEqual(words)
})

test.each([
  [['消保法 25; 办法 10'], ['《消费者权益保护法》第 25 条', '《网络购买商品七日无理由退货暂行办法》第 10 条']],
  [['特定商取引法'], ['日本《特定商取引法》']],
])('%j is %j in Chinese', (articles, words) => {
  expect(citedArticles(articles, 'zh-CN')).toEqual(words)
})
