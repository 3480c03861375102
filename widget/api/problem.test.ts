import { expect, it } from 'vitest'
import { isUnanswered, problemOf } from './problem.ts'

it('reads a problem by its code', async () => {
  const body = { code: 'exceeds_line', limit: 2, requestId: 'E-1', status: 422, title: '', type: '' }
  expect(await problemOf(Response.json(body, { status: 422 }))).toMatchObject({
    code: 'exceeds_line',
    limit: 2,
    requestId: 'E-1',
  })
})

it.each([
  ['<html>', 502, 'unreachable'],
  ['', 429, 'too_many_requests'],
  ['{"error":1}', 500, 'unreachable'],
])('what is not ours is no answer: %s %i', async (text, status, code) => {
  expect((await problemOf(new Response(text, { status }))).code).toBe(code)
})

it('repeats under the same key only what nobody answered', () => {
  expect(['offline', 'unreachable', 'idempotency_in_progress'].every((code) => isUnanswered(code as 'offline'))).toBe(
    true,
  )
  expect(isUnanswered('quote_changed')).toBe(false)
})
