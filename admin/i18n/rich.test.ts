import { expect, it } from 'vitest'
import { richParts } from './rich.ts'

it.each([
  ['plain', [{ text: 'plain', strong: false }]],
  [
    'Up to <b>€5</b> here',
    [
      { text: 'Up to ', strong: false },
      { text: '€5', strong: true },
      { text: ' here', strong: false },
    ],
  ],
  [
    '<b>a</b><b>b</b>',
    [
      { text: 'a', strong: true },
      { text: 'b', strong: true },
    ],
  ],
  ['<script>x</script>', [{ text: '<script>x</script>', strong: false }]],
  ['', []],
])('%s', (sentence, parts) => {
  expect(richParts(sentence)).toEqual(parts)
})
