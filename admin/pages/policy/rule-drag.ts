/** The list in which rules are moved by hand. */
export interface RuleList {
  /** The cards of the rules, in their order; each stands in a place of its own that does not move with it. */
  cards(): HTMLElement[]
  /** Before which rule it would go; undefined: nothing is under way. */
  show(dropAt: number | undefined): void
  move(from: number, to: number): void
}

interface Drag {
  pointer: number
  grip: HTMLElement
  card: HTMLElement
  /** In the page, so that scrolling counts. */
  fromY: number
  atY: number
  isMoving: boolean
  frame: number
}

/** A finger that trembles moves nothing. */
const startsAfterPx = 5
const edgePx = 72
const fastestPxPerFrame = 14

/** Moves a rule by its grip, with mouse, finger or pen alike; Escape lets it go where it was. */
export class RuleDrag {
  private readonly list: RuleList
  private drag: Drag | undefined

  constructor(list: RuleList) {
    this.list = list
  }

  readonly pressed = (event: PointerEvent) => {
    const grip = event.target instanceof Element ? event.target.closest<HTMLElement>('.rule-grip') : null
    const card = grip?.closest<HTMLElement>('amends-rule-card')
    if (!grip || !card || !event.isPrimary || event.button !== 0 || this.drag) return
    const { pointerId: pointer, clientY } = event
    const fromY = clientY + window.scrollY
    this.drag = { pointer, grip, card, fromY, atY: clientY, isMoving: false, frame: 0 }
    grip.setPointerCapture(pointer)
    grip.addEventListener('pointermove', this.moved)
    grip.addEventListener('pointerup', this.released)
    grip.addEventListener('pointercancel', this.stop)
    grip.addEventListener('lostpointercapture', this.stop)
    document.addEventListener('keydown', this.keyPressed, true)
  }

  /** Lets go of it where it was. */
  readonly stop = () => {
    const { drag } = this
    if (!drag) return
    this.drag = undefined
    const { grip, card } = drag
    cancelAnimationFrame(drag.frame)
    grip.removeEventListener('pointermove', this.moved)
    grip.removeEventListener('pointerup', this.released)
    grip.removeEventListener('pointercancel', this.stop)
    grip.removeEventListener('lostpointercapture', this.stop)
    document.removeEventListener('keydown', this.keyPressed, true)
    card.toggleAttribute('data-moving', false)
    card.style.translate = ''
    this.list.show(undefined)
  }

  private readonly moved = (event: PointerEvent) => {
    const { drag } = this
    if (!drag || event.pointerId !== drag.pointer) return
    drag.atY = event.clientY
    if (!drag.isMoving && Math.abs(this.distance(drag)) < startsAfterPx) return
    if (!drag.isMoving) {
      drag.isMoving = true
      drag.card.toggleAttribute('data-moving', true)
      drag.frame = requestAnimationFrame(this.scrolled)
    }
    this.follow(drag)
  }

  private readonly released = () => {
    const { drag } = this
    if (!drag) return
    const from = Number(drag.card.dataset['index'])
    const dropAt = drag.isMoving ? this.dropAt(drag) : from
    this.stop()
    const to = dropAt > from ? dropAt - 1 : dropAt
    if (to !== from) this.list.move(from, to)
  }

  private readonly keyPressed = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    this.stop()
  }

  /** Near the edge of the window the page goes on under the pointer. */
  private readonly scrolled = () => {
    const { drag } = this
    if (!drag) return
    const { atY } = drag
    const past = atY < edgePx ? atY - edgePx : Math.max(0, atY - (window.innerHeight - edgePx))
    if (past !== 0) {
      const step = Math.round((past / edgePx) * fastestPxPerFrame)
      window.scrollBy(0, Math.max(-fastestPxPerFrame, Math.min(fastestPxPerFrame, step)))
      this.follow(drag)
    }
    drag.frame = requestAnimationFrame(this.scrolled)
  }

  private follow(drag: Drag): void {
    drag.card.style.translate = `0 ${this.distance(drag)}px`
    const from = Number(drag.card.dataset['index'])
    const dropAt = this.dropAt(drag)
    this.list.show(dropAt === from || dropAt === from + 1 ? undefined : dropAt)
  }

  private distance({ atY, fromY }: Drag): number {
    return atY + window.scrollY - fromY
  }

  /** Behind every rule whose middle the pointer has passed. */
  private dropAt({ atY }: Drag): number {
    return this.list.cards().filter((card) => {
      const { top, height } = (card.parentElement ?? card).getBoundingClientRect()
      return atY > top + height / 2
    }).length
  }
}
