import type { Auth } from '../../shared/api/contract.ts'
import type { OpenApiOperation } from './document.ts'
import { examples } from './examples.ts'

const credentials: Record<Auth, string[]> = {
  none: [],
  secret: ["-H 'Authorization: Bearer sk_…'"],
  publishable: ["-H 'Amends-Merchant: pk_…'", "-H 'Origin: https://shop.example'"],
  shopper: ["-H 'Amends-Merchant: pk_…'", "-H 'Origin: https://shop.example'", "-H 'Authorization: Bearer TOKEN'"],
  staff: ["-b 'amends.session_token=…'"],
}

const pathExamples: Record<string, string> = {
  number: 'R-7K4M-Q2XD',
  command: 'approve',
  id: 'ev_…',
}

/** One call as somebody would type it. */
export function curlOf(url: string, method: string, path: string, auth: Auth, operation: OpenApiOperation): string {
  const isOrder = path.includes('/orders/')
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'number' && isOrder) return '10042'
    if (name === 'command' && path.startsWith('/v1/shop')) return 'cancel'
    return pathExamples[name] ?? name
  })
  const types = Object.keys(operation.requestBody?.content ?? {})
  const headers = operation.parameters.filter((parameter) => parameter.in === 'header' && parameter.required === true)
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${url}${filled}'`,
    ...credentials[auth],
    ...headers.map(({ name }) => `-H "${String(name)}: ${name === 'Amends-Csrf' ? '1' : '$(uuidgen)'}"`),
    ...(types[0] ? [`-H 'Content-Type: ${types[0]}'`] : []),
    ...dataOf(operation.operationId, types[0]),
  ]
  return lines.join(' \\\n  ')
}

function dataOf(id: string, type: string | undefined): string[] {
  if (type === undefined) return []
  if (type === 'application/octet-stream') return ['--data-binary @photo.jpg']
  if (type === 'application/x-ndjson') return ['--data-binary @orders.ndjson']
  return [`-d '${JSON.stringify(examples[id] ?? {})}'`]
}
