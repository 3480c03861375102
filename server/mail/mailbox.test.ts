import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NodeApi, startNodeApi } from '../../test/support/node-api.ts'
import { createApp } from '../app.ts'
import { mailboxMailer } from './mailbox-store.ts'

let api: NodeApi
beforeAll(async () => {
  api = await startNodeApi()
  await mailboxMailer(api.ports.database, api.ports.clock).send({
    id: 'ob_1',
    from: { name: 'Shop', address: 'a@shop.example' },
    to: 'ann@example.com',
    subject: '123456 is your code <b>',
    text: 'Hello',
    html: '<p>Hello</p>',
  })
})
afterAll(() => api.close())

function ask(path: string, { demo = true, peer = '127.0.0.1', host = 'localhost:8787' } = {}) {
  const app = createApp({ ...api.ports, settings: { ...api.ports.settings, demo } })
  const env = { incoming: { socket: { remoteAddress: peer } } }
  return app.request(path, { headers: { Host: host } }, env)
}

describe('the development mailbox', () => {
  it('lists and shows mail, the HTML in a sandbox of its own', async () => {
    const list = await (await ask('/dev/mail')).text()
    expect(list).toContain('123456 is your code &lt;b&gt;')
    const page = await ask('/dev/mail/ob_1')
    expect(await page.text()).toContain('src="/dev/mail/ob_1/html"')
    const html = await ask('/dev/mail/ob_1/html')
    expect(await html.text()).toBe('<p>Hello</p>')
    expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
    const { mails } = await (await ask('/dev/mail.json?to=ann@example.com')).json()
    expect(mails).toMatchObject([{ id: 'ob_1', subject: '123456 is your code <b>' }])
    expect((await (await ask('/dev/mail.json?to=b@example.com')).json()).mails).toEqual([])
    expect((await ask('/dev/mail/ob_9')).status).toBe(404)
  })

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is there for %s', async (peer) => {
    expect((await ask('/dev/mail', { peer })).status).toBe(200)
  })

  it.each([
    ['without the demo', { demo: false }],
    ['from another machine', { peer: '192.168.1.9' }],
    ['from an address that only looks local', { peer: '::ffff:10.127.0.1' }],
    ['by a name rebound to this machine', { host: 'evil.example:8787' }],
    ['by a name that begins like it', { host: 'localhost.evil.example' }],
  ])('is not there %s', async (_, how) => {
    for (const path of ['/dev/mail', '/dev/mail.json', '/dev/mail/ob_1', '/dev/mail/ob_1/html']) {
      expect((await ask(path, how)).status, path).toBe(404)
    }
  })
})
