/** A run in which money went wrong. */
export class Found extends Error {
  readonly seed: number
  readonly step: number
  readonly lately: readonly string[]

  constructor(seed: number, step: number, lately: readonly string[], cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause)
    super(`seed ${seed}, step ${step}: ${what}`, { cause })
    this.seed = seed
    this.step = step
    this.lately = lately
  }
}
