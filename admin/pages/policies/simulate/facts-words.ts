import type { Simulation } from '../../../../shared/policy/simulate/simulation.ts'
import { shortDate } from '../../../format/dates.ts'
import { dateStyle } from '../../../format/show.ts'
import { figure, intlTag, t } from '../../../i18n/i18n.ts'

/** How many requests, of when, and how long it took: "3,170 requests, 20 May 2025 – 22 Nov · 1.2 s" */
export function factsWords({ simulation, tookMs }: { simulation: Simulation; tookMs: number }): string {
  const { requests, period } = simulation
  if (!period) return t('simulate.factsEmpty')
  const style = dateStyle()
  const seconds = (Math.max(tookMs, 100) / 1000).toLocaleString(intlTag(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  return t('simulate.facts', {
    count: requests,
    requests: figure(requests),
    from: shortDate(period.from, Date.now(), style),
    to: shortDate(period.to, Date.now(), style),
    seconds,
  })
}
