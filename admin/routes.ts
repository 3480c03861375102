import { html, type TemplateResult } from 'lit'
import type { Route } from 'universal-router'
import { t, type WordKey } from './i18n/i18n.ts'

export interface Page {
  view: TemplateResult
  /** A key, or the words themselves where the page is named after a case. */
  title: WordKey | { text: string }
  area: 'queue' | 'refunds' | 'policies' | 'settings' | 'outside'
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
    path: '/refunds',
    action: async () => {
      await import('./pages/refunds/refunds-page.ts')
      return { view: html`<amends-refunds-page></amends-refunds-page>`, title: 'desk.title', area: 'refunds' }
    },
  },
  {
    path: '/refunds/ledger',
    action: async () => {
      await import('./pages/refunds/ledger-page.ts')
      return { view: html`<amends-ledger-page></amends-ledger-page>`, title: 'ledger.title', area: 'refunds' }
    },
  },
  {
    path: '/refunds/:id',
    action: async (_context, params) => {
      await import('./pages/refunds/payout-page.ts')
      const id = String(params.id)
      return {
        view: html`<amends-payout-page .payoutId=${id}></amends-payout-page>`,
        title: { text: id },
        area: 'refunds',
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
  {
    path: '/policies/simulate',
    action: async () => {
      await import('./pages/policies/simulate/simulate-page.ts')
      return { view: html`<amends-simulate-page></amends-simulate-page>`, title: 'simulate.title', area: 'policies' }
    },
  },
  {
    path: '/policies/compare',
    action: async () => {
      await import('./pages/policies/compare-page.ts')
      return { view: html`<amends-compare-page></amends-compare-page>`, title: 'compare.title', area: 'policies' }
    },
  },
  {
    path: '/policies/publish',
    action: async () => {
      await import('./pages/policies/publish-page.ts')
      return { view: html`<amends-publish-page></amends-publish-page>`, title: 'publish.title', area: 'policies' }
    },
  },
  {
    path: '/policies/cases',
    action: async () => {
      await import('./pages/policies/cases-page.ts')
      return {
        view: html`<amends-policy-cases-page></amends-policy-cases-page>`,
        title: 'policyCases.title',
        area: 'policies',
      }
    },
  },
  {
    path: '/policies/history',
    action: async () => {
      await import('./pages/policies/history-page.ts')
      return {
        view: html`<amends-policy-history-page></amends-policy-history-page>`,
        title: 'policyHistory.title',
        area: 'policies',
      }
    },
  },
  {
    path: '/policies/history/:version',
    action: async (_context, params) => {
      await import('./pages/policies/version-page.ts')
      const version = Number(params.version)
      return {
        view: html`<amends-policy-version-page .version=${version}></amends-policy-version-page>`,
        title: { text: t('editor.versionNumber', { version }) },
        area: 'policies',
      }
    },
  },
  {
    path: '/settings',
    action: async () => {
      await import('./pages/settings/settings-page.ts')
      return { view: html`<amends-settings-page></amends-settings-page>`, title: 'settings.title', area: 'settings' }
    },
  },
  {
    path: '/settings/connections',
    action: async () => {
      await import('./pages/settings/connections-page.ts')
      return {
        view: html`<amends-connections-page></amends-connections-page>`,
        title: 'connections.title',
        area: 'settings',
      }
    },
  },
]
