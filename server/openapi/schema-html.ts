import type { JsonSchema } from './json-schemas.ts'

/** Text as HTML. */
export function escaped(text: unknown): string {
  return String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const deepest = 6

/** A schema as nested lists: name, type, whether required, what it means. Named ones are links. */
export function schemaHtml(schema: JsonSchema, depth = 0): string {
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (choices && depth < deepest) {
    const items = choices.map((choice) => {
      const title = choice.title ? `<code class="choice">${escaped(choice.title)}</code> ` : ''
      return `<li>${title}<span class="type">${typeHtml(choice)}</span>${schemaHtml(choice, depth + 1)}</li>`
    })
    return `<ul class="choices">${items.join('')}</ul>`
  }
  if (schema.type === 'array' && depth < deepest) return schemaHtml((schema.items ?? {}) as JsonSchema, depth + 1)
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  if (properties.length === 0 || depth >= deepest) return ''
  const required = new Set((schema.required ?? []) as string[])
  const rows = properties.map(([name, property]) => {
    const mark = required.has(name) ? '<span class="required">required</span>' : ''
    const text = property.description ? `<p>${escaped(property.description)}</p>` : ''
    const head = `<code>${escaped(name)}</code> <span class="type">${typeHtml(property)}</span> ${mark}${text}`
    return `<li>${head}${schemaHtml(property, depth + 1)}</li>`
  })
  return `<ul class="fields">${rows.join('')}</ul>`
}

export function typeHtml(schema: JsonSchema): string {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return `<a href="#schema-${escaped(name)}">${escaped(name)}</a>`
  }
  if (schema.const !== undefined) return escaped(JSON.stringify(schema.const))
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => escaped(value)).join(' · ')
  if (schema.type === 'array') return `list of ${typeHtml((schema.items ?? {}) as JsonSchema)}`
  if (schema.anyOf ?? schema.oneOf) return 'one of'
  if (schema.type === 'object' && schema.additionalProperties && !schema.properties) {
    return `map to ${typeHtml(schema.additionalProperties as JsonSchema)}`
  }
  const limits = [
    ...limit(schema.minimum, 'from', Number.MIN_SAFE_INTEGER),
    ...limit(schema.maximum, 'to', Number.MAX_SAFE_INTEGER),
    ...(schema.maxLength === undefined ? [] : [`at most ${String(schema.maxLength)} characters`]),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ]
  const type = typeof schema.type === 'string' ? schema.type : 'anything'
  return escaped([schema.format ? `${type} (${String(schema.format)})` : type, ...limits].join(', '))
}

function limit(value: unknown, word: string, unbounded: number): string[] {
  return value === undefined || value === unbounded ? [] : [`${word} ${String(value)}`]
}
