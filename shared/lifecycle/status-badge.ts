import type { RequestStatus } from './request.ts'

/** State is always icon + word + colour: the same triple in widget, admin, e-mails and docs. Words: `status.<status>`. */
export interface StatusBadge {
  tone?: 'positive' | 'caution' | 'negative' | 'info'
  /** A Lucide name. */
  icon:
    | 'user-round'
    | 'hourglass'
    | 'circle-x'
    | 'circle-alert'
    | 'package'
    | 'credit-card'
    | 'circle-check'
    | 'ban'
    | 'clock'
}

const badges: Readonly<Record<RequestStatus, StatusBadge>> = {
  needs_info: { tone: 'caution', icon: 'user-round' },
  in_review: { tone: 'info', icon: 'hourglass' },
  declined: { tone: 'negative', icon: 'circle-x' },
  payout_failed: { tone: 'negative', icon: 'circle-alert' },
  awaiting_return: { tone: 'caution', icon: 'user-round' },
  in_transit: { tone: 'info', icon: 'package' },
  to_inspect: { tone: 'info', icon: 'package' },
  paying: { tone: 'info', icon: 'credit-card' },
  completed: { tone: 'positive', icon: 'circle-check' },
  cancelled: { icon: 'ban' },
  expired: { icon: 'clock' },
}

export function badgeOf(status: RequestStatus): StatusBadge {
  return badges[status]
}
