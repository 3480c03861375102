import { html, nothing, type TemplateResult } from 'lit'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import { type AccountDetails, type AccountKind, accountParts } from '../../shared/payouts/account.ts'
import {
  type AccountFault,
  type AccountField,
  accountFaults,
  cleanAccount,
} from '../../shared/payouts/account-check.ts'
import { newKey } from '../api/client.ts'
import type { RefundFlow } from '../flow/refund-flow.ts'
import type { KeyOf } from '../i18n/words.ts'
import { chip, error, link, note, primary, secondary } from '../parts/pieces.ts'
import type { Ui } from '../parts/ui.ts'
import { card } from './next-card.ts'

type AccountUi = Ui<KeyOf<'account'>>
type Account = { id: string; label: string }

/**
 * What the form holds, in memory alone: what is typed stays while a new code is entered, until it is sent or another order
 * is on the screen.
 */
interface Form {
  order: string
  kind?: AccountKind
  /** By `inputOf`. */
  typed: Record<string, string>
  faults: Partial<Record<AccountField, AccountFault>>
  /** Another account than the one that was named is being typed. */
  isOpen?: boolean
  /** The same account goes out under the same key, also when it is pressed again. */
  sent?: { json: string; key: string }
}
const forms = new WeakMap<RefundFlow, Form>()

function formOf({ acts }: AccountUi, order: string): Form {
  const known = forms.get(acts)
  if (known?.order === order) return known
  const form = { order, typed: {}, faults: {} }
  forms.set(acts, form)
  return form
}

/** The same person has accounts of several kinds; all else is of one kind. */
function inputOf(kind: AccountKind, name: AccountField): string {
  return name === 'holder' ? name : `${kind} ${name}`
}

/** Below the way to another account: its form, or the account that was named. */
export function accountChoice(ui: AccountUi, order: OrderView): TemplateResult {
  const { acts, flow, speech } = ui
  const { t } = speech
  const form = formOf(ui, order.number)
  const named = flow.draft?.account
  if (named && !form.isOpen) {
    return html`<div class="account-way" data-t="account-named">
      ${link('account-change', t('account.change'), () => {
        form.isOpen = true
        acts.announce('')
      })}
    </div>`
  }
  const keep = (account: Account) => {
    form.isOpen = false
    acts.dispatch({ type: 'way', way: 'other_account', account })
    acts.announce(account.label)
  }
  return html`<div class="account-way">
  ${flow.tried ? error('account-first', t('account.first')) : nothing}
  ${fields(ui, order.number, order.accountKinds ?? [], keep)}
  <button class="button" type="submit" form="account" data-t="account-use" aria-disabled=${flow.phase === 'sending' || nothing}>
    ${t('account.use')}
  </button>
  </div>`
}

/** The shopper is asked where money goes that could not go back to its payment. */
export function accountCard(ui: AccountUi, request: RequestView): unknown {
  const { acts, speech } = ui
  const { t } = speech
  const asked = request.accountAsked
  if (!asked) return nothing
  const fix = async ({ id: account }: Account) => {
    for (const payout of asked.payouts) await acts.act('fix_account', { payout, account })
  }
  const amount = speech.money(asked.amount, request.currency)
  return card(
    chip('caution', 'user-round', t('account.by', { date: speech.weekday(asked.by) })),
    t('account.ask', { amount }),
    asked.text ?? t('account.why'),
    html`${fields(ui, request.order, asked.kinds, fix)}
    ${primary(ui, 'account-send', t('account.send', { amount }), undefined, 'account')}`,
  )
}

/** How long a press takes. */
const pressMs = 200

function fields(
  ui: AccountUi,
  order: string,
  kinds: readonly AccountKind[],
  then: (account: Account) => void,
): TemplateResult {
  const { flow, acts, speech } = ui
  const { t } = speech
  const form = formOf(ui, order)
  const kind = form.kind && kinds.includes(form.kind) ? form.kind : (kinds[0] ?? 'iban')
  const parts = accountParts[kind]
  const check = (element: HTMLFormElement, only?: AccountField) => {
    const details = typed(element, kind)
    const faults = accountFaults(details)
    if (only) form.faults[only] = faults.find(({ field }) => field === only)
    else form.faults = Object.fromEntries(faults.map((fault) => [fault.field, fault]))
    return { details, isRight: faults.length === 0 }
  }
  const changed = (event: Event) => {
    const { form: element, name } = event.target as HTMLInputElement
    if (!element || !isField(name)) return
    // Words that appear while a press is under way would move the button from below it.
    setTimeout(() => {
      if (!element.isConnected) return
      check(element, name)
      acts.announce(form.faults[name] ? faultText(ui, kind, form.faults[name]) : '')
    }, pressMs)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const element = event.target as HTMLFormElement
    const { details, isRight } = check(element)
    if (isRight && flow.phase !== 'sending') return void send(ui, order, details, then)
    acts.announce('')
    requestAnimationFrame(() => element.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  const field = (
    name: AccountField,
    more: { complete?: 'name' | 'email'; mode?: 'numeric' | 'email' | false; hint?: string } = {},
  ) => {
    const fault = form.faults[name]
    const id = `account-${name}`
    const below = fault
      ? error(`${id}-below`, faultText(ui, kind, fault))
      : more.hint
        ? html`<p class="hint" id="${id}-below">${more.hint}</p>`
        : nothing
    return html`<div class="field">
      <label for=${id}>${labelOfField(ui, kind, name)}</label>
      <input
        class=${name === 'number' || name === 'bank' ? 'input digits' : 'input'}
        id=${id}
        name=${name}
        data-t=${id}
        maxlength="100"
        autocomplete=${more.complete ?? 'off'}
        autocapitalize=${kind === 'iban' && name === 'number' ? 'characters' : nothing}
        spellcheck="false"
        inputmode=${more.mode || nothing}
        aria-describedby=${below === nothing ? nothing : `${id}-below`}
        aria-invalid=${fault ? 'true' : nothing}
        .value=${form.typed[inputOf(kind, name)] ?? ''}
        @input=${(event: Event) => {
          form.typed[inputOf(kind, name)] = (event.target as HTMLInputElement).value
          acts.announce(acts.announced)
        }}
        @change=${changed}
      />
      ${below}
    </div>`
  }
  return html`<form class="account" id="account" novalidate data-t="account-form" data-kind=${kind} @submit=${submit}>
    ${
      kinds.length > 1
        ? html`<div class="field">
            <label for="account-kind">${t('account.kind')}</label>
            <select
              class="input"
              id="account-kind"
              data-t="account-kind"
              @change=${(event: Event) => {
                form.kind = (event.target as HTMLSelectElement).value as AccountKind
                form.faults = {}
                acts.announce('')
              }}
            >
              ${kinds.map((each) => html`<option value=${each} ?selected=${each === kind}>${t(`account.kind.${each as 'iban'}`)}</option>`)}
            </select>
          </div>`
        : nothing
    }
    ${parts.includes('holder') ? field('holder', { complete: 'name', hint: t('account.holderHint') }) : nothing}
    ${parts.includes('bankName') ? field('bankName') : nothing}
    ${parts.includes('bank') ? field('bank', { mode: 'numeric' }) : nothing}
    ${
      kind === 'paypal'
        ? field('number', { complete: 'email', mode: 'email' })
        : field('number', { mode: kind !== 'iban' && kind !== 'alipay' && 'numeric' })
    }
    ${note('circle-check', t('account.safe'), 'plain')}
    ${
      flow.problem?.code === 'verification_too_old'
        ? secondary('account-verify', t('account.verify'), () => verifyAgain(ui))
        : nothing
    }
  </form>`
}

/** A new code, sent at once where the last one went, and then back to the form. */
function verifyAgain({ acts, flow }: AccountUi): void {
  const { challenge, draft, request } = flow
  acts.signOut()
  acts.afterCode = async () => {
    const { order } = acts.flow
    if (order && order.number === draft?.order && !draft.editing) {
      // Storage may be blocked: what was chosen is here too.
      acts.dispatch({ type: 'order_loaded', order, draft })
      acts.dispatch({ type: 'go', to: 'reason' })
      acts.dispatch({ type: 'continue' })
    } else if (request && order?.number === request.order) await acts.openRequest(request.number)
  }
  if (challenge) void acts.lookUp(challenge.number, challenge.contact)
}

/** Sends it once; the answer is its id and what may be shown of it. */
async function send(
  ui: AccountUi,
  order: string,
  details: AccountDetails,
  then: (account: Account) => void,
): Promise<void> {
  const form = formOf(ui, order)
  const json = JSON.stringify([order, details])
  if (form.sent?.json !== json) form.sent = { json, key: newKey() }
  const { key } = form.sent
  let account: Account | undefined
  await ui.acts.run('sending', async (client) => {
    const answer = await client.call<{ id: string; label: string }>(
      'POST',
      `orders/${encodeURIComponent(order)}/accounts`,
      details,
      key,
    )
    account = { id: answer.id, label: `${ui.speech.t(`account.kind.${details.kind as 'iban'}`)} ${answer.label}` }
  })
  if (!account) return
  form.sent = undefined
  form.typed = {}
  then(account)
}

function typed(form: HTMLFormElement, kind: AccountKind): AccountDetails {
  const fields = new FormData(form)
  const value = (name: AccountField) => String(fields.get(name) ?? '')
  return cleanAccount({
    kind,
    holder: value('holder'),
    number: value('number'),
    bank: value('bank'),
    bankName: value('bankName'),
  })
}

function isField(name: string): name is AccountField {
  return name === 'holder' || name === 'number' || name === 'bank' || name === 'bankName'
}

function labelOfField({ speech }: AccountUi, kind: AccountKind, field: AccountField): string {
  if (field === 'number') return speech.t(`account.number.${kind as 'iban'}`)
  if (field === 'bank') return speech.t(`account.bank.${kind as 'us_bank'}`)
  return speech.t(`account.${field}`)
}

/** What is wrong, at the field it is wrong in. */
function faultText({ speech }: AccountUi, kind: AccountKind, { field, why, length }: AccountFault): string {
  const { t } = speech
  switch (why) {
    case 'form': {
      if (field === 'holder' || field === 'bankName') return t('account.wrong.name')
      return t(
        kind === 'iban'
          ? 'account.wrong.iban'
          : kind === 'cn_bank_card'
            ? 'account.wrong.card'
            : kind === 'alipay' || kind === 'paypal'
              ? `account.wrong.${kind}`
              : 'account.wrong.digits',
      )
    }
    case 'length':
      return t(field === 'holder' || field === 'bankName' ? 'account.wrong.long' : 'account.wrong.length', {
        length: length ?? 0,
      })
    default:
      return t(`account.wrong.${why}`)
  }
}
