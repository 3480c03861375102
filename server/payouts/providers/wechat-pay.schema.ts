import { z } from 'zod'

const text = z.string().max(2_000)
const fen = z.int().min(0)

/** POST and GET /v3/refund/domestic/refunds. */
export const wechatRefund = z.object({
  refund_id: text,
  out_refund_no: text,
  transaction_id: text.optional(),
  out_trade_no: text.optional(),
  status: text,
  /** Whom the money went to, in words of China: a card, a balance, or the merchant. */
  user_received_account: text.optional(),
  amount: z.object({ refund: fen, currency: text.optional() }),
})
export type WechatRefund = z.output<typeof wechatRefund>

/** GET /v3/bill/tradebill. */
export const wechatBill = z.object({ hash_type: z.literal('SHA1'), hash_value: text, download_url: z.url().max(2_000) })

export const wechatError = z.object({ code: text, message: text.optional() })

/** A notice before it is opened. */
export const wechatNotice = z.object({
  id: text,
  event_type: text,
  create_time: text.optional(),
  resource: z.object({
    algorithm: text,
    nonce: text,
    associated_data: text.optional(),
    ciphertext: z.string().max(100_000),
  }),
})

/** What is in a notice of REFUND.*; amounts are in fen of China, without saying so. */
export const wechatRefundNotice = z.object({
  mchid: text.optional(),
  sp_mchid: text.optional(),
  sub_mchid: text.optional(),
  refund_id: text,
  out_refund_no: text,
  transaction_id: text.optional(),
  out_trade_no: text.optional(),
  refund_status: text,
  user_received_account: text.optional(),
  success_time: text.optional(),
  amount: z.object({ refund: fen }),
})
