/** The cut of Online Retail, as scripts/cut-demo-data.mjs writes it: one JSON value a line. */
export interface DemoData {
  /** Whose data it is; shown wherever the data is. */
  attribution: string
  products: SourceProduct[]
  /** Oldest first. */
  orders: SourceOrder[]
}

export interface SourceProduct {
  sku: string
  description: string
}

export interface SourceOrder {
  id: string
  /** Minutes since the first order of the source. */
  minute: number
  customer: string
  /** ISO 3166-1 alpha-2, of the source. */
  country: string
  lines: { sku: string; units: number; pence: number }[]
  returns: SourceReturn[]
}

export interface SourceReturn {
  /** The return document; lines of one document came back together. */
  document: string
  /** Index into the order's lines. */
  line: number
  units: number
  hoursSinceOrder: number
}

export interface DemoDataHead {
  attribution: string
  epoch: string
}

type PackedOrder = [string, number, string, string, number[], (string | number)[]]

/** @throws when the text is not a cut: the demo cannot start without its data. */
export function parseDemoData(text: string): DemoData & { epoch: string } {
  const [head, products, ...orders] = text.split('\n').map((line): unknown => JSON.parse(line))
  const { attribution, epoch } = head as DemoDataHead
  const catalogue = (products as [string, string][]).map(([sku, description]) => ({ sku, description }))
  return { attribution, epoch, products: catalogue, orders: (orders as PackedOrder[]).map((o) => unpack(o, catalogue)) }
}

function unpack([id, minute, customer, country, lines, returns]: PackedOrder, catalogue: SourceProduct[]): SourceOrder {
  return {
    id,
    minute,
    customer,
    country,
    lines: chunks(lines, 3).map(([product, units, pence]) => ({
      sku: catalogue[Number(product)]?.sku ?? '',
      units: Number(units),
      pence: Number(pence),
    })),
    returns: chunks(returns, 4).map(([document, line, units, hours]) => ({
      document: String(document),
      line: Number(line),
      units: Number(units),
      hoursSinceOrder: Number(hours),
    })),
  }
}

function chunks<T>(flat: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let i = 0; i < flat.length; i += size) parts.push(flat.slice(i, i + size))
  return parts
}
