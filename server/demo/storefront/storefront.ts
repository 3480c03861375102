import type { Order } from '../../../shared/order/order.ts'
import type { Product } from '../catalogue.ts'
import { productImage } from '../product-image.ts'
import type { SampleCustomer } from '../sample-customers.ts'
import { aboutPage, basketPage, homePage, notFoundPage, productPage } from './browse-pages.ts'
import type { Html } from './html.ts'
import { orderPage, ordersPage, whoPage } from './order-pages.ts'
import { policyPage } from './policy-pages.ts'
import { type Language, languages } from './words.ts'

export interface StorefrontRequest {
  method: string
  /** Path without query. */
  path: string
  query: URLSearchParams
  /** Fields of a posted form. */
  form: URLSearchParams
  cookies: Readonly<Record<string, string>>
  acceptLanguage: string
}

export interface StorefrontResponse {
  status: number
  headers: Record<string, string>
  html: string
}

export interface StorefrontModel {
  /** Origin of the API; without a slash at its end. */
  apiUrl: string
  publishableKey: string
  attribution: string
  contact: { phone: string; email: string; hours: Readonly<Record<string, string>> }
  catalogue: ReadonlyMap<string, Product>
  featured: readonly Product[]
  customers: readonly SampleCustomer[]
  /** Accounts of the admin, told on the about page: the demo is on loopback only. */
  staff: readonly { email: string; password: string; role: string }[]
  findOrders(customerEmail: string): Promise<readonly Order[]>
  findOrder(number: string): Promise<Order | undefined>
  /** A short-lived token that tells the API who is signed in. */
  signIdentity(customer: SampleCustomer): Promise<string>
}

export interface PageContext {
  model: StorefrontModel
  language: Language
  path: string
  query: URLSearchParams
  customer: SampleCustomer | undefined
}

/** One page of the demo store. Pure but for the lookups that the model brings. */
export async function storefrontPage(request: StorefrontRequest, model: StorefrontModel): Promise<StorefrontResponse> {
  const { method, path, query, form, cookies } = request
  const image = /^\/images\/([^/]+)\.svg$/.exec(path)
  if (image) return picture(model.catalogue.get(decoded(image[1] ?? '')))
  const asked = languages.find((language) => language === query.get('lang'))
  if (asked) return redirect(path, [cookie('lang', asked)])
  if (method === 'POST' && path === '/account') {
    const who = model.customers.find(({ id }) => id === form.get('customer'))
    return redirect(who ? `/orders/${who.order}` : '/orders', [cookie('customer', who?.id ?? '')])
  }
  const context: PageContext = {
    model,
    path,
    query,
    language: languageOf(cookies.lang, request.acceptLanguage),
    customer: model.customers.find(({ id }) => id === cookies.customer),
  }
  const found = await pageOf(context)
  return page(found ? 200 : 404, found ?? notFoundPage(context), context)
}

async function pageOf(context: PageContext): Promise<Html | undefined> {
  const { model, path, customer } = context
  if (path === '/') return homePage(context)
  if (path === '/about') return aboutPage(context)
  if (path === '/policy') return policyPage(context)
  if (path === '/basket') return basketPage(context)
  if (path === '/account') return whoPage(context)
  if (path === '/orders')
    return customer ? ordersPage(context, customer, await model.findOrders(customer.email)) : whoPage(context)
  const [, kind, key = ''] = /^\/(products|orders)\/([^/]+)$/.exec(path) ?? []
  if (kind === 'products') {
    const product = model.catalogue.get(decoded(key))
    return product ? productPage(context, product) : undefined
  }
  if (kind !== 'orders') return undefined
  if (!customer) return whoPage(context)
  const order = await model.findOrder(decoded(key))
  if (!order || order.customer.email !== customer.email) return undefined
  return orderPage(context, order, await model.signIdentity(customer))
}

function page(status: number, body: Html, { model, language }: PageContext): StorefrontResponse {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': contentSecurityPolicy(model.apiUrl),
      'cache-control': 'private, no-store',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-content-type-options': 'nosniff',
    },
    html: `<!doctype html>\n${body.text}`,
  }
}

/** What docs/embedding.md asks of a shop, and nothing more: no inline script, no inline style. */
export function contentSecurityPolicy(apiUrl: string): string {
  return [
    "default-src 'none'",
    `script-src ${apiUrl}`,
    `connect-src ${apiUrl}`,
    "img-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function picture(product: Product | undefined): StorefrontResponse {
  if (!product) return { status: 404, headers: { 'content-type': 'text/plain' }, html: '' }
  const headers = {
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=86400',
    'content-security-policy': "default-src 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  }
  return { status: 200, headers, html: productImage(product) }
}

function redirect(location: string, cookies: string[]): StorefrontResponse {
  return {
    status: 303,
    headers: { location: /^\/(?!\/)/.test(location) ? location : '/', 'set-cookie': cookies.join(', ') },
    html: '',
  }
}

function cookie(name: string, value: string): string {
  return `${name}=${encodeURIComponent(value)}; Path=/; SameSite=Lax; HttpOnly${value ? '; Max-Age=2592000' : '; Max-Age=0'}`
}

function languageOf(chosen: string | undefined, accepted: string): Language {
  return languages.find((language) => language === chosen) ?? (/^\s*zh/i.test(accepted) ? 'zh-CN' : 'en')
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
