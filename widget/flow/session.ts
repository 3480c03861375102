/** Where a shopper was, for the life of the tab: a short-lived token for one order or customer, never longer. */
export interface Session {
  token: string
  expiresAt: number
  /** A shopper token for one order names it; a customer's does not. */
  order?: string
  /** The request being followed, so that a reload comes back to it. */
  request?: string
}

export function loadSession(merchant: string, nowMs: number): Session | undefined {
  try {
    const session: Session = JSON.parse(sessionStorage.getItem(`amends:session:${merchant}`) ?? '')
    return session.expiresAt > nowMs && typeof session.token === 'string' ? session : undefined
  } catch {
    return undefined
  }
}

export function saveSession(merchant: string, session: Session | undefined): void {
  try {
    const name = `amends:session:${merchant}`
    if (session) sessionStorage.setItem(name, JSON.stringify(session))
    else sessionStorage.removeItem(name)
  } catch {
    // Blocked storage: the shopper signs in again after a reload.
  }
}
