import type { Fulfillment, Order, OrderLine } from '../../../shared/order/order.ts'
import type { SampleCustomer } from '../sample-customers.ts'
import { tile } from './browse-pages.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { day, money } from './money-text.ts'
import type { PageContext } from './storefront.ts'
import { filled, type Language, storyNames, wordsFor } from './words.ts'

const shownLines = 8
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

/** Dates without a year are of the newest order's year: the page knows no clock. */
const yearOf = (orders: readonly Order[]) =>
  orders
    .map((order) => order.placedAt)
    .sort()
    .at(-1) ?? ''

export function whoPage(context: PageContext): Html {
  const { model, language, path } = context
  const words = wordsFor(language)
  const region = new Intl.DisplayNames([language], { type: 'region' })
  return layout(context, {
    title: words.orders,
    // an e-mail's link leads here when nobody is signed in
    widget: true,
    body: html`<section class="wide"><h1>${words.whoTitle}</h1><p class="lead">${path.startsWith('/orders/') ? `${words.signInFirst}. ` : ''}${words.whoText}</p>
<form class="people" method="post" action="/account">${model.customers.map(
      (customer) =>
        html`<button class="person" name="customer" value="${customer.id}"><span class="face c${customer.country.charCodeAt(0) % 5}" aria-hidden="true">${[...customer.name][0] ?? ''}</span><span class="name">${customer.name}</span><span class="muted">${region.of(customer.country) ?? customer.country}</span><span class="story">${storyNames[customer.story][language === 'zh-CN' ? 1 : 0]}</span></button>`,
    )}</form>
${context.customer && html`<form method="post" action="/account"><button class="quiet" name="customer" value="">${words.signOut}</button></form>`}</section>`,
  })
}

export function ordersPage(context: PageContext, customer: SampleCustomer, orders: readonly Order[]): Html {
  const { language } = context
  const words = wordsFor(language)
  const newest = [...orders].sort((a, b) => b.placedAt.localeCompare(a.placedAt))
  const now = yearOf(orders)
  return layout(context, {
    title: words.ordersTitle,
    widget: true,
    body: html`<section class="narrow"><h1>${words.ordersTitle}</h1><p class="muted">${customer.name} · ${customer.email}</p>
<ul class="orders">${newest.map(
      (
        order,
      ) => html`<li><a href="/orders/${encodeURIComponent(order.number)}"><span class="row"><strong>${order.number}</strong><span class="amount">${money(totalOf(order), order.currency, language)}</span></span>
<span class="row muted"><span>${filled(words.placed, { date: day(order.placedAt, language, now) })} · ${itemsOf(order, language)}</span>${state(order, language, now)}</span>
<span class="strip">${order.lines.slice(0, 5).map((line) => tile(line))}${order.lines.length > 5 && html`<span class="more">+${order.lines.length - 5}</span>`}</span></a></li>`,
    )}</ul></section>`,
  })
}

export function orderPage(context: PageContext, order: Order, identity: string): Html {
  const { model, language } = context
  const words = wordsFor(language)
  const now = order.placedAt
  return layout(context, {
    title: `${words.order} ${order.number}`,
    widget: true,
    body: html`<div class="wide order"><div>
<p class="kind"><a href="/orders">${words.ordersTitle}</a></p><h1>${words.order} ${order.number}</h1>
<p class="row muted"><span>${filled(words.placed, { date: day(order.placedAt, language, now) })} · ${itemsOf(order, language)}</span>${state(order, language, now)}</p>
${order.fulfillments.length > 0 && html`<ul class="parcels">${order.fulfillments.map((parcel, index) => parcelOf(parcel, index, order, language))}</ul>`}
<section class="sheet"><h2>${words.lines}</h2><ul class="lines">${order.lines.slice(0, shownLines).map((line) => lineOf(line, order, language))}</ul>
${order.lines.length > shownLines && html`<details><summary>${filled(words.moreLines, { n: order.lines.length - shownLines })}</summary><ul class="lines">${order.lines.slice(shownLines).map((line) => lineOf(line, order, language))}</ul></details>`}
${totals(order, language)}</section>
</div>
<section class="refunds" aria-labelledby="refunds"><h2 id="refunds">${words.refundsTitle}</h2><p class="muted">${words.refundsText}</p>
<amends-refunds merchant="${model.publishableKey}" order="${order.number}" identity="${identity}" lang="${language}"><p class="muted">${words.refundsFallback} <a href="${model.apiUrl}/">${words.refundsFallbackLink}</a></p></amends-refunds>
<p class="small muted">${words.helpTitle} <a href="mailto:${model.contact.email}">${model.contact.email}</a> · <bdi>${model.contact.phone}</bdi> · ${model.contact.hours[language] ?? ''}</p></section></div>`,
  })
}

function lineOf(line: OrderLine, order: Order, language: Language): Html {
  const words = wordsFor(language)
  const paid = line.quantity * line.unitPrice - line.discount
  return html`<li>${tile(line)}<span class="what"><a href="/products/${encodeURIComponent(line.sku)}">${line.title}</a><span class="muted">${line.quantity > 1 && html`× ${line.quantity} · ${filled(words.each, { price: money(line.unitPrice, order.currency, language) })}`}${line.quantity === 1 && '× 1'}</span></span><span class="amount">${money(paid, order.currency, language)}</span></li>`
}

function parcelOf(parcel: Fulfillment, index: number, order: Order, language: Language): Html {
  const words = wordsFor(language)
  const iso = parcel.deliveredAt ?? parcel.shippedAt
  const text = filled(parcel.deliveredAt ? words.delivered : words.shipped, {
    date: day(iso, language, order.placedAt),
  })
  const number = order.fulfillments.length > 1 && html`<strong>${filled(words.parcel, { n: index + 1 })}</strong> `
  return html`<li class="${parcel.deliveredAt ? 'there' : 'coming'}">${number}<span>${text}</span><span class="muted">${parcel.carrier ?? ''} <bdi>${parcel.trackingNumber ?? ''}</bdi></span></li>`
}

function totals(order: Order, language: Language): Html {
  const words = wordsFor(language)
  const show = (minor: number) => money(minor, order.currency, language)
  const goods = sum(order.lines.map((line) => line.quantity * line.unitPrice - line.discount))
  const discount = order.orderDiscount + sum(order.lines.map((line) => line.orderDiscount ?? 0))
  const shipping = sum(order.shipping.map((line) => line.amount - line.discount))
  const tax = sum([...order.lines, ...order.shipping].map((line) => line.tax))
  const row = (name: string, value: string, kind = '') =>
    html`<div class="row ${kind}"><dt>${name}</dt><dd class="amount">${value}</dd></div>`
  const captured = sum(order.payments.map((payment) => payment.amount))
  const total = totalOf(order)
  return html`<dl class="totals">${row(words.subtotal, show(goods))}${discount > 0 && row(words.discount, `−${show(discount)}`)}${row(order.shipping[0]?.title === 'Express' ? words.express : words.shipping, shipping === 0 ? words.free : show(shipping))}${!order.taxesIncluded && row(words.tax, show(tax))}${row(words.total, show(total), 'total')}</dl>
${order.taxesIncluded && tax > 0 && html`<p class="small muted">${filled(words.taxIncluded, { amount: show(tax) })}</p>`}
<h3>${words.paid}</h3><dl class="totals">${order.payments.map((payment) => row(payment.label ?? payment.method, show(payment.amount)))}</dl>
${captured > total && html`<p class="warn">${filled(words.paidTwice, { amount: show(total) })}</p>`}`
}

/** What the shopper owed: not what was captured, which may be twice that. */
function totalOf(order: Order): number {
  const goods = sum(order.lines.map((l) => l.quantity * l.unitPrice - l.discount - (l.orderDiscount ?? 0)))
  const shipping = sum(order.shipping.map((line) => line.amount - line.discount))
  const tax = order.taxesIncluded ? 0 : sum([...order.lines, ...order.shipping].map((line) => line.tax))
  return goods - order.orderDiscount + shipping + tax
}

function itemsOf(order: Order, language: Language): string {
  const words = wordsFor(language)
  const n = sum(order.lines.map((line) => line.quantity))
  return n === 1 ? words.item : filled(words.items, { n })
}

function state(order: Order, language: Language, now: string): Html {
  const words = wordsFor(language)
  const there = order.fulfillments.filter((parcel) => parcel.deliveredAt !== undefined)
  if (order.fulfillments.length === 0) return html`<span class="chip">${words.preparing}</span>`
  if (there.length === 0) return html`<span class="chip info">${words.onItsWay}</span>`
  if (there.length < order.fulfillments.length) return html`<span class="chip info">${words.partly}</span>`
  const last =
    there
      .map((parcel) => parcel.deliveredAt ?? '')
      .sort()
      .at(-1) ?? ''
  return html`<span class="chip good">${filled(words.delivered, { date: day(last, language, now) })}</span>`
}
