import type { Reason } from '../policy.ts'
import { paymentReasons, reason, words } from './template.ts'

/** Reasons where a date or a service is sold, in two levels. */
export function serviceReasons(more: Reason[] = []): Reason[] {
  return [
    reason('changed_plans', words('My plans have changed', '计划有变'), { noReason: true }),
    reason('no_longer_possible', words('I cannot make it', '无法成行'), { parent: 'changed_plans', noReason: true }),
    reason('no_longer_wanted', words('I no longer want it', '不想要了'), { parent: 'changed_plans', noReason: true }),
    reason('not_provided', words('It did not take place', '服务没有提供'), { fault: 'merchant', asks: ['details'] }),
    reason('cancelled_by_us', words('It was called off', '商家取消了'), { parent: 'not_provided', fault: 'merchant' }),
    reason('not_let_in', words('I was turned away', '到场后未能使用'), {
      parent: 'not_provided',
      fault: 'merchant',
      asks: ['details'],
    }),
    reason('not_as_promised', words('It was not as promised', '与承诺不符'), {
      fault: 'merchant',
      asks: ['details', 'photos'],
    }),
    ...more,
    ...paymentReasons(),
  ]
}
