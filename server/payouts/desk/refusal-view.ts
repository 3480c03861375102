import type { ErrorCode } from '../../../shared/errors.ts'
import type { Failure, FieldError } from '../../failure.ts'

/** Why one of several was refused: what problem+json would say of it alone. */
export interface RefusalView {
  code: ErrorCode
  params?: Readonly<Record<string, string | number>>
  limit?: number
  pointer?: string
  errors?: readonly FieldError[]
}

export function refusalView({ code, more: { detail, limit, pointer, errors } }: Failure): RefusalView {
  return {
    code,
    ...(detail && { params: detail }),
    ...(limit === undefined ? {} : { limit }),
    ...(pointer && { pointer }),
    ...(errors && { errors }),
  }
}
