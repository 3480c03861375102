import { expect, it } from 'vitest'
import { DraftStore, newDraft } from './draft.ts'

function storage(): Storage & { all: Map<string, string> } {
  const all = new Map<string, string>()
  return {
    all,
    length: 0,
    clear: () => all.clear(),
    key: () => null,
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, value: string) => void all.set(name, value),
    removeItem: (name: string) => void all.delete(name),
  }
}

it('keeps a draft per merchant and order, with finished files alone', () => {
  const place = storage()
  const store = new DraftStore('pk_a', () => place)
  const draft = newDraft('HL-1')
  draft.files['line:1'] = [
    { key: 'a', id: 'ev_1', name: 'a.jpg', type: 'image/jpeg', bytes: 1, progress: 1 },
    { key: 'b', name: 'b.jpg', type: 'image/jpeg', bytes: 1, progress: 0.5 },
  ]
  store.save(draft)
  expect(store.load('HL-1')?.files['line:1']?.map((file) => file.key)).toEqual(['a'])
  expect(store.load('HL-2')).toBeUndefined()
  expect(new DraftStore('pk_b', () => place).load('HL-1')).toBeUndefined()
  store.forget('HL-1')
  expect(place.all.size).toBe(0)
})

it.each(['', 'null', '{', '{"order":"HL-1"}', '{"order":"other","items":[],"files":{}}'])(
  'takes nothing from what it did not write: %s',
  (stored) => {
    const place = storage()
    place.all.set('amends:draft:pk_a:HL-1', stored)
    expect(new DraftStore('pk_a', () => place).load('HL-1')).toBeUndefined()
  },
)

it('lives without storage', () => {
  const store = new DraftStore('pk_a', () => {
    throw new DOMException('', 'SecurityError')
  })
  store.save(newDraft('HL-1'))
  store.forget('HL-1')
  expect(store.load('HL-1')).toBeUndefined()
})
