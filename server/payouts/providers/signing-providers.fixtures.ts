import type { Credentials } from '../../../shared/payouts/credentials.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { Database } from '../../db/database.ts'
import type { Notice, RawNotice, RefundOrder } from '../../platform/ports.ts'
import { alipayProvider } from './alipay.ts'
import { providerWith } from './provider.fixtures.ts'
import { wechatPayProvider } from './wechat-pay.ts'

/** A refund tried against one reply, as JSON, so that it can be asked of another runtime. */
export interface Tried {
  provider: 'alipay' | 'wechat_pay'
  credentials: Credentials['alipay'] | Credentials['wechat_pay']
  order: RefundOrder
  reply: { status: number; body: string; headers?: Record<string, string> }
  raw?: RawNotice
}

export interface Answered {
  state: ProviderState
  request?: { url: string; body: string; authorization: string }
  notice?: Notice | 'invalid_signature'
}

export async function answerWith({ provider: name, credentials, order, reply, raw }: Tried): Promise<Answered> {
  let request: Answered['request']
  const factory = name === 'alipay' ? alipayProvider : wechatPayProvider
  const provider = providerWith(factory, credentials, {
    database: { read: async () => [] } as unknown as Database,
    ids: {
      next: (prefix) => `${prefix}_1`,
      token: () => 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
      requestNumber: () => '',
      code: () => '',
      chance: () => 0,
    },
    async fetch(url, init = {}) {
      const authorization = new Headers(init.headers).get('authorization') ?? ''
      request = { url, body: String(init.body), authorization }
      return new Response(reply.body, { status: reply.status, headers: reply.headers })
    },
  })
  const state = await provider.refund(order)
  return { state, request, notice: raw && (await provider.readNotice?.(raw)) }
}
