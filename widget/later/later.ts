import type { CSSResult, ReactiveControllerHost } from 'lit'
import { Problem } from '../api/problem.ts'
import type { Part, Words } from '../i18n/words.ts'
import type * as account from './account.ts'
import { arrived } from './arrived.ts'
import type * as asks from './asks.ts'
import type * as claims from './claims.ts'
import type * as help from './help.ts'
import type * as notes from './notes.ts'
import type * as orders from './orders.ts'
import type * as turns from './turns.ts'

export interface Screens {
  account: typeof account
  asks: typeof asks
  claims: typeof claims
  help: typeof help
  notes: typeof notes
  orders: typeof orders
  turns: typeof turns
}

/** What most refunds never show: each is a chunk of its own, with words and styles of its own. */
const imports: { readonly [P in Part]: () => Promise<Screens[P]> } = {
  account: () => import('./account.ts'),
  asks: () => import('./asks.ts'),
  claims: () => import('./claims.ts'),
  help: () => import('./help.ts'),
  notes: () => import('./notes.ts'),
  orders: () => import('./orders.ts'),
  turns: () => import('./turns.ts'),
}

/** Where later parts are entered, by `data-t`. */
export const entries: Readonly<Record<string, Part>> = {
  'cancel-row': 'turns',
  'contact-row': 'help',
  'entry-not-received': 'claims',
  'entry-payments': 'claims',
  help: 'help',
  'message-row': 'turns',
}

interface Host extends ReactiveControllerHost {
  readonly words?: Words
  readonly renderRoot: HTMLElement | DocumentFragment
}

/** Fetches parts of the widget when they are asked for, and draws again when they are here. */
export class Later {
  private readonly host: Host
  private readonly screens: Partial<Screens> = {}
  private readonly loading = new Set<Part>()
  private readonly failed = new Set<Part>()

  constructor(host: Host) {
    this.host = host
  }

  /** A part that is here with its words; else undefined, and it is on its way unless it failed. */
  get<P extends Part>(part: P): Screens[P] | undefined {
    if (this.screens[part] && this.host.words?.has(part)) return this.screens[part]
    if (!this.failed.has(part)) void this.load(part)
    return undefined
  }

  hasFailed(part: Part): boolean {
    return this.failed.has(part)
  }

  /** Fetches it, also after it failed. */
  retry(part: Part): void {
    this.failed.delete(part)
    this.get(part)
    this.host.requestUpdate()
  }

  private async load<P extends Part>(part: P): Promise<void> {
    const { words } = this.host
    if (!words || this.loading.has(part)) return
    this.loading.add(part)
    try {
      const [screens] = await Promise.all([arrived(imports[part]), words.add(part)])
      if (!this.screens[part]) this.wear(screens)
      this.screens[part] = screens
    } catch (error) {
      this.failed.add(part)
      if (!(error instanceof Problem)) console.error('[amends]', error)
    }
    this.loading.delete(part)
    this.host.requestUpdate()
  }

  private wear(screens: object): void {
    const sheet = (screens as { styles?: CSSResult }).styles?.styleSheet
    const root = this.host.renderRoot
    if (sheet && root instanceof ShadowRoot) root.adoptedStyleSheets.push(sheet)
  }
}
