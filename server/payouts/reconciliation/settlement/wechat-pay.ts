import type { ProviderState } from '../../../../shared/payouts/payout.ts'
import { payoutNumberOf } from '../../providers/payout-number.ts'
import { entryOf } from '../../table-entry.ts'
import { amountIn, needed, optional, timeIn } from './cells.ts'
import { type SettlementFormat, UnreadableRow } from './settlement-format.ts'

const states: Readonly<Record<string, ProviderState['status']>> = {
  SUCCESS: 'succeeded',
  PROCESSING: 'pending',
  CHANGE: 'requires_action',
  FAIL: 'failed',
  CLOSED: 'failed',
}

/** WeChat Pay's trade bill (交易账单, bill_type ALL or REFUND): UTF-8, a backtick before each cell, a summary at the end. */
export const wechatPayFormat: SettlementFormat = {
  name: 'wechat_pay_trade_bill',
  timesOf: (row) => ['退款申请时间', '退款成功时间', '交易时间'].map((name) => timeIn(optional(row, name), '+08:00')),
  columns: ['微信订单号', '微信退款单号', '商户退款单号', '退款金额', '退款状态'],
  accountsOf: (row) => [optional(row, '商户号'), optional(row, '特约商户号')],
  cellsOf(line, names) {
    const cells = line.replace(/^`/, '').split(',`')
    return line.startsWith('`') && cells.length === names.length ? cells : undefined
  },
  refundOf(row) {
    const reference = optional(row, '微信退款单号')
    // A payment's row has a 0 there; the summary has a number of rows in another column.
    if (!reference || reference === '0' || optional(row, '退款状态') === undefined) return undefined
    const currency = optional(row, '货币种类') ?? 'CNY'
    const status = entryOf(states, needed(row, '退款状态'))
    if (!status) throw new UnreadableRow(row, 'an unknown 退款状态')
    const order = optional(row, '商户订单号')
    return {
      providerReference: reference,
      payout: payoutNumberOf(optional(row, '商户退款单号')),
      payment: optional(row, '微信订单号'),
      // Orders may know their payment by either.
      ...(order === undefined ? {} : { otherReferences: [order] }),
      // What was asked for; the other column is without the coupons.
      amount: amountIn(row, optional(row, '申请退款金额') ? '申请退款金额' : '退款金额', currency),
      currency,
      state: { status },
      // In the bill of refunds 交易时间 is the payment's.
      at: timeIn(optional(row, '退款申请时间') ?? optional(row, '交易时间'), '+08:00'),
    }
  },
}
