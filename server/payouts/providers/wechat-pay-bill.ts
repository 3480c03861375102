import type { ProviderRefund } from '../../platform/ports.ts'
import { fromChinaTime } from './china-time.ts'
import { payoutNumberOf } from './payout-number.ts'
import { amountOfDecimal } from './units.ts'
import { stateOfWechat } from './wechat-pay-codes.ts'

/** A line of the bill; its status is as it was when the bill was made, and does not change there. */
export interface BilledRefund extends Omit<ProviderRefund, 'payment'> {
  /** Ours or anybody's: what to ask for it by. */
  number: string
  /** It went the way the payment came, or to the payer's balance: surely not to the merchant. */
  isToPayer: boolean
  /** By WeChat Pay's name and by the merchant's. */
  payments: readonly string[]
}

/**
 * The bill of a day's refunds (bill_type REFUND): a line of names, a line for each refund in which every field begins with a
 * back quote, then sums. Columns go by their names: others come in between. @throws where a name or a figure is missing
 */
export function readRefundBill(text: string): BilledRefund[] {
  // A name of what was bought may have line breaks of its own.
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n(?=[`总])/)
  const columns = columnsOf(head.split(',').map((name) => name.trim()))
  const end = lines.findIndex((line) => !line.startsWith('`'))
  return lines.slice(0, end < 0 ? undefined : end).map((line) => {
    const fields = line.slice(1).split(',`')
    const field = (name: keyof typeof columns) => fields[columns[name]]?.trim() ?? ''
    const [at, amount] = [fromChinaTime(field('at')), amountOfDecimal(field('amount'), field('currency'))]
    if (at === undefined || amount === undefined) throw new Error('a bill with a line that cannot be read')
    const providerReference = field('reference')
    return {
      providerReference,
      number: field('number'),
      isToPayer: /^(ORIGINAL|BALANCE)$/.test(field('way')),
      payout: payoutNumberOf(field('number')),
      payments: [field('payment'), field('order')],
      amount,
      currency: field('currency'),
      state: stateOfWechat({ status: field('status'), refund_id: providerReference }),
      at,
    }
  })
}

function columnsOf(names: readonly string[]) {
  const columnOf = (name: string) => {
    const at = names.indexOf(name)
    if (at < 0) throw new Error('a bill without a column that is needed')
    return at
  }
  return {
    at: columnOf('退款申请时间'),
    payment: columnOf('微信订单号'),
    order: columnOf('商户订单号'),
    reference: columnOf('微信退款单号'),
    number: columnOf('商户退款单号'),
    // What was asked for; 退款金额 is without the coupons.
    amount: columnOf('申请退款金额'),
    currency: columnOf('货币种类'),
    status: columnOf('退款状态'),
    way: columnOf('退款类型'),
  }
}
