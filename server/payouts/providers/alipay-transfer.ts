import type { ConnectionCheck, Found, ProviderParts, RefundOrder } from '../../platform/ports.ts'
import { alipayTransfer, alipayTransferred } from './alipay.schema.ts'
import type { AlipayReply } from './alipay-call.ts'
import { failureOfTransfer, refusalOfTransfer, stateOfTransfer } from './alipay-transfer-codes.ts'
import { certain, undocumented } from './certain.ts'
import { codeOf, refused, unclear } from './outcome.ts'
import { UnreadableKey } from './rsa.ts'
import { decimalOf, givenAmountOf } from './units.ts'

type Call = (method: string, biz: Record<string, unknown>) => Promise<AlipayReply>

/** A transfer to one Alipay account out of the merchant's balance, which nobody has to confirm. */
const kind = { product_code: 'TRANS_ACCOUNT_NO_PWD', biz_scene: 'DIRECT_TRANSFER' }

/**
 * Pays to the Alipay account that a shopper named (alipay.fund.trans.uni.transfer). Our number is the out_biz_no: the same
 * number transfers once, and is asked about by alipay.fund.trans.common.query.
 */
export function alipayTransfers({ openAccount, ids }: Pick<ProviderParts, 'openAccount' | 'ids'>, call: Call) {
  const query = (number: string) => call('alipay.fund.trans.common.query', { ...kind, out_biz_no: number })

  const find = async (order: RefundOrder): Promise<Found> => {
    const reply = await query(order.id)
    return reply.code === '10000' ? foundState(order, reply) : unfound(reply)
  }

  return {
    find,
    async send(order: RefundOrder) {
      const amount = decimalOf(order.amount, 'CNY', { digits: {}, step: {} })
      if (order.currency !== 'CNY' || amount === undefined) return refused('invalid_request', 'currency')
      const account = order.account === undefined ? undefined : await openAccount(order.account)
      if (account?.kind !== 'alipay') {
        return certain(order, refused('payer_details_required', 'account_unreadable'), () => find(order))
      }
      try {
        const reply = await call('alipay.fund.trans.uni.transfer', {
          ...kind,
          out_biz_no: order.id,
          trans_amount: amount,
          order_title: `退款 ${order.orderNumber}`.slice(0, 128),
          payee_info: { identity_type: 'ALIPAY_LOGON_ID', identity: account.number, name: account.holder },
          remark: order.request,
        })
        if (reply.code === '10000') return sentState(order, reply)
        if (reply.isVerified && reply.code === '40004' && failureOfTransfer(reply) === undefined) {
          return await undocumented(order, codeOf(reply.subCode, reply.code), () => find(order))
        }
        return await certain(order, refusalOfTransfer(reply), () => find(order))
      } catch (error) {
        if (error instanceof UnreadableKey) return refused('auth_config', 'key')
        throw error
      }
    },
    /** Whether Alipay lets this app transfer: nobody's transfer is asked about. */
    async check(): Promise<ConnectionCheck> {
      const reply = await query(ids.next('check'))
      if (reply.code === '10000' || isUnknown(reply)) return { ok: true }
      const providerCode = codeOf(reply.subCode ?? reply.code, reply.code)
      return { ok: false, code: failureOfTransfer(reply) ?? 'provider_unavailable', providerCode }
    },
  }
}

/** The reply repeats no amount: it is that of this very call, which Alipay signs for. */
function sentState(order: RefundOrder, { node }: AlipayReply) {
  const sent = alipayTransfer.parse(node)
  if (sent.out_biz_no !== order.id) throw new Error('Alipay answered about another transfer')
  return stateOfTransfer(sent)
}

function foundState(order: RefundOrder, { node }: AlipayReply): Found {
  const found = alipayTransferred.parse(node)
  if (found.out_biz_no !== undefined && found.out_biz_no !== order.id) return unclear('out_biz_no', 'duplicate_request')
  const state = stateOfTransfer(found)
  const amount = givenAmountOf(found.trans_amount ?? '', 'CNY')
  // What failed may come without its amount; what is paid may not.
  const isOther = amount === undefined ? state.status === 'succeeded' : amount !== order.amount
  return isOther ? unclear('trans_amount', 'duplicate_request') : state
}

function isUnknown({ isVerified, subCode }: AlipayReply): boolean {
  return isVerified && subCode === 'ORDER_NOT_EXIST'
}

/** The question failed: what became of the transfer is as unknown as before, unless there is none. */
function unfound(reply: AlipayReply): Found {
  if (isUnknown(reply)) return 'never_seen'
  const failure = failureOfTransfer(reply)
  return unclear(codeOf(reply.subCode ?? reply.code, reply.code), failure === 'auth_config' ? failure : undefined)
}
