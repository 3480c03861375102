import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { errorView, errorWords, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { loadMe, me } from '../../data/session.ts'
import { readSettings, type SettingsAnswer, saveSettings } from '../../data/settings.ts'
import { dayAndClock } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { navigate, place } from '../../router.ts'
import { addressesSection } from './addresses-section.ts'
import { arrivalSection } from './arrival-section.ts'
import { keepSettings, takeKeptSettings } from './kept-settings.ts'
import { changesOf, draftOf, onTop, type SettingsDraft } from './settings-draft.ts'
import type { SettingsEditor } from './settings-editor.ts'
import { type Problems, problemsOf, serverProblems } from './settings-problems.ts'
import { settingsTabs } from './settings-tabs.ts'
import { storeCreditSection } from './store-credit-section.ts'
import { contactSection, namesSection } from './words-sections.ts'

interface Open {
  saved: SettingsAnswer
  draft: SettingsDraft
}

/** How long money takes and store credit lives, how shoppers reach the shop, where goods go back to, what the shop is called. */
@customElement('amends-settings-page')
export class SettingsPage extends AdminElement {
  @state() private open: Open | undefined
  @state() private failure: ApiError | undefined
  @state() private problems: Problems = new Map()
  @state() private problem = ''
  @state() private busy = false
  @state() private isRestored = false
  /** What somebody else saved meanwhile. */
  @state() private theirs: SettingsAnswer | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.listen('beforeunload', (event) => {
      if (this.isDirty) event.preventDefault()
    })
    this.whileConnected(() => this.leave())
    void this.read()
  }

  private leave(): void {
    keepSettings(me()?.id ?? '', this.isDirty ? this.open : undefined)
    if (this.isDirty && me()) toast({ tone: 'info', text: t('settings.kept') })
  }

  private async read(): Promise<void> {
    this.failure = undefined
    try {
      const saved = await readSettings()
      const kept = takeKeptSettings(me()?.id ?? '')
      this.isRestored = kept !== undefined
      this.open = kept ?? { saved, draft: draftOf(saved) }
      if (kept && kept.saved.revision !== saved.revision) this.theirs = saved
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.failure = error
    }
  }

  private get mayEdit(): boolean {
    return me()?.role === 'owner' || me()?.role === 'manager'
  }

  private get isDirty(): boolean {
    return this.open !== undefined && Object.keys(changesOf(this.open.draft, this.open.saved)).length > 0
  }

  protected override render() {
    return html`<main class="main" id="main" data-t="settings-page">
      <header class="versionbar">
        <h1>${t('settings.title')}</h1>
        ${this.stands()}
        <div class="page-actions">${this.actions()}</div>
      </header>
      ${settingsTabs('shop')}
      <div class="page settings-page">${this.content()}</div>
    </main>`
  }

  private stands() {
    const { open } = this
    if (this.isDirty)
      return html`<span class="state state-caution" role="status" data-t="unsaved">${icon('pencil-line')}${t('settings.unsaved')}</span>`
    if (!open?.saved.savedAt || !open.saved.savedBy) return nothing
    const { savedAt, savedBy } = open.saved
    return html`<span class="muted small narrow-hidden" data-t="saved-by">${t('settings.savedBy', { name: savedBy.name, time: dayAndClock(savedAt) })}</span>`
  }

  private actions() {
    if (!this.mayEdit || !this.open) return nothing
    return html`${this.isDirty ? html`<button class="btn btn-quiet" type="button" data-t="undo" @click=${this.undo}>${t('settings.undo')}</button>` : nothing}
      <button class="btn btn-primary" type="submit" form="settings-form" data-t="save" aria-disabled=${this.busy || !this.isDirty ? 'true' : 'false'}>
        ${this.busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${t('settings.save')}
      </button>`
  }

  private content() {
    if (this.failure) return errorView(this.failure, () => void this.read())
    if (!this.open) return loadingView()
    const editor: SettingsEditor = { ...this.open, problems: this.problems, change: (more) => this.change(more) }
    return html`${this.notices()}
      <form novalidate id="settings-form" @submit=${this.submit}>
        <fieldset class="settings-all" ?disabled=${!this.mayEdit}>
          <legend class="visually-hidden">${t('settings.title')}</legend>
          ${arrivalSection(editor, Date.now())} ${storeCreditSection(editor, Date.now())} ${addressesSection(editor, this.mayEdit)} ${contactSection(editor)} ${namesSection(editor)}
        </fieldset>
      </form>`
  }

  private notices() {
    return html`${
      this.mayEdit
        ? nothing
        : html`<p class="notice notice-info" data-t="read-only">${icon('lock')}<span>${t('settings.readOnly')}</span></p>`
    }
    ${this.theirs ? this.conflict(this.theirs) : nothing}
    ${this.isRestored && this.isDirty && !this.theirs ? html`<p class="notice notice-info" role="status" data-t="restored">${icon('history')}<span>${t('settings.restored')}</span></p>` : nothing}
    ${this.problem ? html`<p class="notice notice-negative" role="alert" data-t="settings-problem">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}`
  }

  private conflict({ savedAt, savedBy }: SettingsAnswer) {
    const title =
      savedAt === undefined
        ? t('settings.stale.titleUnknown')
        : t('settings.stale.title', { name: savedBy?.name ?? t('settings.stale.somebody'), time: dayAndClock(savedAt) })
    return html`<section class="notice notice-caution" role="alert" data-t="settings-conflict">
      ${icon('triangle-alert')}
      <div>
        <p><strong>${title}</strong> ${t('settings.stale.hint')}</p>
        <p class="conflict-ways">
          <button class="btn btn-sm" type="button" data-t="conflict-mine" @click=${() => this.settle('mine')}>${t('settings.stale.mine')}</button>
          <button class="btn btn-sm" type="button" data-t="conflict-theirs" @click=${() => this.settle('theirs')}>${t('settings.stale.theirs')}</button>
        </p>
      </div>
    </section>`
  }

  private change(more: Partial<SettingsDraft>): void {
    if (!this.open) return
    this.open = { ...this.open, draft: { ...this.open.draft, ...more } }
    // Once something was marked, each mark goes as soon as its field is right.
    if (this.problems.size > 0) this.problems = problemsOf(this.open.draft)
    if (this.problems.size === 0) this.problem = ''
  }

  private readonly undo = () => {
    if (this.open) this.open = { ...this.open, draft: draftOf(this.open.saved) }
    this.problems = new Map()
    this.problem = ''
  }

  private settle(how: 'mine' | 'theirs'): void {
    const { open, theirs } = this
    if (!open || !theirs) return
    this.open = { saved: theirs, draft: how === 'mine' ? onTop(open.draft, open.saved, theirs) : draftOf(theirs) }
    this.theirs = undefined
    this.problem = ''
    this.problems = how === 'mine' ? problemsOf(this.open.draft) : new Map()
  }

  private readonly submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { open } = this
    if (!open || this.busy || this.theirs || !this.isDirty) return
    this.problem = ''
    this.problems = problemsOf(open.draft)
    if (this.problems.size > 0) return this.showProblems()
    this.busy = true
    try {
      const saved = await saveSettings({ expectedRevision: open.saved.revision, ...changesOf(open.draft, open.saved) })
      // What was typed while it was saved stays.
      const since = Object.entries(this.open?.draft ?? {}).filter(
        ([part, value]) => value !== open.draft[part as keyof SettingsDraft],
      )
      this.open = { saved, draft: { ...draftOf(saved), ...Object.fromEntries(since) } }
      this.isRestored = false
      toast({ tone: 'positive', text: t('settings.saved') })
      // The shop's name stands above every page.
      await loadMe().then(
        () => this.isConnected && navigate(place().path, 'replace'),
        () => undefined,
      )
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      await this.refused(error)
    } finally {
      this.busy = false
    }
  }

  /** What was typed stays. */
  private async refused(error: ApiError): Promise<void> {
    if (error.code === 'stale') {
      this.theirs = await readSettings().catch(() => undefined)
      if (!this.theirs) this.problem = errorWords(error)
      return
    }
    if (error.code === 'validation_failed') {
      this.problems = serverProblems(error.problem?.errors ?? [])
      await this.showProblems()
      return
    }
    this.problem = errorWords(error)
  }

  private async showProblems(): Promise<void> {
    this.problem = t('settings.notSaved')
    await this.updateComplete
    const wrong = this.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')
    const field = wrong?.dataset.invalid ? this.querySelector<HTMLElement>(`#${wrong.dataset.invalid}`) : wrong
    field?.focus()
  }
}
