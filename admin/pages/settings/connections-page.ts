import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import './connection-form.ts'
import { canBeChecked } from '../../../shared/payouts/credential-fields.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { emptyView, errorView, errorWords, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import {
  type Connection,
  type ConnectionList,
  checkConnection,
  readConnections,
  removeConnection,
} from '../../data/connections.ts'
import { ApiError } from '../../data/http.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { type ConnectionActions, connectionCard, connectionRow, isUnreached } from './connection-card.ts'
import { settingsTabs } from './settings-tabs.ts'

/** By whom money goes back: connected providers, whether they work, and those that are not connected. */
@customElement('amends-connections-page')
export class ConnectionsPage extends AdminElement {
  @state() private list: ConnectionList | undefined
  @state() private failure: ApiError | undefined
  @state() private changing: Connection | undefined
  @state() private removing: Connection | undefined
  @state() private busy: { provider: Connection['provider']; how: 'check' | 'remove' } | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    void this.read()
  }

  private async read(): Promise<void> {
    this.failure = undefined
    try {
      this.list = await readConnections()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  protected override render() {
    return html`<main class="main" id="main" data-t="connections-page">
      <header class="versionbar"><h1>${t('connections.title')}</h1></header>
      ${settingsTabs('connections')}
      <div class="page settings-page">${this.content()}</div>
      ${this.form()} ${this.question()}
    </main>`
  }

  private content() {
    if (this.failure?.code === 'forbidden')
      return emptyView(
        'lock',
        t('connections.notYours'),
        t('connections.notYoursHint'),
        html`<a class="btn" href=${link('/settings')} data-t="to-settings">${t('connections.toSettings')}</a>`,
      )
    if (this.failure) return errorView(this.failure, () => void this.read())
    if (!this.list) return loadingView()
    const { connections, may } = this.list
    const connected = connections.filter(({ isConnected }) => isConnected)
    const others = connections.filter(({ isConnected }) => !isConnected)
    return html`${may.edit ? nothing : html`<p class="notice notice-info" data-t="read-only">${icon('lock')}<span>${t('connections.readOnly')}</span></p>`}
      ${
        connected.length > 0
          ? connected.map((each) => connectionCard(each, this.actionsOf(each)))
          : html`<p class="notice" data-t="none-connected">${icon('info')}<span>${t('connections.none')}</span></p>`
      }
      ${
        others.length > 0
          ? html`<section class="card" aria-labelledby="others-heading">
              <div class="card-head"><h2 id="others-heading" tabindex="-1">${t('connections.others')}</h2></div>
              <ul class="connection-rows">${others.map((each) => connectionRow(each, this.actionsOf(each)))}</ul>
            </section>`
          : nothing
      }`
  }

  private actionsOf(connection: Connection): ConnectionActions {
    const { provider } = connection
    return {
      mayEdit: this.list?.may.edit ?? false,
      busy: this.busy?.provider === provider ? this.busy.how : undefined,
      check: () => void this.check(connection),
      change: () => (this.changing = connection),
      remove: () => (this.removing = connection),
    }
  }

  private form() {
    if (!this.changing) return nothing
    return html`<amends-connection-form
      .connection=${this.changing}
      @saved=${({ detail }: CustomEvent<Connection>) => void this.saved(detail)}
      @closed=${() => {
        this.changing = undefined
        void this.read()
      }}
    ></amends-connection-form>`
  }

  /** What was saved is tried at once: a wrong key is found here and not by the first payout. */
  private async saved(connection: Connection): Promise<void> {
    this.take(connection)
    if (canBeChecked(connection.provider)) await this.check(connection)
    else
      toast({
        tone: 'positive',
        text: t('connections.savedToast', { provider: t(`payout.provider.${connection.provider}`) }),
      })
  }

  private async check(connection: Connection): Promise<void> {
    if (this.busy) return
    const provider = t(`payout.provider.${connection.provider}`)
    this.busy = { provider: connection.provider, how: 'check' }
    try {
      const after = await checkConnection(connection)
      this.take(after)
      const ok = after.checked?.ok ?? false
      const text = ok
        ? 'connections.worksToast'
        : isUnreached(after.checked)
          ? 'connections.unreachedToast'
          : 'connections.brokenToast'
      toast({ tone: ok ? 'positive' : 'negative', text: t(text, { provider }) })
    } catch (error) {
      this.refused(error)
    } finally {
      this.busy = undefined
    }
  }

  private question() {
    const connection = this.removing
    if (!connection) return nothing
    const provider = t(`payout.provider.${connection.provider}`)
    return dialogView({
      hook: 'remove-dialog',
      label: t('connections.remove.title', { provider }),
      body: html`<p>${t('connections.remove.body', { provider })}</p>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-danger" type="button" data-t="remove-yes" @click=${() => void this.disconnect(connection)}>${t('connections.remove.yes')}</button>`,
      onClosed: () => (this.removing = undefined),
    })
  }

  private async disconnect(connection: Connection): Promise<void> {
    if (this.busy) return
    this.busy = { provider: connection.provider, how: 'remove' }
    try {
      this.take(await removeConnection(connection))
      toast({
        tone: 'info',
        text: t('connections.removedToast', { provider: t(`payout.provider.${connection.provider}`) }),
      })
      closeDialog(this)
    } catch (error) {
      closeDialog(this)
      this.refused(error)
    } finally {
      this.busy = undefined
    }
  }

  private refused(error: unknown): void {
    if (!(error instanceof ApiError)) throw error
    toast({ tone: 'negative', text: errorWords(error) })
    void this.read()
  }

  private take(connection: Connection): void {
    if (!this.list) return
    const connections = this.list.connections.map((each) => (each.provider === connection.provider ? connection : each))
    this.list = { ...this.list, connections }
  }
}
