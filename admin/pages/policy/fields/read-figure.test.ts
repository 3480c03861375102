import { expect, it } from 'vitest'
import { readFigure } from './read-figure.ts'

it.each([
  ['30', 30],
  [' 7 ', 7],
  ['-5', -5],
  ['−5', -5],
  ['１２', 12],
  ['0', 0],
  ['-0', 0],
  ['1,000', 1000],
  ['1.000', 1000],
  ['36 500', 36500],
  ['36\u202f500', 36500],
  ['1’234’567', 1234567],
])('a whole number: %s is %d', (typed, value) => {
  expect(readFigure(typed, 0)).toBe(value)
})

it.each(['', ' ', 'abc', '12e3', '0x10', '3.7', '1,5', '1,00', '1,000.000', '10,00,000', '😀', '--5', '5.', '٣'])(
  'no whole number: %s',
  (typed) => {
    expect(readFigure(typed, 0)).toBeUndefined()
  },
)

it.each([
  ['3.7', 2, 3.7],
  ['3,7', 2, 3.7],
  ['3.', 2, 3],
  ['.5', 2, 0.5],
  ['-0,25', 3, -0.25],
  ['0,125', 3, 0.125],
  ['1.125', 3, 1.125],
  ['８．５', 2, 8.5],
])('with decimals: %s is a number', (typed, decimals, value) => {
  expect(readFigure(typed, decimals)).toBe(value)
})

it.each([
  ['12.345', 2],
  ['1,234', 3],
  ['1,234.5', 2],
  ['1e2', 2],
  ['0x1', 3],
  ['.', 2],
  ['-', 2],
  ['', 2],
  ['NaN', 2],
  ['Infinity', 2],
])('no number with decimals: %s', (typed, decimals) => {
  expect(readFigure(typed, decimals)).toBeUndefined()
})
