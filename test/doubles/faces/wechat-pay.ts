import { createCipheriv, createSign } from 'node:crypto'
import type { BookedRefund, Books, Habits, Trouble } from '../books.ts'
import type { Face, FaceCall } from '../face.ts'
import { doubleKeys } from '../keys.ts'

const provider = 'wechat_pay'

/** WeChat Pay's refunds: signed replies and sealed notices; a number refunds once, at most one refund a minute a payment. */
export function wechatPayFace(books: Books, habits: Habits, now: () => number): Face {
  const { platform, credentials } = doubleKeys()
  const { apiV3Key, mchId, platformKeys } = credentials.wechat_pay
  let nonces = 0
  const signed = (body: string): Record<string, string> => {
    nonces += 1
    const time = String(Math.floor(now() / 1000))
    const nonce = `nonce${nonces}`
    const text = `${time}\n${nonce}\n${body}\n`
    return {
      'Wechatpay-Timestamp': time,
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Serial': platformKeys[0]?.serial ?? '',
      'Wechatpay-Signature': createSign('RSA-SHA256').update(text).sign(platform.privateKey, 'base64'),
    }
  }
  const reply = (status: number, content: object): Response => {
    const body = JSON.stringify(content)
    return new Response(body, { status, headers: { 'Content-Type': 'application/json', ...signed(body) } })
  }
  const isRefund = ({ method }: FaceCall) => method === 'POST'

  const create = (body: string): Response => {
    const { out_refund_no: number, amount, ...rest } = JSON.parse(body) as Asked
    const capture = rest.transaction_id ?? rest.out_trade_no ?? ''
    const asked = { number, capture, amount: amount.refund, currency: amount.currency }
    const known = books.find(provider, number)
    if (known) {
      books.repeat(provider, asked)
      if (known.amount !== asked.amount) return reply(400, { code: 'INVALID_REQUEST', message: '订单金额不一致' })
      return reply(200, refundOf(known))
    }
    const made = books.refund(provider, asked, { gapMs: 60_000, ...habits })
    if (typeof made !== 'string') return reply(200, refundOf(made))
    const [status, code, message] = faults[made]
    return reply(status, { code, message })
  }

  return {
    provider,
    isRefund,
    async answer(call) {
      if (isRefund(call)) return create(call.body)
      const found = books.find(provider, call.url.pathname.split('/').at(-1) ?? '')
      return found ? reply(200, refundOf(found)) : reply(404, { code: 'RESOURCE_NOT_EXISTS', message: '退款单不存在' })
    },
    error: async () => reply(500, { code: 'SYSTEM_ERROR', message: '系统错误' }),
    limited: async () => reply(429, { code: 'FREQUENCY_LIMITED', message: '频率限制' }),
    notice(refund, event) {
      if (refund.status === 'pending') return undefined
      const { status, amount, ...told } = refundOf(refund)
      const text = JSON.stringify({
        ...told,
        mchid: mchId,
        refund_status: status,
        success_time: new Date(refund.changedAt).toISOString(),
        amount: { refund: amount.refund },
      })
      const nonce = event.slice(-12).padStart(12, '0')
      const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce)
      cipher.setAAD(Buffer.from('refund'))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      const body = JSON.stringify({
        id: event,
        event_type: `REFUND.${status}`,
        create_time: new Date(now()).toISOString(),
        resource: {
          algorithm: 'AEAD_AES_256_GCM',
          nonce,
          associated_data: 'refund',
          ciphertext: sealed.toString('base64'),
        },
      })
      return { headers: signed(body), body }
    },
  }
}

interface Asked {
  transaction_id?: string
  out_trade_no?: string
  out_refund_no: string
  amount: { refund: number; currency: string }
}

const statuses = { succeeded: 'SUCCESS', pending: 'PROCESSING', requires_action: 'ABNORMAL', failed: 'CLOSED' } as const

function refundOf({ reference, number, capture, status, trouble, amount, currency }: BookedRefund) {
  // What a card that is gone did not take the merchant took back, in the merchant platform.
  const isBack = status === 'failed' && trouble === 'payer_closed'
  return {
    refund_id: reference,
    out_refund_no: number ?? reference,
    transaction_id: capture,
    out_trade_no: capture,
    ...(isBack ? { channel: 'OTHER_BANKCARD', user_received_account: '商户结算银行账户' } : {}),
    status: isBack ? 'SUCCESS' : statuses[status],
    amount: { refund: amount, currency },
  }
}

const faults: Record<Trouble, [status: number, code: string, message: string]> = {
  no_balance: [403, 'NOT_ENOUGH', '余额不足'],
  too_old: [400, 'INVALID_REQUEST', '订单已超过退款期限'],
  exceeds: [400, 'INVALID_REQUEST', '退款金额大于可退金额'],
  all_refunded: [400, 'INVALID_REQUEST', '订单已全额退款'],
  payer_closed: [403, 'USER_ACCOUNT_ABNORMAL', '用户账户异常'],
  restricted: [403, 'NO_AUTH', '没有权限'],
  unknown_capture: [404, 'RESOURCE_NOT_EXISTS', '订单不存在'],
  currency: [400, 'PARAM_ERROR', '参数错误'],
  too_soon: [429, 'FREQUENCY_LIMITED', '频率限制'],
}
