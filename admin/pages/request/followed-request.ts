import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { setLive } from '../../components/live.ts'
import { ApiError } from '../../data/http.ts'
import { type AdminRequest, readRequest, sayLooking } from '../../data/requests.ts'
import { since, type TimelineEntry } from './timeline-model.ts'

const presenceMs = 20_000

interface Following {
  /** A command is under way: what it changed is not news. */
  isBusy: () => boolean
  caughtUp: (request: AdminRequest) => void
}

/** The request on screen as it stands: loaded, looked at together with others, caught up with when they change it. */
export class FollowedRequest implements ReactiveController {
  number = ''
  request: AdminRequest | undefined
  failure: ApiError | undefined
  /** What others did since the version on screen, after a refused or overtaken decision. */
  overtaken: TimelineEntry[] = []
  lookingToo: AdminRequest['lookingToo'] = []
  private readonly host: ReactiveControllerHost
  private readonly following: Following
  private loading: AbortController | undefined
  private timer = 0

  constructor(host: ReactiveControllerHost, following: Following) {
    this.host = host
    this.following = following
    host.addController(this)
  }

  hostConnected(): void {
    this.timer = window.setInterval(() => void this.look(), presenceMs)
  }

  hostDisconnected(): void {
    window.clearInterval(this.timer)
    this.loading?.abort()
  }

  /** Another case: nothing of the last one stays. */
  async show(number: string): Promise<void> {
    this.number = number
    this.request = undefined
    this.failure = undefined
    this.overtaken = []
    this.lookingToo = []
    this.host.requestUpdate()
    await this.load()
    if (this.request) void this.look()
  }

  async load(): Promise<void> {
    this.loading?.abort()
    const loading = new AbortController()
    this.loading = loading
    try {
      const request = await readRequest(this.number, loading.signal)
      if (loading.signal.aborted) return
      this.request = request
      this.lookingToo = request.lookingToo
      this.failure = undefined
    } catch (error) {
      if (loading.signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      if (!this.request) this.failure = error
    }
    this.host.requestUpdate()
  }

  /** Loads what changed, says it, and keeps what was typed and chosen. */
  async catchUp(): Promise<void> {
    const before = this.request
    await this.load()
    if (!before || !this.request || this.request.number !== before.number) return
    this.overtaken = since(this.request.timeline, before.seq)
    this.following.caughtUp(this.request)
    this.host.requestUpdate()
  }

  /** What others did has been read. */
  seen(): void {
    this.overtaken = []
    this.host.requestUpdate()
  }

  /** Says that somebody looks at this, and hears who else does and whether it has changed. */
  private async look(): Promise<void> {
    const { number, request } = this
    if (!request || document.visibilityState === 'hidden') return
    try {
      const { seq, lookingToo } = await sayLooking(number)
      setLive('live')
      if (number !== this.number) return
      this.lookingToo = lookingToo
      this.host.requestUpdate()
      if (this.request && seq > this.request.seq && !this.following.isBusy()) await this.catchUp()
    } catch (error) {
      if (error instanceof ApiError && error.code === 'offline') setLive('offline')
    }
  }
}
