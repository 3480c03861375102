import { payoutNumberOf } from '../../providers/payout-number.ts'
import { amountIn, needed, optional, timeIn } from './cells.ts'
import { cellsAround } from './plain-lines.ts'
import type { SettlementFormat } from './settlement-format.ts'

/**
 * Alipay's trade bill (业务明细, `bill_type=trade`), as the merchant platform and alipay.data.dataservice.bill.downloadurl.query
 * give it: GB18030, remarks around the table, one row for each payment and refund, refunds with their out_request_no.
 */
export const alipayFormat: SettlementFormat = {
  name: 'alipay_trade_bill',
  timesOf: (row) => ['创建时间', '完成时间'].map((name) => timeIn(optional(row, name), '+08:00')),
  columns: ['支付宝交易号', '业务类型', '退款批次号/请求号'],
  cellsOf: (line, names) => (line.startsWith('#') ? undefined : cellsAround(line, names, '商品名称')),
  refundOf(row) {
    if (optional(row, '业务类型') !== '退款') return undefined
    const number = needed(row, '退款批次号/请求号')
    const trade = needed(row, '支付宝交易号')
    const order = optional(row, '商户订单号')
    return {
      // Alipay has no number of its own for a refund: it is known by its trade's and ours, as in its notices.
      providerReference: `${trade}/${number}`,
      payout: payoutNumberOf(number),
      payment: trade,
      ...(order === undefined ? {} : { otherReferences: [order] }),
      amount: amountIn(row, '订单金额（元）', 'CNY'),
      currency: 'CNY',
      state: { status: 'succeeded' },
      at: timeIn(optional(row, '完成时间') ?? optional(row, '创建时间'), '+08:00'),
    }
  },
}
