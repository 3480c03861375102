const utf8 = new TextEncoder()
/** Alipay sends some thirty. */
const mostFields = 200
const percent = 0x25

/** Its fields by their names: what is signed are their bytes, in whichever character set. */
export type Form = Readonly<Record<string, Uint8Array>>

/** Empty for what has more fields than any notice. */
export function formOf(body: string): Form {
  const fields = body.split('&', mostFields + 1)
  if (fields.length > mostFields) return {}
  const named = fields.map((field) => {
    const at = field.indexOf('=')
    const [name, value] = at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)]
    return [new TextDecoder().decode(unescaped(name)), unescaped(value)] as const
  })
  return Object.fromEntries(named)
}

/** application/x-www-form-urlencoded, as far as its bytes. */
function unescaped(text: string): Uint8Array {
  const bytes = utf8.encode(text.replaceAll('+', ' '))
  let length = 0
  for (let at = 0; at < bytes.length; length += 1) {
    const hex = bytes[at] === percent ? String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0) : ''
    const isEscaped = /^[0-9a-f]{2}$/i.test(hex)
    bytes[length] = isEscaped ? Number.parseInt(hex, 16) : (bytes[at] ?? 0)
    at += isEscaped ? 3 : 1
  }
  return bytes.subarray(0, length)
}

/** In the character set that it names: a trade's notices come in that of the order to pay, which may be GBK. */
export function textsOf(form: Form): Record<string, string> {
  const isChinese = /^gb/i.test(new TextDecoder().decode(form.charset))
  const decoder = new TextDecoder(isChinese ? 'gb18030' : 'utf-8')
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, decoder.decode(value)] as const))
}

export function signedBytes(parts: Form): Uint8Array<ArrayBuffer> {
  const names = Object.keys(parts).sort()
  const pieces = names.flatMap((name, index) => [
    utf8.encode(`${index > 0 ? '&' : ''}${name}=`),
    parts[name] ?? new Uint8Array(),
  ])
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
