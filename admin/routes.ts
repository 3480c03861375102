import { html, type TemplateResult } from 'lit'
import type { Route } from 'universal-router'
import type { WordKey } from './i18n/i18n.ts'

export interface Page {
  view: TemplateResult
  /** A key, or the words themselves where the page is named after a case. */
  title: WordKey | { text: string }
  area: 'queue' | 'policies' | 'outside'
}

/** Path -> page. Each page's code comes when it is first asked for. */
export const routes: Route<Page>[] = [
  {
    path: '/sign-in',
    action: async () => {
      await import('./pages/sign-in/sign-in-page.ts')
      return { view: html`<amends-sign-in-page></amends-sign-in-page>`, title: 'signIn.title', area: 'outside' }
    },
  },
  {
    path: '/welcome',
    action: async () => {
      await import('./pages/welcome/welcome-page.ts')
      return { view: html`<amends-welcome-page></amends-welcome-page>`, title: 'welcome.title', area: 'outside' }
    },
  },
  {
    path: '/',
    action: async () => {
      await import('./pages/queue/queue-page.ts')
      return { view: html`<amends-queue-page></amends-queue-page>`, title: 'nav.queue', area: 'queue' }
    },
  },
  {
    path: '/requests/:number',
    action: async (_context, params) => {
      await import('./pages/request/request-page.ts')
      const number = String(params.number).toUpperCase()
      return {
        view: html`<amends-request-page .number=${number}></amends-request-page>`,
        title: { text: number },
        area: 'queue',
      }
    },
  },
  {
    path: '/policies',
    action: async () => {
      await import('./pages/policy/policy-page.ts')
      return { view: html`<amends-policy-page></amends-policy-page>`, title: 'nav.policies', area: 'policies' }
    },
  },
]
