import { chunksOf, lineLimitBytes } from './import-lines.ts'

export type CsvRow =
  /** `line` is where the row starts: a quoted cell may hold line breaks. */
  { line: number; cells: string[] } | { line: number; code: 'limit_exceeded' | 'malformed_csv'; message: string }

/** The rows of a CSV (RFC 4180; comma, semicolon or tab, as the first row has it), never more than one in memory. */
export async function* csvRowsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<CsvRow> {
  const decoder = new TextDecoder()
  const parser = new CsvParser()
  for await (const chunk of chunksOf(body)) yield* parser.read(decoder.decode(chunk, { stream: true }))
  yield* parser.read(decoder.decode())
  yield* parser.end()
}

/** So much is looked at to tell the delimiter. */
const headingCharacters = 65_536

type Place = 'start' | 'plain' | 'quoted' | 'quote_in_quoted'

class CsvParser {
  private delimiter: string | undefined
  private heading = ''
  private cells: string[] = []
  private cell = ''
  private place: Place = 'start'
  private line = 1
  private rowLine = 1
  private size = 0
  private fault: 'limit_exceeded' | 'malformed_csv' | undefined;

  *read(more: string): Generator<CsvRow> {
    const text = this.heading + more
    // A chunk may end within the heading, which decides.
    if (this.delimiter === undefined && !text.includes('\n') && text.length < headingCharacters) {
      this.heading = text
      return
    }
    this.heading = ''
    this.delimiter ??= delimiterOf(text)
    for (let at = 0; at < text.length; ) {
      const end = this.plainRun(text, at)
      if (end > at) {
        this.add(text.slice(at, end))
        at = end
        continue
      }
      const row = this.step(text[at] ?? '')
      at += 1
      if (row) yield row
    }
  }

  *end(): Generator<CsvRow> {
    if (this.heading) yield* this.read('\n')
    if (this.place === 'quoted') this.fault = 'malformed_csv'
    const row = this.size > 0 || this.cells.length > 0 ? this.finishRow() : undefined
    if (row) yield row
  }

  /** Copies what needs no decision at once: going by the character costs ten times as much. */
  private plainRun(text: string, from: number): number {
    let at = from
    if (this.place === 'quoted') while (at < text.length && text[at] !== '"' && text[at] !== '\n') at += 1
    else if (this.place === 'plain')
      while (at < text.length && text[at] !== this.delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1
    return at
  }

  private add(text: string): void {
    this.grow(text.length)
    if (!this.fault) this.cell += text
  }

  private grow(by: number): void {
    this.size += by
    if (this.size <= lineLimitBytes) return
    this.fault ??= 'limit_exceeded'
    this.cell = ''
    this.cells = []
  }

  private step(character: string): CsvRow | undefined {
    if (this.place === 'quoted') {
      if (character === '"') this.place = 'quote_in_quoted'
      else {
        if (character === '\n') this.line += 1
        this.add(character)
      }
      return undefined
    }
    if (character === '"' && this.place === 'quote_in_quoted') {
      this.place = 'quoted'
      this.add('"')
      return undefined
    }
    if (character === this.delimiter) {
      this.finishCell()
      this.grow(1)
      return undefined
    }
    if (character === '\n') {
      this.line += 1
      return this.finishRow()
    }
    if (character === '\r') return undefined
    if (character === '"' && this.place === 'start') {
      this.place = 'quoted'
      this.grow(1)
      return undefined
    }
    if (this.place === 'quote_in_quoted') this.fault ??= 'malformed_csv'
    this.place = 'plain'
    this.add(character)
    return undefined
  }

  private finishCell(): void {
    if (!this.fault) this.cells.push(this.cell)
    this.cell = ''
    this.place = 'start'
  }

  private finishRow(): CsvRow | undefined {
    const { rowLine: line, fault } = this
    const isEmpty = this.size === 0
    this.finishCell()
    const { cells } = this
    this.cells = []
    this.size = 0
    this.fault = undefined
    this.rowLine = this.line
    if (fault === 'limit_exceeded')
      return { line, code: fault, message: `a row has at most ${lineLimitBytes} characters` }
    if (fault === 'malformed_csv') return { line, code: fault, message: 'a quote is not closed, or text follows it' }
    return isEmpty ? undefined : { line, cells }
  }
}

/** Whichever the heading has most of. */
function delimiterOf(text: string): string {
  const heading = text.split('\n', 1)[0] ?? ''
  const count = (delimiter: string) => heading.split(delimiter).length
  return [';', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best), ',')
}
