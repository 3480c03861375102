import type { HistoryEnd, HistoryStart } from '../../shared/api/policies.schema.ts'
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
    const text = this.rest + this.decoder.decode(bytes, { stream: true })
    const end = text.lastIndexOf('\n')
    this.rest = text.slice(end + 1)
    if (end < 0) return []
    const found = JSON.parse(`[${text.slice(0, end).replaceAll('\n', ',')}]`) as (
      | PastRequest
      | HistoryStart
      | HistoryEnd
    )[]
    return found.filter((line): line is PastRequest => {
      if ('total' in line) this.total = line.total
      else if ('sent' in line) this.sent = line.sent
      else return true
      return false
    })
  }
}
