import { citedArticles } from '../../shared/policy/words/article-words.ts'
import { language } from '../i18n/i18n.ts'

/** Articles as who reads the language on screen knows them, those of one law together. */
export function articleWords(...articles: string[]): string {
  return citedArticles(articles, language()).join(' · ')
}
