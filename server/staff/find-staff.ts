import type { Ports } from '../platform/ports.ts'
import { authOf } from './auth.ts'
import { readMembership } from './store.ts'

export interface SignedIn {
  merchant: string
  id: string
  name: string
  role: string
}

/** Who the session cookie belongs to, and for which merchant they work; undefined: nobody, or no longer. */
export async function findStaff(ports: Ports, request: Request): Promise<SignedIn | undefined> {
  if (!request.headers.get('cookie')?.includes('amends.session_token')) return undefined
  const signedIn = await authOf(ports).api.getSession({ headers: request.headers })
  if (!signedIn) return undefined
  const member = await readMembership(ports.database, signedIn.user.id)
  return member && { ...member, id: signedIn.user.id, name: signedIn.user.name }
}
