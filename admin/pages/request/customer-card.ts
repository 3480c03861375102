import { html, nothing, type TemplateResult } from 'lit'
import { avatar } from '../../components/avatar.ts'
import { icon } from '../../components/icon.ts'
import { requestState } from '../../components/states.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { shortDate } from '../../format/dates.ts'
import { countryName, dateStyle, languageName, money, tierName, timeView } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'

export function customerCard(request: AdminRequest): TemplateResult {
  const { customer, state } = request
  const name = customer.name ?? t('customer.unnamed')
  const others = customer.requests.filter((other) => other.number !== request.number)
  const now = Date.now()
  return html`<section class="card" aria-labelledby="customer-heading" data-t="customer">
    <div class="card-head"><h2 id="customer-heading">${t('customer.heading')}</h2></div>
    <div class="card-body">
      <p class="person">
        ${avatar({ id: customer.email ?? name, name }, 'lg')}
        <span
          ><b>${name}</b
          ><span class="muted small">${countryName(customer.country)} · ${languageName(state.locale)}</span></span
        >
        ${customer.tier ? html`<span class="badge badge-accent">${icon('gem')}${tierName(customer.tier)}</span>` : nothing}
      </p>
      <dl class="parts">
        ${customer.email ? html`<div><dt>${t('customer.email')}</dt><dd class="clip-text"><a class="link" href="mailto:${customer.email}">${customer.email}</a></dd></div>` : nothing}
        ${customer.phone ? html`<div><dt>${t('customer.phone')}</dt><dd><a class="link" href="tel:${customer.phone}">${customer.phone}</a></dd></div>` : nothing}
        <div><dt>${t('customer.orders')}</dt><dd>${customer.orders}</dd></div>
        ${
          customer.ratings.length
            ? html`<div><dt>${t('customer.ratings')}</dt><dd>${icon('star', 'sm')} ${customer.ratings.join(', ')} ${t('customer.ofFive')}</dd></div>`
            : nothing
        }
      </dl>
    </div>
    <div class="customer-requests">
      <h3>${others.length ? t('customer.otherRequests', { count: others.length }) : t('customer.firstRequest')}</h3>
      ${
        others.length
          ? html`<ul>
              ${others.slice(0, 8).map(
                (other) => html`<li>
                  <a class="link" href=${link(`/requests/${other.number}`)}>${other.number}</a>
                  ${requestState(other.status)}
                  <span class="muted small">${timeView(other.submittedAt, shortDate(other.submittedAt, now, dateStyle()))}</span>
                  <span class="money">${money(other.total, other.currency)}</span>
                </li>`,
              )}
            </ul>`
          : nothing
      }
    </div>
  </section>`
}
