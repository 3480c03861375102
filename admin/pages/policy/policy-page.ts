import { html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { Policy } from '../../../shared/policy/policy.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { isTyping } from '../../components/keys.ts'
import { errorView, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { discardDraft, type RecentRequest, readDraft, readRecentRequests, saveDraft } from '../../data/policies.ts'
import { type LivePolicy, readPolicy } from '../../data/policy.ts'
import { listVersions, type PolicyVersionRow } from '../../data/policy-versions.ts'
import { me } from '../../data/session.ts'
import { languages, loadWords, t } from '../../i18n/i18n.ts'
import { base, navigate, onNavigate, place } from '../../router.ts'
import { nextNumber } from '../policies/version-state.ts'
import { firstComparison } from './conditions/comparison-editor.ts'
import { type SeenValues, seenIn } from './conditions/vocabulary.ts'
import { conflictBanner, type Difference } from './conflict-banner.ts'
import { DraftKeeper } from './draft-keeper.ts'
import { languagesOf } from './fields/words-field.ts'
import type { MendEvent } from './finding-card.ts'
import { keepEdits, takeKeptEdits } from './kept-edits.ts'
import { lintBanner } from './lint-banner.ts'
import { addCondition, removeCondition } from './model/conditions.ts'
import { isDirty } from './model/editing.ts'
import { stepsOf, withoutValue, withValue } from './model/pointer.ts'
import type { PolicyEditEvent } from './policy-edit.ts'
import type { RulesSection } from './rules-section.ts'
import { differences, type SecondLook, secondLook } from './second-look.ts'
import { sectionNow, sectionOf, sectionPath, sectionTabs } from './section-tabs.ts'
import { sectionView } from './section-view.ts'
import './slot-popover.ts'
import type { SlotChange } from './slot-popover.ts'
import { type SlotTarget, targetOf } from './slot-target.ts'
import './template-dialog.ts'
import './try/try-panel.ts'
import { unsavedNote } from './unsaved-note.ts'
import { versionBar } from './version-bar.ts'
import { waitingNote } from './waiting-note.ts'
import { wordsContext } from './words-context.ts'

const lookEveryMs = 30_000
const joinWithinMs = 2_000
/** A pause in typing. */
const lookAfterMs = 150

interface OpenSlot {
  pointer: string
  target: Exclude<SlotTarget, { kind: 'group' }>
  chip: HTMLElement
}

/** The policy as it reads, with everything in it that can be changed. What the machine applies is what stands here. */
@customElement('amends-policy-page')
export class PolicyPage extends AdminElement {
  @state() private live: LivePolicy | undefined
  @state() private versions: readonly PolicyVersionRow[] = []
  @state() private failure: ApiError | undefined
  @state() private looked: SecondLook = { findings: [], changes: 0, hits: undefined }
  private recent: readonly RecentRequest[] = []
  @state() private seen: SeenValues = new Map()
  @state() private slotOpen: OpenSlot | undefined
  @state() private differences: readonly Difference[] | undefined
  @state() private said = ''
  @state() private choosingTemplate = false
  @query('amends-rules-section') private readonly rules!: RulesSection | null
  private keeper: DraftKeeper | undefined
  private looking = 0
  private joining: { name: string; atMs: number } | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    void this.open()
    this.whileConnected(onNavigate(() => this.requestUpdate()))
    this.every(lookEveryMs, () => {
      if (document.visibilityState === 'visible') void this.watch()
    })
    this.listen('focus', () => void this.watch())
    this.listen('keydown', (event) => this.pressed(event))
    this.listen('beforeunload', (event) => {
      if (this.keeper && isDirty(this.keeper.editing)) event.preventDefault()
    })
    this.whileConnected(() => {
      window.clearTimeout(this.looking)
      this.keeper?.leave()
    })
    this.listen('pagehide', () => {
      if (this.keeper) keepEdits(this.keeper.editing)
    })
  }

  private async open(): Promise<void> {
    this.failure = undefined
    try {
      // New names are written in every language at once.
      const [live, draft, versions] = await Promise.all([
        readPolicy('fresh'),
        readDraft(),
        otherVersions(),
        ...languages.map(loadWords),
      ])
      this.keeper = new DraftKeeper(
        live.policy,
        draft,
        me()?.name ?? '',
        { read: () => readDraft(true), save: saveDraft, discard: discardDraft, live: () => this.readLive() },
        () => this.changed(),
      )
      this.live = live
      this.versions = versions
      this.keeper.resume(takeKeptEdits())
      this.changed()
      this.recent = await readRecentRequests()
      this.seen = seenIn(
        this.recent.map(({ order }) => order),
        live.policy,
      )
      this.changed()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      // Without past orders there is less to suggest, and nothing else amiss.
      if (!this.live) this.failure = error
    }
  }

  /** Somebody else may have saved while nothing was done here. */
  private async watch(): Promise<void> {
    const name = await this.keeper?.look()
    if (name !== undefined) toast({ tone: 'info', text: t('editor.conflict.seen', { name }) })
  }

  private async readLive(): Promise<Policy> {
    ;[this.live, this.versions] = await Promise.all([readPolicy('fresh'), otherVersions()])
    return this.live.policy
  }

  private changed(): void {
    this.requestUpdate()
    window.clearTimeout(this.looking)
    this.looking = window.setTimeout(() => void this.look(), lookAfterMs)
  }

  private async look(): Promise<void> {
    const { keeper, live } = this
    if (!keeper || !live) return
    const { policy } = keeper
    const looked = await secondLook(live.policy, policy, this.recent)
    if (keeper.policy === policy) this.looked = looked
  }

  private async compare(): Promise<void> {
    const { policy, theirs } = this.keeper?.editing ?? {}
    this.differences = policy && theirs && !this.differences ? await differences(theirs.policy, policy) : undefined
  }

  private get showing(): 'live' | 'draft' {
    return place().search.get('version') === 'live' ? 'live' : 'draft'
  }

  private get mayEdit(): boolean {
    return me()?.role === 'owner' || me()?.role === 'manager'
  }

  protected override render() {
    return html`<main class="main" id="main" data-t="policy-page" @policy-edit=${this.edited} @mend=${this.mended}>${this.content()}</main>`
  }

  private content() {
    const { live, keeper } = this
    if (this.failure) return errorView(this.failure, () => void this.open())
    if (!live || !keeper) return loadingView()
    const { editing } = keeper
    const fixed = this.showing === 'live' || !this.mayEdit
    const context = wordsContext(this.showing === 'live' ? live.policy : editing.policy)
    const findings = this.showing === 'live' ? [] : this.looked.findings
    const issues = this.showing === 'live' ? [] : editing.issues
    return html`${versionBar({
      live,
      editing,
      showing: this.showing,
      changes: this.looked.changes,
      draftNumber: Math.max(live.version + 1, nextNumber(this.versions)),
      mayEdit: this.mayEdit,
      undo: () => this.stepBack(),
      redo: () => this.stepForward(),
      discard: () => void this.discard(keeper),
      template: () => (this.choosingTemplate = true),
      publish: (when) => void this.goTo(when === 'now' ? '/policies/publish' : '/policies/publish?later=1'),
      leave: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || !isDirty(editing)) return
        event.preventDefault()
        void this.goTo((event.currentTarget as HTMLAnchorElement).pathname.slice(base.length))
      },
    })}
      <div class="policy-grid">
        <div class="policy-main">
          ${this.mayEdit ? nothing : html`<p class="notice" data-t="read-only">${icon('lock')}<span>${t('editor.readOnly')}</span></p>`} ${waitingNote(this.versions)}
          ${unsavedNote(editing, keeper.failure)}
          ${conflictBanner({
            editing,
            differences: this.differences,
            compare: () => void this.compare(),
            takeTheirs: () => this.settle('theirs'),
            reapplyOwn: () => this.settle('mine'),
          })}
          ${lintBanner(findings, issues, (pointer) => this.show(pointer))}
          ${sectionTabs(this.showing, findings, issues)}
          ${sectionView(sectionNow(), {
            context,
            live: this.showing === 'live' ? undefined : wordsContext(live.policy),
            findings,
            issues,
            seen: this.seen,
            hits: this.showing === 'live' ? undefined : this.looked.hits,
            recent: this.recent.length,
            fixed,
            openAt: this.slotOpen?.pointer ?? '',
            openSlot: (pointer, chip) => this.openSlot(pointer, chip),
          })}
        </div>
        <div class="policy-side">
          <amends-try-panel
            .policy=${context.policy}
            .live=${live}
            .showing=${this.showing}
            .mayKeep=${this.mayEdit}
          ></amends-try-panel>
        </div>
      </div>
      ${this.slotEditor(context)}
      ${
        this.choosingTemplate
          ? html`<amends-template-dialog
              .policy=${editing.policy}
              @closed=${() => (this.choosingTemplate = false)}
            ></amends-template-dialog>`
          : nothing
      }
      <p class="visually-hidden" role="status" data-t="said">${this.said}</p>`
  }

  private async discard(keeper: DraftKeeper): Promise<void> {
    // Where it is not gone, the banner of who saved meanwhile, or of what failed, says so.
    if ((await keeper.discard()) === 'discarded') toast({ tone: 'info', text: t('editor.discarded') })
  }

  /** Other pages read the draft from the server. */
  private async goTo(path: string): Promise<void> {
    await this.keeper?.save()
    const { editing } = this.keeper ?? {}
    if (!editing || !isDirty(editing)) navigate(path)
    else toast({ tone: 'negative', text: t(editing.theirs ? 'editor.conflict.first' : 'editor.unsavedNote.first') })
  }

  private slotEditor(context: WordsContext) {
    const { slotOpen } = this
    if (!slotOpen) return nothing
    return html`<amends-slot-popover
      .target=${slotOpen.target}
      .anchor=${slotOpen.chip}
      .context=${context}
      .languages=${languagesOf(context.policy)}
      .seen=${this.seen}
      @applied=${({ detail }: CustomEvent<SlotChange>) => this.applySlot(detail)}
      @closed=${() => this.closeSlot()}
    ></amends-slot-popover>`
  }

  private openSlot(pointer: string, chip: HTMLElement): void {
    const { policy } = this.keeper ?? {}
    const target = policy && targetOf(policy, pointer)
    if (!policy || !target) return
    if (target.kind !== 'group') {
      this.slotOpen = { pointer, target, chip }
      return
    }
    // "always" has no comparison yet: it gets one, to be changed at once.
    const added = addCondition(policy, target.pointer, firstComparison(wordsContext(policy), this.seen))
    this.edit(() => added.policy)
    void this.updateComplete.then(async () => {
      await this.rules?.updateComplete
      const place = `${added.pointer}/value`
      const next = this.querySelector<HTMLElement>(`[data-slot="${CSS.escape(place)}"]`)
      if (next) this.openSlot(place, next)
    })
  }

  private applySlot({ pointer, value }: SlotChange): void {
    const isCondition = stepsOf(pointer)[2] === 'when'
    if (value !== undefined) this.edit((policy) => withValue(policy, pointer, value))
    else this.edit((policy) => (isCondition ? removeCondition(policy, pointer) : withoutValue(policy, pointer)))
    this.say(t('editor.applied'))
  }

  /** Back to the part that was edited, or to its rule where the part is gone. */
  private closeSlot(): void {
    const { pointer = '' } = this.slotOpen ?? {}
    this.slotOpen = undefined
    void this.updateComplete.then(async () => {
      await this.rules?.updateComplete
      const active = document.activeElement
      if (active && active !== document.body && !active.closest('amends-slot-popover')) return
      const chip = this.querySelector<HTMLElement>(`[data-slot="${CSS.escape(pointer)}"]`)
      if (chip) chip.focus({ preventScroll: true })
      else if (pointer.startsWith('/rules/')) this.rules?.focusRule(Number(stepsOf(pointer)[1]))
    })
  }

  private readonly edited = ({ detail }: PolicyEditEvent) => {
    this.edit(detail.change, detail.joins)
    if (detail.say && detail.shown) toast({ tone: 'info', text: detail.say })
    else if (detail.say) this.say(detail.say)
  }

  private readonly mended = async (event: MendEvent) => {
    const { fix } = event.detail
    if (!fix) return
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="group"]') : null
    const { applyFix } = await import('../../../shared/policy/lint/apply-fix.ts')
    this.edit((policy) => applyFix(policy, fix))
    this.keepFocus(fix.kind === 'remove_rule' ? null : card)
    this.say(t('editor.mended'))
  }

  /** What was pressed goes with what it was about: the keyboard goes on from where that was. */
  private keepFocus(near: HTMLElement | null): void {
    const place = near ?? this.querySelector<HTMLElement>('.versionbar h1')
    place?.focus({ preventScroll: true })
  }

  private edit(change: (policy: Policy) => Policy, joins?: string): void {
    const { keeper } = this
    if (!keeper || !this.mayEdit) return
    const now = performance.now()
    const isJoined = joins !== undefined && this.joining?.name === joins && now - this.joining.atMs < joinWithinMs
    this.joining = joins === undefined ? undefined : { name: joins, atMs: now }
    keeper.edit(change(keeper.policy), isJoined ? 'joined' : 'own_step')
  }

  private stepBack(): void {
    if (!this.keeper?.editing.undo.length) return
    this.keeper.undo()
    this.say(t('editor.undone'))
  }

  private stepForward(): void {
    if (!this.keeper?.editing.redo.length) return
    this.keeper.redo()
    this.say(t('editor.redone'))
  }

  private settle(how: 'theirs' | 'mine'): void {
    const { keeper } = this
    const name = keeper?.editing.theirs?.savedBy ?? t('editor.conflict.somebody')
    this.differences = undefined
    this.keepFocus(null)
    if (how === 'theirs') keeper?.takeTheirs()
    else keeper?.reapplyOwn()
    const overruled = keeper?.editing.overruled.length ?? 0
    this.say(
      how === 'theirs'
        ? t('editor.conflict.tookTheirs', { name })
        : [t('editor.conflict.kept', { name }), overruled ? t('editor.conflict.overruled', { count: overruled }) : '']
            .filter(Boolean)
            .join(t('editor.gap')),
    )
  }

  /** To the place that something was said about. */
  private show(pointer: string): void {
    const section = sectionOf(pointer)
    if (section !== sectionNow()) navigate(sectionPath(section, this.showing))
    void this.updateComplete.then(async () => {
      await this.rules?.updateComplete
      const [part, index] = stepsOf(pointer)
      if (part === 'rules' && index !== undefined) this.rules?.focusRule(Number(index))
      else
        (this.querySelector(`[data-slot^="${CSS.escape(pointer)}"]`) ?? this.querySelector('.lint'))?.scrollIntoView({
          block: 'center',
        })
    })
  }

  private say(words: string): void {
    this.said = words
  }

  private pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || isTyping(event) || document.querySelector('wa-dialog[open]')) return
    const key = event.key.toLowerCase()
    if ((event.metaKey || event.ctrlKey) && !event.altKey && key === 'z') {
      event.preventDefault()
      if (event.shiftKey) this.stepForward()
      else this.stepBack()
      return
    }
    if (key === 'n' && !event.metaKey && !event.ctrlKey && !event.altKey && !this.slotOpen) {
      event.preventDefault()
      this.rules?.addRule()
    }
  }
}

/** Without them a scheduled version is not told of, and nothing else amiss. */
async function otherVersions(): Promise<readonly PolicyVersionRow[]> {
  try {
    return await listVersions()
  } catch (error) {
    if (error instanceof ApiError) return []
    throw error
  }
}
