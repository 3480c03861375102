import { describe, expect, it } from 'vitest'
import { command, instantPolicy, putOrder, submit, type TestMerchant, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()

async function mailsTo(email: string): Promise<{ subject: string; text: string }[]> {
  await api.work()
  const rows = await api.query('SELECT subject, text FROM dev_mail WHERE "to" = ? ORDER BY rowid', [email])
  return rows as { subject: string; text: string }[]
}

async function aRequest(merchant: TestMerchant, email: string, locale: string) {
  // No statute forbids to decline there.
  const customer = { id: email, name: 'Ann Lee', email, country: 'US' }
  const order = testOrder({ customer })
  await putOrder(api, merchant, order)
  const { body } = await submit(api, merchant, {
    order: order.number,
    items: [{ line: 'l1', quantity: 2, reason: 'changed_mind' }],
    locale,
  })
  return body
}

describe('e-mails at each step', () => {
  it('in English: received, asked, approved with where to send it, paid with when it arrives', async () => {
    const settings = { trackUrl: 'https://shop.example/orders/{order}?refund={request}' }
    const policy = instantPolicy({ decision: 'review', returnItem: true, refundTrigger: 'on_inspection' })
    const merchant = await api.createMerchant({ policy, settings })
    const email = 'steps@example.com'
    const request = await aRequest(merchant, email, 'en')
    const staff = (name: string, body = {}) => command(api, merchant, request.number, name, body)
    const asked = await staff('ask', { text: 'Is the box opened?' })
    expect(asked.status, JSON.stringify(asked.body)).toBe(200)
    const [received, question] = await mailsTo(email)
    expect(received?.subject).toBe(`We have your request ${request.number}`)
    expect(received?.text).toContain(`https://shop.example/orders/${request.order}?refund=${request.number}`)
    expect(received?.text).toMatch(/We decide by \d+ November 2026/)
    expect(question?.text).toContain('> Is the box opened?')

    await staff('approve')
    const approved = (await mailsTo(email))[2]
    expect(approved?.subject).toMatch(/^Approved: send the items back for £/)
    expect(approved?.text).toMatch(/Send it to:\n {2}Returns\n {2}1 High Street\n {2}United Kingdom/)
    expect(approved?.text).toContain('Visa •••• 4242, there 3 to 7 working days after it is sent')
    expect(approved?.text).toContain('Cup × 2')

    await staff('inspect', { result: 'as_described' })
    const paid = (await mailsTo(email)).at(-1)
    expect(paid?.subject).toMatch(/^Refunded: £/)
    expect(paid?.text).toMatch(/to Visa •••• 4242, there between \d+ November 2026 and \d+ November 2026/)
  })

  it.each([
    ['en', 'or later over bank holidays that are not announced yet'],
    ['zh-CN', '遇尚未公布的银行假日可能更晚'],
  ])('say in %s that holidays of a year are not known, only where dates reach into it', async (locale, words) => {
    for (const [days, told] of [
      [[40, 60], true],
      [[1, 3], false],
    ] as const) {
      const settings = { country: 'CN', arrival: { card: [...days] as [number, number] } }
      const merchant = await api.createMerchant({ policy: instantPolicy(), settings })
      const email = `holidays-${locale}-${told}@example.com`
      await aRequest(merchant, email, locale)
      await api.work()
      const paid = (await mailsTo(email)).at(-1)
      expect(paid?.text).toContain('Visa •••• 4242')
      expect(paid?.text.includes(words), paid?.text).toBe(told)
    }
  })

  it.each([
    ['CN', true],
    ['GB', false],
  ] as const)(
    'say of a day to decide by, with holidays of %s, that it may turn out later: %s',
    async (holidays, told) => {
      const policy = instantPolicy({
        decision: 'review',
        deadlines: { decide: 400, return: 14, inspect: 9, pay: 9, whole: 1000 },
      })
      const merchant = await api.createMerchant({ policy: { ...policy, calendar: { ...policy.calendar, holidays } } })
      const email = `decided-${holidays}@example.com`
      await aRequest(merchant, email, 'en')
      const [received] = await mailsTo(email)
      expect(received?.text).toMatch(/We decide by \d+ \w+ 2027/)
      expect(received?.text.includes('may turn out later'), received?.text).toBe(told)
    },
  )

  it('in Chinese: a refusal with the words of staff and until when to appeal', async () => {
    const merchant = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
    const email = 'zh@example.com'
    const request = await aRequest(merchant, email, 'zh-CN')
    const declined = await command(api, merchant, request.number, 'decline', {
      reason: 'worn',
      message: '商品已使用。',
    })
    expect(declined.status, JSON.stringify(declined.body)).toBe(200)
    const mail = (await mailsTo(email)).at(-1)
    expect(mail?.subject).toContain(request.number)
    expect(mail?.text).toContain('> 商品已使用。')
    expect(mail?.text).toMatch(/您可以在2026年11月\d+日前申请复核/)
  })

  it('name the clause where the policy says no, in the same words as the widget', async () => {
    const policy = instantPolicy({ because: 'final_sale', decision: 'decline' })
    const merchant = await api.createMerchant({ policy })
    const email = 'clause@example.com'
    const request = await aRequest(merchant, email, 'en')
    const mails = await mailsTo(email)
    expect(request.code ?? request.status, JSON.stringify(request)).toBe('declined')
    expect(mails.at(-1)?.text).toContain('The rule that decides: Final sale: only for a fault')
  })

  it('are sent once, and to nobody where there is no address', async () => {
    const merchant = await api.createMerchant()
    const order = testOrder({ customer: { id: 'c-2', country: 'GB' } })
    await putOrder(api, merchant, order)
    const claim = { order: order.number, items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] }
    await api.work()
    const before = (await api.query('SELECT COUNT(*) AS mails FROM dev_mail'))[0]?.mails
    expect((await submit(api, merchant, claim)).status).toBe(201)
    await api.work()
    await api.work()
    expect((await api.query('SELECT COUNT(*) AS mails FROM dev_mail'))[0]?.mails).toBe(before)
    expect(await api.query('SELECT id FROM outbox WHERE merchant = ? AND done_at IS NULL', [merchant.id])).toEqual([])
  })
})
