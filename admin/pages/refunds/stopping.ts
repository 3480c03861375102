import { switchPayouts } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'
import type { Reasoned } from './reasoned-work.ts'

/** Every payout stops at once, or they go again; either way somebody says why. */
export function stopping(to: 'stop' | 'resume'): Reasoned {
  return {
    words: {
      hook: `${to}-dialog`,
      title: t(`stopping.${to}Title`),
      hint: t(`stopping.${to}Hint`),
      label: t(`stopping.${to}Reason`),
      confirm: t(`stopping.${to}Confirm`),
      tone: to === 'stop' ? 'danger' : 'plain',
      glyph: to === 'stop' ? 'octagon-pause' : 'play',
      maxlength: 500,
    },
    done: t(to === 'stop' ? 'stopping.stopped' : 'stopping.resumed'),
    work: (reason) => switchPayouts(to, reason),
  }
}
