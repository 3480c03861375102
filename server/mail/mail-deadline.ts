import type { NextStep } from '../../shared/lifecycle/next-step.ts'
import type { RequestState } from '../../shared/lifecycle/request.ts'
import type { RequestTemplate } from './mail-templates.ts'
import type { MailFacts } from './mail-words.ts'

/** The day that a mail names and that hangs on a calendar: on business hours, or on where the law lets it run on. */
export function deadlineOf(
  template: RequestTemplate,
  reminderOf: MailFacts['reminderOf'],
  { decideBy, inspectBy, returnBy }: Pick<RequestState, 'decideBy' | 'inspectBy' | 'returnBy'>,
): Pick<NextStep, 'action' | 'by'> {
  switch (template) {
    case 'received':
    case 'review_again':
    case 'reopened':
      return { action: 'decide', by: decideBy }
    case 'goods_received':
      return { action: 'inspect', by: inspectBy }
    case 'approved':
      return { action: 'ship', by: returnBy }
    case 'reminder':
      return reminderOf === 'return' ? { action: 'ship', by: returnBy } : { action: 'none' }
    default:
      return { action: 'none' }
  }
}
