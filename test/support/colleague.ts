import { type Api, newKey, staffPassword, type TestMerchant } from './api.ts'

const url = 'http://localhost:8787'

type Role = 'owner' | 'manager' | 'agent'

/** Somebody in the admin, who calls its routes. Has an account and signs in when first needed: passwords are slow. */
export class Colleague {
  private readonly api: Api
  private readonly merchant: TestMerchant
  private readonly role: Role
  private readonly name: string
  private session: Promise<{ id: string; cookie: string }> | undefined

  constructor(api: Api, merchant: TestMerchant, role: Role, name = `The ${role}`) {
    this.api = api
    this.merchant = merchant
    this.role = role
    this.name = name
  }

  async id(): Promise<string> {
    return (await this.signedIn()).id
  }

  get(path: string) {
    return this.send('GET', path)
  }

  put(path: string, body: unknown) {
    return this.send('PUT', path, body)
  }

  post(path: string, body: unknown, key = newKey()) {
    return this.send('POST', path, body, key)
  }

  delete(path: string) {
    return this.send('DELETE', path)
  }

  private async send(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
    const { cookie } = await this.signedIn()
    const answer = await this.api.fetch(`/v1/admin${path}`, {
      method,
      headers: { Cookie: cookie, Origin: url, 'Amends-Csrf': '1', 'Content-Type': 'application/json', ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), headers: answer.headers }
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
