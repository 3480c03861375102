import type { Page } from 'playwright-core'
import type { Demo } from './real-server.ts'

/** What a colleague does in the admin. */
export class Staff {
  readonly page: Page
  private readonly demo: Demo

  constructor(page: Page, demo: Demo) {
    this.page = page
    this.demo = demo
  }

  at(hook: string) {
    return this.page.locator(`[data-t="${hook}"]`)
  }

  /** As one of the demo's accounts. */
  async signIn(which = 0): Promise<void> {
    const account = this.demo.staff[which]
    if (!account) throw new Error('the demo has no such account')
    await this.page.goto(`${this.demo.url}/admin/`)
    await this.at('email').fill(account.email)
    await this.at('password').fill(account.password)
    await this.at('sign-in').click()
    await this.at('queue-page').waitFor()
  }

  /** For what one request alone has; until its row is the only one, rows may move under the mouse. */
  async search(text: string): Promise<void> {
    await this.at('search').fill(text)
    await this.at('search').press('Enter')
    await this.page.locator('tr[data-t^="row-"]').nth(1).waitFor({ state: 'detached' })
  }

  async openRequest(number: string): Promise<void> {
    await this.page.goto(`${this.demo.url}/admin/requests/${number}`)
    await this.at('request-page').waitFor()
    await this.at('decision').waitFor()
  }
}
