import { type Api, newKey, secretHeaders, staffPassword, type TestMerchant } from './api.ts'

const url = 'http://localhost:8787'

type Role = 'owner' | 'manager' | 'finance' | 'agent'

interface Answer {
  status: number
  // Of whatever route was called.
  body: ReturnType<typeof JSON.parse>
}

/** Calls the verbs that staff and the merchant's own server share. */
export interface Caller {
  get(path: string): Promise<Answer>
  put(path: string, body: unknown): Promise<Answer>
  post(path: string, body: unknown, key?: Record<string, string>): Promise<Answer>
  delete(path: string): Promise<Answer>
}

/** The merchant's own server, with its secret key. */
export function merchantServer(api: Api, merchant: TestMerchant): Caller {
  const send = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
    answerOf(
      await api.fetch(`/v1${path}`, {
        method,
        headers: secretHeaders(merchant, more),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  return {
    get: (path) => send('GET', path),
    put: (path, body) => send('PUT', path, body),
    post: (path, body, key = newKey()) => send('POST', path, body, key),
    delete: (path) => send('DELETE', path),
  }
}

async function answerOf(answer: Response): Promise<Answer> {
  const text = await answer.text()
  const isLines = answer.headers.get('content-type') === 'application/x-ndjson'
  const json = isLines ? `[${text.trimEnd().replaceAll('\n', ',')}]` : text
  return { status: answer.status, body: json === '' ? undefined : JSON.parse(json) }
}

/** Somebody in the admin, who calls its routes. Has an account and signs in when first needed: passwords are slow. */
export class Colleague implements Caller {
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
    return answerOf(answer)
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
