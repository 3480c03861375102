import { html, nothing, type TemplateResult } from 'lit'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import { icon } from '../../components/icon.ts'
import { t } from '../../i18n/i18n.ts'

/** A provider that waits for a step on its own page, and why. */
interface WaitingAt {
  provider: string
  code: FailureCode | undefined
}

/** WeChat Pay keeps what a card that is gone did not take, until somebody says where it goes. */
function isHeldByWechat({ provider, code }: WaitingAt): boolean {
  return provider === 'wechat_pay' && code === 'payer_account_closed_or_frozen'
}

/** What somebody does there. @param payouts the numbers to look for */
export function stepWords(at: WaitingAt, payouts: readonly string[]): string[] {
  if (!isHeldByWechat(at)) return [t('cause.requiresActionStaff')]
  const [number = ''] = payouts
  return [
    payouts.length === 1 ? t('cause.wechatHolds', { number }) : t('cause.wechatHoldsMany'),
    t('cause.wechatUntilThen'),
  ]
}

/** The way there. */
export function stepLink(at: WaitingAt): TemplateResult | typeof nothing {
  if (!isHeldByWechat(at)) return nothing
  return html`<p>
    <a class="link" href="https://pay.weixin.qq.com" target="_blank" rel="noopener noreferrer" data-t="to-provider"
      >${t('cause.wechatOpen')}${icon('arrow-up-right', 'sm')}</a
    >
  </p>`
}
