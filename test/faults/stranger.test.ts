import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import type { Browser } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MerchantSettings } from '../../server/merchants/index.ts'
import { openBrowser, visit } from '../support/browser.ts'
import { callOwn, openOwnServer, pushOwnOrder } from '../support/own-server.ts'
import { temporaryFolder } from '../support/real-server.ts'
import { Shopper } from '../support/shopper.ts'
import { Staff } from '../support/staff.ts'
import { until } from '../support/store-orders.ts'

let browser: Browser
const closing: (() => unknown)[] = []
beforeAll(async () => {
  browser = await openBrowser()
  closing.push(() => browser.close())
})
afterAll(async () => {
  for (const close of closing.toReversed()) await close()
})

/** A mail server of this machine, and what it was given. */
async function openMailServer(): Promise<{ url: string; letters: string[] }> {
  const letters: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString())
        done(null)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, letters }
}

/** A shop of one static page, on an origin of its own. */
async function openShop(html: () => string): Promise<string> {
  const server = createServer((_request, answer) => {
    answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('from nothing to an approved refund in a shop of one’s own, by what is printed and written down', async () => {
  const folder = temporaryFolder()
  closing.push(folder.remove)
  const mail = await openMailServer()
  // Keys of its owner's choice: every letter that a key may have goes all the way, also into the page.
  const keys = { publishableKey: 'pk_corner-shop_2026', secretKey: `sk_${'-'.repeat(32)}` }
  writeFileSync(join(folder.path, 'keys.json'), JSON.stringify(keys))
  const server = await openOwnServer(folder.path, { SMTP_URL: mail.url })
  closing.push(() => server.kill('SIGTERM'))

  const desk = await visit(browser, { width: 1280, expected: /401.*\/admin\/me/ })
  const welcome = /\S+\/admin\/welcome#token=\S+/.exec(server.output())?.[0] ?? ''
  // The name it was printed by: a session belongs to that.
  const ownDemo = { ...server, url: new URL(welcome).origin, storeUrl: '', staff: [], orders: [] }
  const staff = new Staff(desk.page, ownDemo)
  await desk.page.goto(welcome)
  await staff.at('name').fill('Mei Chen')
  await staff.at('email').fill('mei@corner.example')
  await staff.at('password').fill('correct horse battery')
  await staff.at('make-account').click()
  await staff.at('queue-page').waitFor()

  let identity = ''
  const shopUrl = await openShop(
    () => `<!doctype html><html lang="en"><title>Corner shop</title><h1>Corner shop</h1>
      <script async src="${server.url}/v1/widget.js" data-merchant="${server.publishableKey}"
        data-identity="${identity}"></script>`,
  )
  const shopFile = join(folder.path, 'shop.json')
  const written = JSON.parse(readFileSync(shopFile, 'utf8')) as MerchantSettings
  const settings = {
    ...written,
    names: { en: 'Corner shop' },
    origins: [shopUrl],
    contact: { email: 'help@corner.example' },
    fromEmail: 'refunds@corner.example',
  }
  writeFileSync(shopFile, JSON.stringify(settings))
  await server.kill('SIGTERM')
  await server.start()

  const order = await pushOwnOrder(server)
  const shop = await visit(browser)
  const shopper = new Shopper(shop.page, { ...ownDemo, storeUrl: shopUrl })
  await shopper.openStore('/')
  await shopper.openLauncher()
  await shopper.find(order.number, order.customer.email ?? '')
  const [first] = await until(
    async () => mail.letters,
    (letters) => letters.length > 0,
  )
  expect(first).toMatch(/^From: "?Corner shop"? <refunds@corner\.example>/m)
  await shopper.at('code-input').fill(/^Subject: .*?(\d{6})/m.exec(first ?? '')?.[1] ?? '')
  await shopper.onScreen('choose')
  await shopper.chooseItem('l1')
  await shopper.next('reason')
  await shopper.giveReason('never_arrived')
  await shopper.at('details').fill('Nothing came, and nobody rang the bell.')
  await shopper.next('money')
  await shopper.next('review')
  const number = await shopper.submit()

  await staff.openRequest(number)
  await staff.at('approve').click()
  await staff.at('toast').first().waitFor()
  const paid = await until(
    () => callOwn(server, 'GET', `/v1/requests/${number}`),
    ({ body }) => body.status === 'completed',
  )
  expect(paid.body.payouts).toMatchObject([{ status: 'succeeded' }])
  const letters = await until(
    async () => mail.letters,
    (all) => all.length >= 3,
  )
  expect(letters.some((letter) => letter.includes(`${shopUrl}/#amends`))).toBe(true)
  expect([...shop.complaints, ...desk.complaints]).toEqual([])
  await Promise.all([shop.close(), desk.close()])

  // Who is logged in types nothing.
  const key = settings.identityKeys[0]
  identity = await new SignJWT({ email: order.customer.email })
    .setProtectedHeader({ alg: 'HS256', kid: key?.kid })
    .setIssuer(server.publishableKey)
    .setAudience('amends')
    .setSubject('c-1')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(key?.secret))
  const known = await visit(browser)
  await known.page.goto(shopUrl)
  await known.page.locator('amends-launcher [data-t="launcher"]').click()
  await known.page.locator('amends-refunds', { hasText: order.number }).waitFor()
  expect(known.complaints).toEqual([])
  await known.close()
})
