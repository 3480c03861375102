type Texts = Readonly<Record<string, string>>

/**
 * Words as a build sends them (scripts/short-keys.mjs): the names of some keys, then every text. A name without a dot is in
 * the group of the one before it. Texts beyond the names have numbers for keys, in base 36: `from` and their place.
 */
export type PackedWords = readonly [from: number, names: string, ...texts: string[]]

/** Words by their keys, also where they came as they are written. */
export function unpacked(words: PackedWords | Texts): Texts {
  if (!isPacked(words)) return words
  const [from, names, ...texts] = words
  let group = ''
  const keys = (names.match(/\S+/g) ?? []).map((name) => {
    const at = name.lastIndexOf('.') + 1
    if (at) group = name.slice(0, at)
    return group + name.slice(at)
  })
  return Object.fromEntries(texts.map((text, index) => [keys[index] ?? (from + index).toString(36), text]))
}

function isPacked(words: PackedWords | Texts): words is PackedWords {
  return Array.isArray(words)
}
