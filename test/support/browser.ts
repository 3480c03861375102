import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findBrowser } from '../../scripts/browser.mjs'

const artifacts = fileURLToPath(new URL('../artifacts', import.meta.url))
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
export const widths = [360, 1280] as const

export type Language = 'en' | 'zh-CN'

export async function openBrowser(moreArgs: readonly string[] = []): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser()
  return chromium.launch({
    executablePath,
    args: [...args, ...moreArgs],
    env: { ...process.env, ...env } as Record<string, string>,
  })
}

export interface Visit {
  context: BrowserContext
  page: Page
  /** What the page complained about: errors in the console, exceptions, refused content. */
  complaints: string[]
  close(): Promise<void>
}

/** A window of its own: nothing of another visitor is in it. `expected`: answers that a test provokes. */
export async function visit(
  browser: Browser,
  {
    language = 'en',
    width = 360,
    expected,
    hasTouch = false,
  }: { language?: Language; width?: number; expected?: RegExp; hasTouch?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Europe/London',
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
    hasTouch,
  })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  const complain = (text: string) => {
    if (!expected?.test(text)) complaints.push(text)
  }
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complain(String(error)))
  return { context, page, complaints, close: () => context.close() }
}

/** Pictures of a screen at these widths, for people to look at. @throws when the page is wider than its window */
export async function picture(page: Page, name: string, at: readonly number[] = widths): Promise<void> {
  mkdirSync(artifacts, { recursive: true })
  const before = page.viewportSize()
  for (const width of at) {
    const height = width === 360 ? 780 : 900
    await page.setViewportSize({ width, height })
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (beyond > 0) throw new Error(`${name} is ${beyond} px wider than ${width}`)
    const fullPage = (await page.locator('dialog[open]').count()) === 0
    await page.screenshot({ path: join(artifacts, `${name}-${width}.png`), fullPage, animations: 'disabled' })
  }
  if (before) await page.setViewportSize(before)
}

let axeSource: Promise<string> | undefined

/** What axe finds on the page, shadow roots included; empty is well. */
export async function axeFindings(page: Page): Promise<string[]> {
  axeSource ??= readFile(axeFile, 'utf8')
  await page.evaluate(await axeSource)
  const results = (await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(at: unknown, options: object): Promise<unknown> } }
    return axe.run(document, { resultTypes: ['violations'] })
  })) as AxeResults
  return results.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
}
