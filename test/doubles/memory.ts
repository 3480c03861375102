/** What was answered under a key, for as long as a provider remembers it. */
export interface Remembered {
  /** What was asked: another question under the same key is refused. */
  asked: string
  status: number
  body: string
  at: number
}

export class KeyMemory {
  private readonly kept = new Map<string, Remembered>()
  private readonly lifeMs: number
  private readonly now: () => number

  constructor(lifeMs: number, now: () => number) {
    this.lifeMs = lifeMs
    this.now = now
  }

  find(key: string): Remembered | undefined {
    const found = this.kept.get(key)
    if (!found || this.now() - found.at < this.lifeMs) return found
    this.kept.delete(key)
    return undefined
  }

  keep(key: string, asked: string, status: number, body: string): void {
    if (this.kept.size > 5_000) for (const old of [...this.kept.keys()].slice(0, 1_000)) this.find(old)
    this.kept.set(key, { asked, status, body, at: this.find(key)?.at ?? this.now() })
  }
}
