/** Longer than the two clicks of one intention are apart. */
const settleMs = 600

/** A case that came on screen by itself is not decided at once: the end of a double-click is not meant for it. */
export class Settling {
  private expected = false
  private untilMs = 0

  /** What is shown next was not asked for; until then what is shown is done with. */
  expect(): void {
    this.expected = true
    this.untilMs = Number.POSITIVE_INFINITY
  }

  shown(): void {
    if (this.expected) this.untilMs = performance.now() + settleMs
    this.expected = false
  }

  get isOver(): boolean {
    return performance.now() >= this.untilMs
  }
}
