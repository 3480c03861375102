import type { HistoryEnd, HistoryStart } from '../../shared/api/policy-history.schema.ts'
import type { PastRequest } from '../../shared/policy/simulate/history.ts'

/** Reads a history in lines as its bytes come; a line may end in a later piece. */
export class HistoryReader {
  /** How many requests there are in all, and how many came: undefined until the line that says so. */
  total: number | undefined
  sent: number | undefined
  private readonly decoder = new TextDecoder()
  private rest = ''

  /** The requests that are whole now. */
  read(bytes: Uint8Array<ArrayBuffer>): PastRequest[] {
    const lines = (this.rest + this.decoder.decode(bytes, { stream: true })).split('\n')
    this.rest = lines.pop() ?? ''
    const found: PastRequest[] = []
    for (const text of lines) {
      const line = JSON.parse(text) as PastRequest | HistoryStart | HistoryEnd
      if ('total' in line) this.total = line.total
      else if ('sent' in line) this.sent = line.sent
      else found.push(line)
    }
    return found
  }
}
