import { type Api, newKey, staffPassword, type TestMerchant } from './api.ts'
import { type Caller, callerOf } from './callers.ts'

const url = 'http://localhost:8787'

type Role = 'owner' | 'manager' | 'finance' | 'agent'

/** Somebody in the admin, who calls its routes. Has an account and signs in when first needed: passwords are slow. */
export class Colleague implements Caller {
  private readonly api: Api
  private readonly merchant: TestMerchant
  private readonly role: Role
  private readonly name: string
  private readonly caller: Caller
  private session: Promise<{ id: string; cookie: string }> | undefined

  constructor(api: Api, merchant: TestMerchant, role: Role, name = `The ${role}`) {
    this.api = api
    this.merchant = merchant
    this.role = role
    this.name = name
    this.caller = callerOf(api, '/v1/admin', async (more) => {
      const { cookie } = await this.signedIn()
      return { Cookie: cookie, Origin: url, 'Amends-Csrf': '1', 'Content-Type': 'application/json', ...more }
    })
  }

  async id(): Promise<string> {
    return (await this.signedIn()).id
  }

  get(path: string) {
    return this.caller.get(path)
  }

  put(path: string, body: unknown) {
    return this.caller.put(path, body)
  }

  post(path: string, body: unknown, key = newKey()) {
    return this.caller.post(path, body, key)
  }

  delete(path: string) {
    return this.caller.delete(path)
  }

  private signedIn() {
    this.session ??= this.signIn()
    return this.session
  }

  private async signIn() {
    const { id, email } = await this.api.createStaff(this.merchant.id, this.name, this.role)
    const answer = await this.api.fetch('/v1/admin/auth/sign-in/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: url },
      body: JSON.stringify({ email, password: staffPassword }),
    })
    if (answer.status !== 200) throw new Error(`no sign-in: ${answer.status}`)
    return { id, cookie: (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '' }
  }
}
