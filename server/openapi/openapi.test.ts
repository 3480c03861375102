import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type NodeApi, startNodeApi } from '../../test/support/node-api.ts'
import { createApp, routes } from '../app.ts'
import type { OpenApi } from './document.ts'
import { examples } from './examples.ts'
import { commandBodies } from './json-schemas.ts'
import { operations } from './operations.ts'

let api: NodeApi
let document: OpenApi
beforeAll(async () => {
  api = await startNodeApi()
  document = (await (await api.fetch('/openapi.json')).json()) as OpenApi
})
afterAll(() => api.close())

/** "POST /v1/requests/{number}", of what is really mounted. */
function mounted(): string[] {
  const own = createApp(api.ports).routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
  const names = own.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  return [...new Set(names)].filter((name) => name !== 'GET /v1/openapi.json').sort()
}

describe('the OpenAPI document', () => {
  it('has every route that is mounted, and no other', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(documented.sort()).toEqual(mounted())
    expect(routes.length).toBe(operations.length)
  })

  it('names each operation once', () => {
    const ids = operations.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('points at nothing that is not there', () => {
    const text = JSON.stringify(document)
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? '')
    expect(refs.length).toBeGreaterThan(20)
    for (const ref of refs) {
      const target = ref
        .replace('#/', '')
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
      expect(target, ref).toBeDefined()
    }
  })

  it('declares every path parameter, the keys and the statuses', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const operation of Object.values(methods)) {
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
        const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
        expect(declared.toSorted(), path).toEqual(inPath.toSorted())
        expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true)
      }
    }
    const submit = document.paths['/v1/requests']?.post
    expect(submit?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }))
    expect(submit?.responses['401']?.description).toContain('unauthenticated')
  })

  it('shows examples that its contracts take', () => {
    for (const [id, example] of Object.entries(examples)) {
      const operation = operations.find((candidate) => candidate.id === id)
      expect(operation, id).toBeDefined()
      const { path = '', body } = operation?.contract ?? {}
      const command = path.startsWith('/shop') ? 'cancel' : 'approve'
      const schema = path.endsWith('/:command') ? commandBodies[operation?.group ?? '']?.[command] : body
      if (typeof schema === 'object') expect((schema as z.ZodType).safeParse(example).error, id).toBeUndefined()
    }
  })
})

describe('/docs', () => {
  it('has every operation and schema, and runs under a policy without inline code', async () => {
    const answer = await api.fetch('/docs')
    const page = await answer.text()
    for (const { id } of operations) expect(page).toContain(`<article id="${id}"`)
    for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`id="schema-${name}"`)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page).not.toMatch(/<script>|<style|style="|onclick/)
    for (const href of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${href[1]}"`)
    for (const path of ['/docs/docs.js', '/docs/docs.css']) expect((await api.fetch(path)).status).toBe(200)
  })
})
