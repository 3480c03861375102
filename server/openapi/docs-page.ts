import { curlOf } from './curl.ts'
import type { OpenApi, OpenApiOperation } from './document.ts'
import { groups, type Operation } from './operations.ts'
import { escaped, schemaHtml, typeHtml } from './schema-html.ts'

/** The API reference as one page: complete without a script, searchable with it. */
export function docsPage(document: OpenApi, operations: readonly Operation[], url: string): string {
  const sections = groups.map(({ name, title, description }) => {
    const own = operations.filter(({ group }) => group === name)
    return `<section><h2 id="group-${name}">${escaped(title)}</h2><p>${escaped(description)}</p>
${own.map((operation) => operationHtml(document, operation, url)).join('\n')}</section>`
  })
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<article class="schema" id="schema-${escaped(name)}" data-find="${escaped(name.toLowerCase())}"><h3>${escaped(name)}</h3>
${schemaHtml(schema) || `<p class="type">${typeHtml(schema)}</p>`}</article>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Amends API</title>
<link rel="stylesheet" href="/docs/docs.css">
<script src="/docs/docs.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<nav aria-label="Operations">
<p class="brand">Amends API <span>${escaped(document.info.version)}</span></p>
<label for="find">Find</label>
<input id="find" type="search" placeholder="Path, code or field" autocomplete="off">
<p id="found" role="status"></p>
${navHtml(operations)}
</nav>
<main id="main">
<h1>Amends API</h1>
${document.info.description
  .split('\n\n')
  .map((paragraph) => `<p>${escaped(paragraph).replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
  .join('\n')}
<p>The same as a document: <a href="/openapi.json">OpenAPI 3.1</a>.</p>
${sections.join('\n')}
<section><h2 id="schemas">Schemas</h2>
${schemas.join('\n')}</section>
</main>
</body>
</html>
`
}

function navHtml(operations: readonly Operation[]): string {
  const lists = groups.map(({ name, title }) => {
    const links = operations
      .filter(({ group }) => group === name)
      .map(
        ({ id, contract }) =>
          `<li data-for="${id}"><a href="#${id}"><span class="method ${contract.method.toLowerCase()}">${contract.method}</span> ${escaped(contract.path)}</a></li>`,
      )
    return `<h2>${escaped(title)}</h2><ul>${links.join('')}</ul>`
  })
  return `${lists.join('\n')}<h2><a href="#schemas">Schemas</a></h2>`
}

function operationHtml(document: OpenApi, { id, contract }: Operation, url: string): string {
  const path = `/v1${contract.path.replaceAll(/:(\w+)/g, '{$1}')}`
  const operation = document.paths[path]?.[contract.method.toLowerCase()]
  if (!operation) return ''
  const codes = Object.values(operation.responses).map(({ description }) => description)
  const find = [path, contract.method, contract.summary, id, ...codes].join(' ').toLowerCase()
  return `<article id="${id}" data-find="${escaped(find)}">
<h3><span class="method ${contract.method.toLowerCase()}">${contract.method}</span> <code>${escaped(path)}</code></h3>
<p>${escaped(contract.summary)}.</p>
${parametersHtml(operation)}
${bodyHtml(operation)}
${answersHtml(operation)}
<pre tabindex="0"><code>${escaped(curlOf(url, contract.method, path, contract.auth, operation))}</code></pre>
</article>`
}

function parametersHtml({ parameters }: OpenApiOperation): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    ({ name, in: where, required, description, schema }) =>
      `<tr><th scope="row"><code>${escaped(name)}</code></th><td>${escaped(where)}${required ? ', <span class="required">required</span>' : ''}</td><td>${typeHtml(schema as never)}${description ? `<br>${escaped(description)}` : ''}</td></tr>`,
  )
  return `<h4>Parameters</h4><div class="scroll"><table>${rows.join('')}</table></div>`
}

function bodyHtml({ requestBody }: OpenApiOperation): string {
  if (!requestBody) return ''
  const bodies = Object.entries(requestBody.content).map(
    ([type, { schema }]) =>
      `<p><code>${escaped(type)}</code> <span class="type">${typeHtml(schema)}</span></p>${schemaHtml(schema)}`,
  )
  return `<h4>Body</h4>${bodies.join('')}`
}

function answersHtml({ responses }: OpenApiOperation): string {
  const rows = Object.entries(responses).map(([status, { description, content }]) => {
    const [type, answer] = Object.entries(content ?? {})[0] ?? []
    const isProblem = type === 'application/problem+json'
    const codes = description
      .split(', ')
      .map((code) => `<code>${escaped(code)}</code>`)
      .join(' ')
    const good = answer
      ? `<code>${escaped(type)}</code> <span class="type">${typeHtml(answer.schema)}</span>${schemaHtml(answer.schema)}`
      : ''
    return `<tr><th scope="row">${status}</th><td>${isProblem ? codes : good}</td></tr>`
  })
  return `<h4>Answers</h4><div class="scroll"><table>${rows.join('')}</table></div>`
}
