import { expect, it } from 'vitest'
import { csvRowsOf } from './import-csv.ts'

const megabyte = 1_048_576

async function rowsOf(text: string, chunkBytes = 65_536): Promise<unknown[]> {
  const bytes = new TextEncoder().encode(text)
  let from = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (from >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(from, from + chunkBytes))
      from += chunkBytes
    },
  })
  const rows: unknown[] = []
  for await (const row of csvRowsOf(body)) rows.push('code' in row ? [row.line, row.code] : [row.line, ...row.cells])
  return rows
}

it.each<[string, string, unknown[]]>([
  [
    'commas',
    'h,i\na,b',
    [
      [1, 'h', 'i'],
      [2, 'a', 'b'],
    ],
  ],
  [
    'semicolons',
    'h;i\na,x;b\n',
    [
      [1, 'h', 'i'],
      [2, 'a,x', 'b'],
    ],
  ],
  [
    'tabs',
    'h\ti\na\tb\n',
    [
      [1, 'h', 'i'],
      [2, 'a', 'b'],
    ],
  ],
  ['only a heading', 'h;i', [[1, 'h', 'i']]],
  ['nothing', '', []],
  [
    'a byte order mark',
    '\ufeffh;i\na;b\n',
    [
      [1, 'h', 'i'],
      [2, 'a', 'b'],
    ],
  ],
  [
    'line ends that change, and empty lines',
    'h,i\r\na,b\n\n\r\nc,d\r\n',
    [
      [1, 'h', 'i'],
      [2, 'a', 'b'],
      [5, 'c', 'd'],
    ],
  ],
  [
    'empty cells',
    'h,i\n,\n"",\n',
    [
      [1, 'h', 'i'],
      [2, '', ''],
      [3, '', ''],
    ],
  ],
  [
    'quotes, delimiters and line breaks in quotes',
    'h,i\n"a ""b"", c\r\nd",e\nf,g\n',
    [
      [1, 'h', 'i'],
      [2, 'a "b", c\r\nd', 'e'],
      [4, 'f', 'g'],
    ],
  ],
  [
    'a quote within a plain cell',
    'h,i\n5" pipe,b\nc,d\n',
    [
      [1, 'h', 'i'],
      [2, '5" pipe', 'b'],
      [3, 'c', 'd'],
    ],
  ],
  [
    'text after a closing quote',
    'h,i\n"a"x,b\nc,d\n"e",f\n',
    [
      [1, 'h', 'i'],
      [2, 'malformed_csv'],
      [3, 'c', 'd'],
      [4, 'e', 'f'],
    ],
  ],
  [
    'a quote that is not closed, by its first line',
    'h,i\na,b\n"open\nc,d\n',
    [
      [1, 'h', 'i'],
      [2, 'a', 'b'],
      [3, 'malformed_csv'],
    ],
  ],
])('%s, however the file is cut', async (_, text, rows) => {
  for (const chunkBytes of [1, 2, 7, 65_536]) expect(await rowsOf(text, chunkBytes)).toEqual(rows)
})

it.each([
  ['a long cell', 'x'.repeat(megabyte), 3],
  ['a long quoted cell with line breaks', `"${'x'.repeat(megabyte)}\n\n"`, 5],
  ['cells without end', ','.repeat(megabyte), 3],
  ['quoted cells without end', '"",'.repeat(megabyte / 2), 3],
])('a row over 1 MB is named and left, the next is read: %s', async (_, row, next) => {
  expect(await rowsOf(`h,i\n${row}x\nc,d\n`)).toEqual([
    [1, 'h', 'i'],
    [2, 'limit_exceeded'],
    [next, 'c', 'd'],
  ])
})

it('a heading over 1 MB is an error, not kept', async () => {
  expect(await rowsOf(`${'x'.repeat(megabyte + 1)}\nc,d\n`)).toEqual([
    [1, 'limit_exceeded'],
    [2, 'c', 'd'],
  ])
})
