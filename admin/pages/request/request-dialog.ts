import { html, type TemplateResult } from 'lit'
import type { RequestItem } from '../../../shared/lifecycle/request.ts'
import '../../components/reason-dialog.ts'
import type { ReasonWords } from '../../components/reason-dialog.ts'
import type { AdminRequest, CommandBody } from '../../data/requests.ts'
import { money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import type { Decision } from './decision-model.ts'
import './decline-dialog.ts'
import type { DeclineWords } from './decline-dialog.ts'
import { evidenceDialog } from './evidence-dialog.ts'
import './inspect-dialog.ts'
import './offer-dialog.ts'
import type { RequestActions } from './request-actions.ts'

export type OpenDialog =
  | { dialog: 'decline' | 'offer' | 'inspect' | 'cancel' | 'reopen' }
  | { dialog: 'evidence'; id: string }

interface RequestDialogParts {
  open: OpenDialog
  request: AdminRequest
  decision: Decision
  /** The items that the decline dialog speaks of. */
  declining: RequestItem[]
  actions: RequestActions
  show: (other: OpenDialog) => void
  closed: () => void
}

/** The dialog that is open over the request. */
export function requestDialog(parts: RequestDialogParts): TemplateResult {
  const { open, request, decision, declining, actions, closed } = parts
  const busy = actions.busy !== undefined
  switch (open.dialog) {
    case 'decline':
      return html`<amends-decline-dialog
        .request=${request}
        .items=${declining}
        .approving=${decision.declining.length ? decision.amount : 0}
        .busy=${busy}
        .problem=${actions.problemOf('decline', 'approve')}
        @decline=${(event: CustomEvent<DeclineWords>) => void actions.decline(event.detail)}
        @closed=${closed}
      ></amends-decline-dialog>`
    case 'offer':
      return html`<amends-offer-dialog
        .request=${request}
        .busy=${busy}
        .problem=${actions.problemOf('offer')}
        @offer=${(event: CustomEvent<CommandBody<'offer'>>) => void actions.act('offer', event.detail, t('done.offered'))}
        @closed=${closed}
      ></amends-offer-dialog>`
    case 'inspect':
      return html`<amends-inspect-dialog
        .request=${request}
        .busy=${busy}
        .problem=${actions.problemOf('inspect')}
        @inspect=${(event: CustomEvent<CommandBody<'inspect'>>) => void actions.act('inspect', event.detail, t('done.inspected', { number: request.number }))}
        @closed=${closed}
      ></amends-inspect-dialog>`
    case 'cancel':
    case 'reopen': {
      const what = open.dialog
      return html`<amends-reason-dialog
        .words=${reasonWords(what, money(request.state.quote.total, request.state.currency))}
        .busy=${busy}
        .problem=${actions.problemOf(what)}
        @reasoned=${(event: CustomEvent<string>) =>
          void actions.act(what, { reason: event.detail }, t(`done.${what}`, { number: request.number }))}
        @closed=${closed}
      ></amends-reason-dialog>`
    }
    case 'evidence':
      return evidenceDialog(request, open.id, { show: (id) => parts.show({ dialog: 'evidence', id }), closed })
  }
}

/** @param amount what the step frees or takes */
function reasonWords(what: 'cancel' | 'reopen', amount: string): ReasonWords {
  return {
    hook: `${what}-dialog`,
    title: t(`${what}.title`),
    hint: t(`${what}.hint`),
    label: t(`${what}.reason`),
    confirm: t(`${what}.confirm`, { amount }),
    tone: what === 'cancel' ? 'danger' : 'plain',
    maxlength: 2000,
  }
}
