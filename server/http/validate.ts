import type { z } from 'zod'
import { Failure, type FieldError } from '../failure.ts'

/** Parses at the border, naming every wrong field by JSON pointer. @throws Failure validation_failed */
export function parsed<S extends z.ZodType>(schema: S, value: unknown, at = ''): z.output<S> {
  const result = schema.safeParse(value)
  if (!result.success) throw validationFailure(result.error.issues, at)
  return result.data
}

export function validationFailure(issues: readonly z.core.$ZodIssue[], at = ''): Failure {
  const errors = issues.flatMap((issue) => fieldErrors(issue, at))
  return new Failure('validation_failed', { pointer: errors[0]?.pointer, errors })
}

/** `params.code`, when a schema names one, says more than zod's own code. */
export function fieldErrors(issue: z.core.$ZodIssue, at = ''): FieldError[] {
  const pointer = at + pointerOf(issue.path)
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const likeliest = likeliestBranch(issue.errors)
    if (likeliest.some((inner) => inner.path.length > 0))
      return likeliest.flatMap((inner) => fieldErrors(inner, pointer))
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer + pointerOf([key]),
      code: 'unrecognized_key',
      message: 'no such field',
    }))
  }
  const named = issue.code === 'custom' ? issue.params?.code : undefined
  return [{ pointer, code: typeof named === 'string' ? named : issue.code, message: issue.message }]
}

/** The branch that got furthest into the value is the one that was meant. */
function likeliestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const depth = (branch: readonly z.core.$ZodIssue[]) => Math.max(...branch.map((issue) => issue.path.length))
  return branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best))
}

export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
