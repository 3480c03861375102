const string = /"(?:[^"\\]|\\.)*"/y
const space = /\s*/y

/**
 * The text of a member of the outermost object, byte for byte as it came: signatures are over this, and parsing and writing it
 * again would be another text. undefined where there is no such member, or no object.
 */
export function memberText(json: string, name: string): string | undefined {
  let at = after(space, json, 0)
  if (json[at] !== '{') return undefined
  at += 1
  for (;;) {
    const keyAt = after(space, json, at)
    const keyEnd = after(string, json, keyAt)
    if (keyEnd === keyAt) return undefined
    const colon = after(space, json, keyEnd)
    if (json[colon] !== ':') return undefined
    const from = after(space, json, colon + 1)
    const to = valueEnd(json, from)
    if (to === undefined) return undefined
    if (json.slice(keyAt + 1, keyEnd - 1) === name) return json.slice(from, to).trimEnd()
    if (json[to] !== ',') return undefined
    at = to + 1
  }
}

/** Where the value that begins here ends: at the comma or brace that is not its own. */
function valueEnd(json: string, from: number): number | undefined {
  let depth = 0
  for (let at = from; at < json.length; at += 1) {
    const character = json[at]
    if (character === '"') {
      const end = after(string, json, at)
      if (end === at) return undefined
      at = end - 1
    } else if (character === '{' || character === '[') depth += 1
    else if (depth > 0 && (character === '}' || character === ']')) depth -= 1
    else if (depth === 0 && (character === ',' || character === '}')) return at
  }
  return undefined
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
