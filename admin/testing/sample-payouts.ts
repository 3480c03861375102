import type { PayoutRow } from '../data/payouts.ts'
import { dayOf } from './day-of.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

interface Row extends Partial<PayoutRow> {
  id: string
  customer: string
  provider: string
  currency: string
  amount: number
  minutesAgo: number
}

function row({ minutesAgo, ...given }: Row, now: number): PayoutRow {
  const method = given.provider === 'stripe' ? 'card' : given.provider === 'bank' ? 'bank_transfer' : given.provider
  return {
    request: `R-${given.id.slice(3, 7)}-${given.id.slice(7, 11)}`,
    order: `LH-2${given.id.charCodeAt(4)}${given.id.charCodeAt(6)}`,
    destination: given.provider === 'bank' ? 'account' : 'p1',
    method,
    status: 'succeeded',
    attempts: 1,
    approvals: [],
    requestedAt: now - minutesAgo * minuteMs - hourMs,
    changedAt: now - minutesAgo * minuteMs,
    actions: [],
    ...given,
  }
}

/** Every state that a payout can be in, in the shop of the drawn desk. */
export function samplePayouts(now: number): PayoutRow[] {
  const arrival = (days: number) => ({
    payment: 'p1',
    earliest: dayOf(now + days * dayMs),
    latest: dayOf(now + (days + 3) * dayMs),
  })
  const today = { payment: 'p1', earliest: dayOf(now), latest: dayOf(now) }
  const lowBalance = {
    provider: 'alipay',
    currency: 'CNY',
    status: 'failed' as const,
    failure: { code: 'insufficient_merchant_balance' as const, final: false },
    providerCode: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    actions: ['retry', 'other_method'] as PayoutRow['actions'],
  }
  const closed = {
    status: 'failed' as const,
    failure: { code: 'payer_account_closed_or_frozen' as const, final: true, returned: true },
    actions: ['ask_shopper', 'store_credit', 'mark_paid'] as PayoutRow['actions'],
  }
  const twoPeople = { provider: 'stripe', status: 'queued' as const, hold: 'approval' as const, attempts: 0 }
  const rows: Row[] = [
    {
      id: 'po_01KB2X8QW5Z7',
      customer: '林子涵',
      provider: 'alipay',
      currency: 'CNY',
      amount: 25_800,
      minutesAgo: 4,
      arrival: today,
      settledAt: now - 4 * minuteMs,
      providerReference: '2026112622001',
    },
    {
      id: 'po_01KB2X3MD0RJ',
      customer: 'Amélie Roche',
      provider: 'stripe',
      label: 'Visa •••• 0341',
      currency: 'EUR',
      amount: 6_420,
      minutesAgo: 11,
      status: 'pending',
      arrival: arrival(4),
      providerReference: 're_3Pqa',
    },
    {
      id: 'po_01KB2WZAXN4T',
      customer: 'Ruth Adeyemi',
      provider: 'paypal',
      currency: 'GBP',
      amount: 6_450,
      minutesAgo: 22,
      status: 'unknown',
      failure: { code: 'outcome_unknown', final: false },
      attempts: 2,
      actions: ['ask_provider', 'reconcile'],
    },
    { id: 'po_01KB2WRTV9G3', customer: '周雨桐', minutesAgo: 41, amount: 57_900, ...lowBalance },
    { id: 'po_01KB2WQ2M7CE', customer: '陈嘉怡', minutesAgo: 43, amount: 114_600, ...lowBalance },
    { id: 'po_01KB2WP8H1YK', customer: '李晓彤', minutesAgo: 48, amount: 36_900, ...lowBalance },
    { id: 'po_01KB2WN6F3SB', customer: '赵一鸣', minutesAgo: 52, amount: 22_200, ...lowBalance },
    {
      id: 'po_01KB2WKDJ4Q0',
      customer: '高橋 結衣',
      provider: 'bank',
      label: 'みずほ •••• 7720',
      currency: 'JPY',
      amount: 12_400,
      minutesAgo: 60,
      status: 'queued',
      hold: 'batch',
      batch: '112',
      attempts: 0,
    },
    {
      id: 'po_01KB2WHNP6AZ',
      customer: '许安',
      provider: 'wechat_pay',
      currency: 'CNY',
      amount: 14_200,
      minutesAgo: 75,
      arrival: today,
      settledAt: now - 75 * minuteMs,
    },
    {
      id: 'po_01KB2WG6C2VD',
      customer: 'Hannah Keller',
      provider: 'stripe',
      label: 'Mastercard •••• 5508',
      currency: 'EUR',
      amount: 11_800,
      minutesAgo: 1140,
      ...closed,
    },
    {
      id: 'po_01KB2WF1T8EM',
      customer: 'Mateo Silva',
      provider: 'stripe',
      label: 'Visa •••• 9921',
      currency: 'USD',
      amount: 6_100,
      minutesAgo: 900,
      ...closed,
    },
    {
      id: 'po_01KB2WE0R5NW',
      customer: 'Lena Vogt',
      provider: 'bank',
      label: 'DE•• •••• 3000',
      currency: 'EUR',
      amount: 18_250,
      minutesAgo: 130,
      status: 'queued',
      hold: 'batch',
      attempts: 0,
    },
    {
      id: 'po_01KB2WD7K9XH',
      customer: 'Jonas Brandt',
      provider: 'bank',
      label: 'DE•• •••• 4711',
      currency: 'EUR',
      amount: 5_990,
      minutesAgo: 150,
      status: 'queued',
      hold: 'batch',
      attempts: 0,
    },
    {
      id: 'po_01KB2WC4B3GT',
      customer: '郑文博',
      currency: 'CNY',
      amount: 864_000,
      minutesAgo: 40,
      ...twoPeople,
      request: 'R-BX51-7MQA',
      approvals: [{ id: 'u2', name: 'Jonas Weber', at: now - 40 * minuteMs }],
    },
    {
      id: 'po_01KB2WB9S1FP',
      customer: 'Victor Lemaire',
      currency: 'EUR',
      amount: 74_200,
      minutesAgo: 180,
      ...twoPeople,
      request: 'R-0KTY-E46P',
      approvals: [{ id: 'u1', name: 'Mei Chen', at: now - 198 * minuteMs }],
    },
    {
      id: 'po_01KB2WA2Z6DK',
      customer: 'Helen Shaw',
      currency: 'GBP',
      amount: 65_500,
      minutesAgo: 200,
      ...twoPeople,
      request: 'R-CN3D-82VZ',
    },
  ]
  return rows.map((each) => row(each, now))
}
