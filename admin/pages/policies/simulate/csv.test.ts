import { expect, it } from 'vitest'
import { csvText } from './csv.ts'

it.each([
  ['plain', 'R-7K4M-Q2XD', 'R-7K4M-Q2XD'],
  ['a comma', 'Chen, Mei', '"Chen, Mei"'],
  ['a quote', '2" nails', '"2"" nails"'],
  ['a line break', 'a\nb', '"a\nb"'],
  ['Chinese', '林禾', '林禾'],
  ['a formula', '=1+1', "'=1+1"],
  ['a formula behind a sign', '-1+cmd', "'-1+cmd"],
  ['an address', '@SUM(A1)', "'@SUM(A1)"],
  ['a formula with a comma', '=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ['a negative amount', '-12.50', '-12.50'],
])('a cell with %s', (_what, text, cell) => {
  expect(csvText([[text]])).toBe(`\uFEFF${cell}\r\n`)
})

it('has one line for each row', () => {
  expect(
    csvText([
      ['a', 'b'],
      ['', '1'],
    ]),
  ).toBe('\uFEFFa,b\r\n,1\r\n')
})
