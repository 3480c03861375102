import { shopPolicyContracts } from '../../shared/api/shop-policy.schema.ts'
import { Failure } from '../failure.ts'
import { type Route, route } from '../http/route.ts'
import { findMerchantByPublishableKey } from '../merchants/index.ts'
import { pageHeaders } from './page-headers.ts'
import { openEdition, shopPolicy, shopPolicyJsonLd } from './shop-policy.ts'

/** By language, country and shop: kept for a minute by the browser that asked. */
const kept = { 'Cache-Control': 'private, max-age=60', Vary: 'Amends-Merchant, Accept-Language' }

export const shopPolicyRoutes: Route[] = [
  route(shopPolicyContracts.policy, async ({ ports, merchant, query, request }) => {
    const answer = await shopPolicy(ports, merchant, askedBy(query, request))
    return new Response(answer, { headers: { ...kept, 'Content-Type': 'application/json' } })
  }),
  route(shopPolicyContracts.policyJsonLd, async ({ ports, merchant, query, request }) => {
    const answer = await shopPolicyJsonLd(ports, merchant, askedBy(query, request))
    return new Response(answer, { headers: { ...kept, 'Content-Type': 'application/ld+json' } })
  }),
  route(shopPolicyContracts.policyPage, async ({ ports, params, query, request }) => {
    const merchant = await findMerchantByPublishableKey(ports, params.key)
    if (!merchant) throw new Failure('not_found')
    const page = await openEdition(ports, merchant, params.edition, askedBy(query, request))
    return new Response(page, { headers: await pageHeaders() })
  }),
]

function askedBy(query: { country?: string; language?: string }, request: Request) {
  return { ...query, acceptLanguage: request.headers.get('accept-language') }
}
