export interface Limits {
  secondPersonAbove: Readonly<Record<string, number>>
  dailyCap: Readonly<Record<string, number>>
}

/** What stops payouts or limits them, and from when. */
export class Controls {
  private stoppedAt: number | undefined
  private stopsNow = false
  private newLimits: Limits | undefined
  private known: (Limits & { at: number }) | undefined

  /** Undefined: nothing is known for sure. `at`: of what goes out later than this. */
  get limits(): (Limits & { at: number }) | undefined {
    return this.known
  }

  get isStopped(): boolean {
    return this.stopsNow || this.stoppedAt !== undefined
  }

  isStoppedAt(at: number): boolean {
    return this.stoppedAt !== undefined && at >= this.stoppedAt
  }

  /** @param at undefined: from the end of this step on */
  stopped(at: number | undefined): void {
    if (at === undefined) this.stopsNow = true
    else this.stoppedAt ??= at
  }

  stepEnds(at: number): void {
    if (this.stopsNow) this.stoppedAt ??= at + 1
    this.stopsNow = false
    if (this.newLimits) this.known = { ...this.newLimits, at }
    this.newLimits = undefined
  }

  /** From when somebody asks for others until they are set, no limit is known. */
  limitsChange(): void {
    this.known = undefined
    this.newLimits = undefined
  }

  limitsAre(limits: Limits): void {
    this.newLimits = limits
  }

  resumed(): void {
    this.stoppedAt = undefined
    this.stopsNow = false
  }
}
