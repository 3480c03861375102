import { XMLParser } from 'fast-xml-parser'
import { bankText } from './charset.ts'

/** An element with its text or its children; no text is no element. */
export function element(name: string, content: string | readonly string[] | undefined, attributes = ''): string {
  if (content === undefined || content.length === 0) return ''
  const inner = typeof content === 'string' ? escaped(content) : content.join('')
  return inner === '' ? '' : `<${name}${attributes}>${inner}</${name}>`
}

function escaped(text: string): string {
  return bankText(text, text.length)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}

/** A parsed element: text where it holds only that, else its children by name. */
export type XmlNode = { [name: string]: XmlNode | XmlNode[] | string | undefined } | string | undefined

const deepest = 40

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  maxNestedTags: deepest,
})

/**
 * XML of a stranger. What declares a document type is not looked at: entities are how a small file becomes a large one, or
 * asks for files. @returns undefined where it is no XML, or one of those
 */
export function parseXml(text: string): XmlNode {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return undefined
  try {
    return parser.parse(text, true) as XmlNode
  } catch {
    return undefined
  }
}

/** The child of this path; the first where there are several. */
export function childOf(node: XmlNode, path: string): XmlNode {
  return path.split('/').reduce<XmlNode>((at, name) => childrenOf(at, name)[0], node)
}

export function childrenOf(node: XmlNode, name: string): XmlNode[] {
  if (typeof node !== 'object') return []
  const child = node[name]
  if (child === undefined) return []
  return Array.isArray(child) ? child : [child]
}

/** The text at this path. */
export function textAt(node: XmlNode, path: string): string | undefined {
  const found = childOf(node, path)
  const text = typeof found === 'object' ? childOf(found, '#text') : found
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined
}
