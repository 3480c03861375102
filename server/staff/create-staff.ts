import { hashPassword } from 'better-auth/crypto'
import type { Ports } from '../platform/ports.ts'
import { insertStaff, type NewUser } from './store.ts'

export interface NewStaff {
  merchant: string
  name: string
  email: string
  password: string
  role: string
}

/** A colleague who may sign in: user, password and membership in one batch. The e-mail is the identity everywhere. */
export async function createStaff(ports: Ports, wanted: NewStaff): Promise<{ id: string }> {
  const user = await newUser(ports, wanted)
  const { user: row, rest } = insertStaff(user, false)
  await ports.database.write([row, ...rest])
  return { id: user.id }
}

export async function newUser({ ids, clock }: Ports, wanted: NewStaff): Promise<NewUser> {
  const { merchant, name, email, password, role } = wanted
  return {
    id: ids.next('st'),
    accountId: ids.next('ac'),
    merchant,
    name,
    email: email.trim().toLowerCase(),
    passwordHash: await hashPassword(password),
    role,
    now: clock.now(),
  }
}
