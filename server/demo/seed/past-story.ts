import type { ClaimItem, Command } from '../../../shared/lifecycle/commands.ts'
import type { RequestState } from '../../../shared/lifecycle/request.ts'
import { openQuestion, statusOf } from '../../../shared/lifecycle/status.ts'
import type { Policy } from '../../../shared/policy/policy.ts'
import { addBusinessHours } from '../../../shared/time/business-hours.ts'
import { type Draw, digits, pick } from '../draw.ts'
import { type PastRequest } from './past-request.ts'
import { type PastStep, type PastStory, type PastTurn, type StaffPerson, shopper, staffActor } from './past-step.ts'
import { mismatchNotes, notes, type Saying, say } from './past-words.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Within the week a shopper has to answer. */
const longestSilenceMs = 6 * dayMs

export interface StoryWorld {
  draw: Draw
  policy: Policy
  staff: readonly StaffPerson[]
  /** The present: nothing is told beyond it. */
  nowMs: number
  /** A photo for an answer or an appeal. */
  takePhoto(): string
}

type Told<T> = Generator<PastStep, T, PastTurn>

/**
 * One request from its first day to the outcome it is known for, as far as the policy lets it: staff act in opening hours,
 * shoppers when they like.
 */
export function* pastStory(request: PastRequest, items: ClaimItem[], world: StoryWorld): PastStory {
  const told = new Telling(request, world)
  const { outcome, order } = request
  const submitted = yield {
    atMs: request.atMs,
    actor: shopper,
    command: { type: 'submit', locale: order.locale ?? 'en', channel: 'widget', items },
  }
  if (submitted.refused) return
  told.state = submitted.state
  if (outcome === 'cancelled') {
    // Too late once money is under way: then it goes on like any other.
    const isCancelled = yield* told.shopperDoes(told.hoursLater(2, 30), { type: 'cancel' })
    if (isCancelled) return
  }
  if (told.chance('is assigned') < 0.75) yield* told.assign()
  if (outcome === 'waiting_review') return yield* told.wait()
  if (outcome === 'needs_info') {
    const latest = world.nowMs - told.between(6, 110) * hourMs
    return yield* told.askAt(Math.max(told.staffTime(1, 5), latest))
  }
  if (outcome !== 'declined' && told.chance('asked first') < 0.12) {
    yield* told.askAt(told.staffTime(0.5, 4))
    yield* told.answerAt(told.hoursLater(2, 40))
  }
  if (outcome === 'declined') {
    const isDeclined = yield* told.decline()
    if (isDeclined) return
  }
  yield* told.approve()
  if (outcome === 'awaiting_return') return
  yield* told.sendBack()
  yield* told.rate()
}

class Telling {
  state: RequestState | undefined
  private readonly request: PastRequest
  private readonly world: StoryWorld
  private reviewer: StaffPerson

  constructor(request: PastRequest, world: StoryWorld) {
    this.request = request
    this.world = world
    this.reviewer = pick(world.staff, this.chance('reviewer'))
  }

  chance(what: string): number {
    return this.world.draw(this.request.key, `story ${what}`)
  }

  between(from: number, to: number, what = 'how long'): number {
    return from + this.chance(`${what} ${this.state?.changedAt ?? 0}`) * (to - from)
  }

  hoursLater(from: number, to: number): number {
    return this.changedAt + this.between(from, to) * hourMs
  }

  /** So many hours of opening time later. */
  staffTime(from: number, to: number): number {
    const { timezone, calendar } = this.world.policy
    return Math.round(addBusinessHours(this.changedAt, this.between(from, to), timezone, calendar))
  }

  *shopperDoes(atMs: number, command: Command): Told<boolean> {
    return yield* this.does({ atMs, actor: shopper, command })
  }

  *staffDoes(atMs: number, command: Command, who = this.reviewer): Told<boolean> {
    return yield* this.does({ atMs, actor: staffActor(who), command })
  }

  *assign(): Told<void> {
    yield* this.staffDoes(this.staffTime(0.1, 1.2), { type: 'assign', to: this.reviewer.id })
    if (this.chance('note') < 0.12) {
      yield* this.staffDoes(this.staffTime(0.1, 0.5), { type: 'note', text: pick(notes, this.chance('which note')) })
    }
  }

  *askAt(atMs: number): Told<void> {
    if (!this.isIn('in_review')) return
    const wantsPhotos = this.chance('wants photos') < 0.6
    yield* this.staffDoes(atMs, { type: 'ask', text: this.say('question'), wantsPhotos })
  }

  *answerAt(atMs: number): Told<void> {
    const question = this.state && openQuestion(this.state)
    if (!question) return
    const evidence = question.wantsPhotos ? this.photosAt(atMs) : []
    yield* this.shopperDoes(atMs, { type: 'answer', question: question.id, text: this.say('answer'), evidence })
  }

  /** Still to be decided: what came in long ago was asked about meanwhile, so that its time is up around now. */
  *wait(): Told<void> {
    const dueMs = this.world.nowMs + this.between(-5, 20) * hourMs
    const lateFrom = this.world.nowMs - 3 * dayMs
    const isLeftLying = this.chance('left lying') < 0.3 && (this.state?.decideBy ?? 0) > lateFrom
    for (let round = 0; round < 2; round++) {
      const by = this.state?.decideBy
      if (by === undefined || by > this.world.nowMs - 8 * hourMs || isLeftLying || !this.isIn('in_review')) break
      const askedAt = this.staffTime(0.5, 3)
      yield* this.askAt(askedAt)
      // The clock stands while the shopper is asked: answered so much later, it is due so much later.
      yield* this.answerAt(askedAt + Math.min(dueMs - by, longestSilenceMs))
    }
    if (this.chance('nudges') < 0.2)
      yield* this.shopperDoes(this.hoursLater(3, 20), { type: 'message', text: this.say('nudge') })
  }

  *approve(): Told<void> {
    if (!this.isIn('in_review') || !this.state) return
    const pending = this.state.items.filter((item) => item.decision === 'pending')
    const last = pending.at(-1)
    if (last && pending.length > 1 && this.chance('in part') < 0.15) {
      yield* this.staffDoes(this.staffTime(0.5, 6), {
        type: 'decline',
        items: [last.id],
        reason: 'Photos do not show the fault',
        message: this.say('refusal'),
      })
    }
    const atMs = this.staffTime(0.5, 7)
    const isGenerous = this.chance('goodwill') < 0.05 && this.state.items.some(({ subject }) => subject.kind === 'line')
    const more = isGenerous
      ? { goodwill: Math.ceil(this.state.quote.total / 20), reason: 'Second mistake for this customer' }
      : {}
    const isApproved = yield* this.staffDoes(atMs, { type: 'approve', ...more })
    if (!isApproved && isGenerous) yield* this.staffDoes(atMs, { type: 'approve' })
  }

  /** Declined with words; some ask for a second look, which a colleague gives. */
  *decline(): Told<boolean> {
    if (!this.isIn('in_review')) return false
    const message = this.say('refusal')
    const isDeclined = yield* this.staffDoes(this.staffTime(1, 7), {
      type: 'decline',
      reason: 'Photos do not show the fault',
      message,
    })
    if (!isDeclined) return false
    if (this.chance('appeals') >= 0.3) {
      yield* this.rate()
      return true
    }
    const atMs = this.hoursLater(5, 90)
    yield* this.shopperDoes(atMs, { type: 'appeal', text: this.say('appeal'), evidence: this.photosAt(atMs) })
    this.reviewer = this.world.staff.find(({ id }) => id !== this.reviewer.id) ?? this.reviewer
    return false
  }

  *sendBack(): Told<void> {
    const { outcome, order } = this.request
    if (this.isIn('awaiting_return')) {
      const soon = outcome === 'to_inspect' || outcome === 'payout_failed'
      const shippedAt = this.changedAt + (soon ? this.between(4, 40) : this.between(12, 120)) * hourMs
      yield* this.shopperDoes(shippedAt, {
        type: 'mark_shipped',
        carrier: order.fulfillments[0]?.carrier,
        trackingNumber: `DEMO${digits(9, this.chance('tracking'))}`,
      })
    }
    if (outcome === 'in_transit' || !this.isIn('in_transit')) return
    const travels = outcome === 'to_inspect' ? this.between(12, 60) * hourMs : this.between(1.2, 6) * dayMs
    // What is to be inspected came in lately: due yesterday, today or tomorrow.
    const lately = outcome === 'to_inspect' ? this.world.nowMs - this.between(4, 60) * hourMs : 0
    yield* this.staffDoes(Math.max(this.changedAt + travels, lately), { type: 'mark_received' })
    if (outcome === 'to_inspect') return
    const isMismatch = this.chance('mismatch') < 0.05
    yield* this.staffDoes(this.staffTime(0.5, 12), {
      type: 'inspect',
      result: isMismatch ? 'mismatch' : 'as_described',
      ...(isMismatch ? { note: pick(mismatchNotes, this.chance('which mismatch')) } : {}),
    })
    yield* this.approve()
  }

  *rate(): Told<void> {
    const { rating: stars } = this.request
    if (stars === undefined) return
    const hasWords = this.chance('has words') < 0.35
    yield* this.shopperDoes(this.hoursLater(20, 90), {
      type: 'rate',
      stars,
      tags: stars >= 4 ? [pick(['quick', 'clear', 'friendly'], this.chance('tag'))] : stars <= 2 ? ['steps'] : [],
      ...(hasWords ? { comment: this.say(stars >= 4 ? 'praise' : 'blame') } : {}),
    })
  }

  private get changedAt(): number {
    return this.state?.changedAt ?? this.request.atMs
  }

  private isIn(status: ReturnType<typeof statusOf>): boolean {
    return this.state !== undefined && statusOf(this.state) === status
  }

  private photosAt(atMs: number): string[] {
    return atMs <= this.world.nowMs ? [this.world.takePhoto()] : []
  }

  private say(what: Saying): string {
    return say(what, this.request.order.locale ?? 'en', this.world.draw, `${this.request.key} ${this.changedAt}`)
  }

  private *does(step: PastStep): Told<boolean> {
    const { state, refused } = yield { ...step, atMs: Math.round(step.atMs) }
    this.state = state
    return refused === undefined
  }
}
