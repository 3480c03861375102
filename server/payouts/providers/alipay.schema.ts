import { z } from 'zod'

const text = z.string().max(2_000)

/** Of every reply's response node. */
export const alipayResult = z.object({ code: text, sub_code: text.optional() })

/** alipay.trade.refund: `Y` where this very call moved money; the sums in it are of all refunds of the trade. */
export const alipayRefund = z.object({
  trade_no: text,
  out_trade_no: text,
  fund_change: text.optional(),
})

/** alipay.trade.fastpay.refund.query; without refund data: Alipay has no such refund. */
export const alipayFound = z.object({
  trade_no: text.optional(),
  out_trade_no: text.optional(),
  out_request_no: text.optional(),
  refund_amount: text.optional(),
  refund_status: text.optional(),
  gmt_refund_pay: text.optional(),
})
export type AlipayFound = z.output<typeof alipayFound>

/** alipay.fund.trans.uni.transfer. */
export const alipayTransfer = z.object({
  out_biz_no: text,
  order_id: text.optional(),
  status: text,
})

/** alipay.fund.trans.common.query. */
export const alipayTransferred = z.object({
  out_biz_no: text.optional(),
  order_id: text.optional(),
  trans_amount: text.optional(),
  status: text,
  error_code: text.optional(),
})

/** alipay.data.dataservice.bill.downloadurl.query. */
export const alipayBill = z.object({ bill_download_url: z.url().max(4_000) })

/** biz_content of alipay.fund.trans.order.changed. */
export const alipayTransferChanged = z.object({ out_biz_no: text })

/** biz_content of alipay.trade.refund.depositback.completed. */
export const alipayDepositBack = z.object({ trade_no: text, out_request_no: text })
