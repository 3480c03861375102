import type { Driver, Row, SqlValue, Statement } from '../../server/db/database.ts'

/** What goes wrong with the call that is `in` calls away: an error before or after the commit, or the death of the process. */
export interface DatabaseFault {
  in: number
  kind: 'error_before' | 'error_after' | 'death_before' | 'death_after'
}

/** Changes what a program writes: how a bug is planted. */
export type Rewrite = (statements: readonly Statement[]) => readonly Statement[]

/**
 * A database as one process of the program has it: it may fail at the k-th call, others may write between a read and a write,
 * and once its process is dead nothing passes any more.
 */
export class SimDriver implements Driver {
  fault: DatabaseFault | undefined
  isDead = false
  calls = 0
  /** Happens before a write, as if another process had been quicker. */
  meanwhile: (statements: readonly Statement[]) => Promise<void> = async () => {}
  rewrite: Rewrite = (statements) => statements
  private readonly inner: Driver

  constructor(inner: Driver) {
    this.inner = inner
  }

  values(statement: Statement): Promise<SqlValue[][]> {
    return this.run(() => this.inner.values(statement))
  }

  rows(statement: Statement): Promise<Row[]> {
    return this.run(() => this.inner.rows(statement))
  }

  async batch(statements: readonly Statement[]): Promise<Row[][]> {
    await this.meanwhile(statements)
    return this.run(() => this.inner.batch(this.rewrite(statements)))
  }

  private async run<T>(work: () => Promise<T>): Promise<T> {
    this.refuseDead()
    this.calls += 1
    const kind = this.due()
    if (kind === 'death_before') this.die()
    if (kind === 'error_before') throw new Error('disk I/O error (simulated, before)')
    const done = await work()
    if (kind === 'death_after') this.die()
    if (kind === 'error_after') throw new Error('disk I/O error (simulated, after)')
    return done
  }

  private due(): DatabaseFault['kind'] | undefined {
    const { fault } = this
    if (!fault) return undefined
    fault.in -= 1
    if (fault.in > 0) return undefined
    this.fault = undefined
    return fault.kind
  }

  private die(): never {
    this.isDead = true
    throw new Error('the process died (simulated)')
  }

  refuseDead(): void {
    if (this.isDead) throw new Error('the process is dead (simulated)')
  }
}
