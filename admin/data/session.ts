import type { Me } from '../../shared/api/admin.schema.ts'
import { type AnswerOf, call, send } from './http.ts'

export type { Me }
export type Colleague = AnswerOf<'staff'>['staff'][number]

let current: Me | undefined
let colleagues: Promise<Colleague[]> | undefined
let known: readonly Colleague[] = []

export function me(): Me | undefined {
  return current
}

/** The merchant's zone: every date in the admin is read in it. */
export function merchantZone(): string {
  return current?.merchant.timezone ?? 'UTC'
}

export async function loadMe(quiet = true): Promise<Me> {
  current = await call<'me'>('GET', '/admin/me', { quiet })
  return current
}

/** @throws ApiError with `unauthenticated` when e-mail and password do not belong together. */
export async function signIn(email: string, password: string): Promise<Me> {
  await send('POST', '/admin/auth/sign-in/email', { body: { email, password }, quiet: true })
  return loadMe()
}

export async function signOut(): Promise<void> {
  await send('POST', '/admin/auth/sign-out', { body: {}, quiet: true })
  current = undefined
  colleagues = undefined
}

export function makeFirstAccount(account: {
  token: string
  name: string
  email: string
  password: string
}): Promise<AnswerOf<'firstAccount'>> {
  return call<'firstAccount'>('POST', '/admin/first-account', { body: account, quiet: true })
}

export function listColleagues(): Promise<Colleague[]> {
  colleagues ??= call<'staff'>('GET', '/admin/staff').then(({ staff }) => staff)
  colleagues.then(
    (loaded) => {
      known = loaded
    },
    () => {
      colleagues = undefined
    },
  )
  return colleagues
}

/** A colleague that `listColleagues` has brought, by id or by the first name that a timeline shows. */
export function colleague(by: { id: string } | { firstName: string }): Colleague | undefined {
  if ('id' in by) return known.find(({ id }) => id === by.id)
  const alike = known.filter(({ name }) => name.trim().split(/\s+/)[0] === by.firstName)
  return alike.length === 1 ? alike[0] : undefined
}
