import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import { smtpMailer } from '../platform/node/smtp-mailer.ts'
import type { Mail } from '../platform/ports.ts'
import { resendMailer } from '../platform/resend-mailer.ts'
import { mailsFor, requestTemplates } from './mail-templates.ts'
import type { MailFacts } from './mail-words.ts'
import { renderMail } from './render-mail.ts'
import { en } from './words/en.ts'
import { zhCn } from './words/zh-cn.ts'

const event = (body: Record<string, unknown>, seq: number) =>
  ({ seq, at: 0, actor: { kind: 'staff', id: 's', name: 'Mei' }, ...body }) as unknown as RequestEvent

const templatesOf = (...bodies: Record<string, unknown>[]) =>
  mailsFor(bodies.map((body, index) => event(body, index + 1))).map(({ template, seq }) => `${template}@${seq}`)

describe('which e-mails', () => {
  it.each([
    [[{ type: 'submitted' }], ['received@1']],
    [[{ type: 'submitted' }, { type: 'approved' }, { type: 'payout_requested' }], ['approved@2']],
    [[{ type: 'submitted' }, { type: 'declined' }], ['declined@2']],
    [[{ type: 'inspected', reviewAgain: [] }, { type: 'money_due' }, { type: 'payout_requested' }], ['refund_sent@3']],
    [[{ type: 'payout_requested' }, { type: 'payout_requested' }], ['refund_sent@1']],
    [[{ type: 'inspected', reviewAgain: ['i1'] }], ['review_again@1']],
    [[{ type: 'payout_changed', status: 'pending' }], []],
    [[{ type: 'payout_changed', status: 'succeeded' }], ['refund_paid@1']],
    [[{ type: 'payout_changed', status: 'failed', failure: { final: false } }], []],
    [[{ type: 'payout_changed', status: 'failed', failure: { final: true } }], ['payout_problem@1']],
    [
      [{ type: 'payout_changed', status: 'failed', failure: { final: true } }, { type: 'account_asked' }],
      ['payout_needs_account@2'],
    ],
    [[{ type: 'payout_requested' }, { type: 'payout_changed', status: 'succeeded' }], ['refund_paid@2']],
    [[{ type: 'account_fixed' }, { type: 'payout_requested' }], ['refund_sent@2']],
    [[{ type: 'messaged', text: 'x' }], ['message@1']],
    [[{ type: 'messaged', text: 'x', actor: { kind: 'shopper' } }], []],
    [[{ type: 'noted' }, { type: 'assigned' }, { type: 'rated' }, { type: 'answered' }], []],
  ])('%j causes %j', (events, templates) => {
    expect(templatesOf(...events)).toEqual(templates)
  })
})

const facts: MailFacts = {
  shop: 'Linhe <Studio>',
  number: 'R-7K4M-Q2XD',
  order: '10042',
  items: ['Cup, "blue" × 2'],
  amount: '€42.10',
  payouts: [{ to: 'Visa •••• 4242', amount: '€42.10', earliest: '27 November 2026', latest: '4 December 2026' }],
  decideBy: '21 November 2026',
  answerBy: '22 November 2026',
  returnBy: '23 November 2026',
  inspectBy: '24 November 2026',
  appealBy: '25 November 2026',
  returnTo: ['Returns', '1 High Street', 'GB'],
  returnPaidBy: 'merchant',
  text: 'Is it <b>broken</b>?\nThanks',
  code: '123456',
  minutes: 10,
  contact: 'help@shop.example',
  reminderOf: 'return',
  failure: 'Your card is closed.',
  accountBy: '26 November 2026',
}

describe('the words', () => {
  it.each([
    ['en', en, 'already taken off'],
    ['zh-CN', zhCn, '已从退款金额中扣除'],
  ] as const)('%s: nobody is asked to pay the way back twice', (locale, words, said) => {
    const mail = renderMail(words.approved({ ...facts, returnPaidBy: 'taken_off' }), locale, facts.shop, undefined)
    expect(mail.text).toContain(said)
  })

  const url = 'https://shop.example/orders/10042?a=1&b="2"'
  for (const [locale, words] of [
    ['en', en],
    ['zh-CN', zhCn],
  ] as const) {
    it.each([...requestTemplates, 'code'] as const)(`${locale} %s: escaped, complete, with its link`, (template) => {
      const mail = renderMail(words[template](facts), locale, facts.shop, template === 'code' ? undefined : url)
      expect(mail.subject).not.toMatch(/[\r\n]/)
      expect(mail.html).not.toMatch(/<b>|<Studio>|undefined|null|NaN/)
      expect(mail.text).not.toMatch(/undefined|null|NaN/)
      expect(mail.html).toContain(`<html lang="${locale}"`)
      if (template === 'code')
        expect([mail.subject, mail.text, mail.html].every((part) => part.includes('123456'))).toBe(true)
      else {
        expect(mail.text).toContain(url)
        expect(mail.html).toContain('href="https://shop.example/orders/10042?a=1&amp;b=&quot;2&quot;"')
        expect(mail.html).toContain('R-7K4M-Q2XD')
      }
      if (locale === 'en') expect(mail.text).not.toMatch(/!\s|oops|invalid/i)
      else expect(mail.text).toMatch(/[\u4e00-\u9fff]/)
    })
  }

  it.each([
    ['en', en, /was sent to you/, /yours to use/, /paid it ourselves/, /bank sent it back/, /could not be made/],
    ['zh-CN', zhCn, /支付机构已确认/, /可以使用/, /人工付款/, /银行已将款项退回/, /未能付出/],
  ] as const)('%s: say no more than is known of a payout', (locale, words, provider, shop, hand, returned, failed) => {
    const textOf = (template: 'refund_paid' | 'payout_problem' | 'refund_sent', more: Partial<MailFacts>) =>
      renderMail(words[template]({ ...facts, ...more }), locale, 's').text
    expect(textOf('refund_paid', { paidBy: 'provider' })).toMatch(provider)
    expect(textOf('refund_paid', { paidBy: 'shop' })).toMatch(shop)
    expect(textOf('refund_paid', { paidBy: 'hand' })).toMatch(hand)
    expect(textOf('payout_problem', { wasReturned: true })).toMatch(returned)
    expect(textOf('payout_problem', {})).toMatch(failed)
    expect(textOf('refund_sent', {})).not.toMatch(/Refunded|was sent|已退款|退款成功/)
  })

  it.each([
    [[0, 0], 'there the day it is sent', '退款当天到账'],
    [[0, 1], 'there within 1 working day after it is sent', '退款后 1 个工作日内到账'],
    [[1, 1], 'there 1 working day after it is sent', '退款后 1 个工作日到账'],
    [[3, 7], 'there 3 to 7 working days after it is sent', '退款后 3 至 7 个工作日到账'],
  ] as const)('say how long %j working days are before money is sent', (workingDays, inEnglish, inChinese) => {
    const coming = { ...facts, payouts: [{ to: 'Visa', amount: '€1.00', workingDays }] }
    expect(renderMail(en.approved(coming), 'en', 's').text).toContain(`€1.00 to Visa, ${inEnglish}`)
    expect(renderMail(zhCn.approved(coming), 'zh-CN', 's').text).toContain(`€1.00，退至 Visa，${inChinese}`)
  })

  it.each([
    ['en', en, /by 26 November 2026/, /Never send account numbers/],
    ['zh-CN', zhCn, /26 November 2026前/, /请勿通过邮件发送账号/],
  ] as const)('%s: ask for an account by a day, on the request and nowhere else', (locale, words, by, nowhere) => {
    const asked = renderMail(words.payout_needs_account(facts), locale, 's').text
    const reminded = renderMail(words.reminder({ ...facts, reminderOf: 'account' }), locale, 's').text
    for (const text of [asked, reminded]) {
      expect(text).toMatch(by)
      expect(text).toMatch(nowhere)
    }
    expect(asked).toContain('Your card is closed.')
  })

  const early = { en: /may turn out later/, 'zh-CN': /可能顺延/ }
  it.each([
    ['en', en],
    ['zh-CN', zhCn],
  ] as const)(
    '%s: say in one sentence that a day hangs on holidays nobody knows yet, and only then',
    (locale, words) => {
      for (const template of [
        'received',
        'review_again',
        'reopened',
        'goods_received',
        'approved',
        'reminder',
      ] as const) {
        const textOf = (isCalendarUnknown: boolean) =>
          renderMail(words[template]({ ...facts, isCalendarUnknown }), locale, 's').text
        expect(textOf(true), template).toMatch(early[locale])
        expect(textOf(false), template).not.toMatch(early[locale])
      }
    },
  )

  it('say the date and the amount where there is one', () => {
    expect(renderMail(en.received(facts), 'en', 's').text).toMatch(/€42\.10 back\. We decide by 21 November 2026/)
    expect(renderMail(en.approved(facts), 'en', 's').text).toMatch(/by 23 November 2026[\s\S]*We pay for the return/)
    expect(renderMail(zhCn.approved({ ...facts, returnBy: '2026年11月27日' }), 'zh-CN', 's').text).toContain(
      '2026年11月27日前',
    )
    expect(renderMail(en.refund_paid(facts), 'en', 's').text).toContain('between 27 November 2026 and 4 December 2026')
    expect(renderMail(en.declined(facts), 'en', 's').text).toMatch(/> Is it <b>broken<\/b>\?\n> Thanks/)
  })
})

const mail: Mail = {
  id: 'ob_1',
  from: { name: 'Linhe, "Studio" <evil@example.com>', address: 'care@linhe.example' },
  to: 'ann@example.com',
  subject: '退款成功：€42.10',
  text: 'Hello',
  html: '<p>Hello</p>',
}

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function smtp(onMessage: (raw: string, to: string[]) => Error | undefined) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        done(onMessage(Buffer.concat(chunks).toString(), to) ?? null)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`)
  closing.push(
    () => mailer.close(),
    () => new Promise<void>((resolve) => server.close(() => resolve())),
  )
  return mailer
}

describe('mailers', () => {
  it('SMTP: a real server gets both parts, one recipient and our id', async () => {
    const got: { raw: string; to: string[] }[] = []
    const mailer = await smtp((raw, to) => {
      got.push({ raw, to })
      return undefined
    })
    await mailer.send(mail)
    expect(got).toHaveLength(1)
    expect(got[0]?.to).toEqual(['ann@example.com'])
    const raw = got[0]?.raw ?? ''
    expect(raw).toContain('Message-ID: <ob_1@linhe.example>')
    expect(raw).toMatch(/Content-Type: multipart\/alternative/)
    expect(raw).toMatch(/^From: .*<care@linhe\.example>\r?$/m)
    expect(raw).toContain('Auto-Submitted: auto-generated')
    expect(raw).toContain('=?UTF-8?')
  })

  it('SMTP: a refusal is an error, so that the outbox tries again', async () => {
    const mailer = await smtp(() => Object.assign(new Error('try later'), { responseCode: 451 }))
    await expect(mailer.send(mail)).rejects.toThrow(/451|try later/)
  })

  it('HTTP: sends under the outbox id, and an answer that is not good is an error', async () => {
    const got: { key: unknown; body: Record<string, unknown> }[] = []
    let status = 200
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        got.push({ key: request.headers['idempotency-key'], body: JSON.parse(Buffer.concat(chunks).toString()) })
        response.writeHead(status).end('{}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
    const { port } = server.address() as AddressInfo
    const mailer = resendMailer('re_key', `http://127.0.0.1:${port}/emails`)
    await mailer.send(mail)
    expect(got[0]).toMatchObject({ key: 'ob_1', body: { to: ['ann@example.com'], subject: mail.subject } })
    expect(got[0]?.body.from).toBe('"Linhe, \\"Studio\\" <evil@example.com>" <care@linhe.example>')
    status = 503
    await expect(mailer.send(mail)).rejects.toThrow('503')
  })
})
