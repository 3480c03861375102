import type { Credentials } from '../../../../shared/payouts/credentials.ts'
import { Failure } from '../../../failure.ts'
import { chinaDays } from '../../providers/china-time.ts'
import type { SettlementFile } from './read-settlement-file.ts'

const dayMs = 86_400_000

/**
 * Alipay's and WeChat Pay's bills are of one day in China. One that has refunds, and none of a day there that the compared one
 * has a part of, is the wrong file: it would make every refund a difference. @throws Failure validation_failed
 */
export function requireOfDay({ times }: SettlementFile, from: number, until: number): void {
  if (times.length === 0) return
  const days = chinaDays(from, until)
  if (times.some((at) => days.some((day) => at >= day.from && at < day.until))) return
  const [first = 0] = times
  const [day] = chinaDays(first, first + dayMs)
  throw refusal('other_day', `the refunds of this file are of ${day?.day}`)
}

/** Whose refunds the file has, where it says so, are the merchant's own. @throws Failure validation_failed */
export function requireOfAccount({ accounts }: SettlementFile, provider: string, credentials: unknown): void {
  const own = accountOf(provider, credentials)
  if (own === undefined || accounts.length === 0 || accounts.includes(own)) return
  throw refusal('other_account', `this file is of ${accounts[0]}, and connected is ${own}`)
}

function accountOf(provider: string, credentials: unknown): string | undefined {
  if (typeof credentials !== 'object' || credentials === null) return undefined
  if (provider === 'wechat_pay') return (credentials as Credentials['wechat_pay']).mchId
  return provider === 'adyen' ? (credentials as Credentials['adyen']).merchantAccount : undefined
}

function refusal(code: string, message: string): Failure {
  return new Failure('validation_failed', { pointer: '', errors: [{ pointer: '', code, message }] })
}
