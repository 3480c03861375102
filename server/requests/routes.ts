import { merchantContracts } from '../../shared/api/merchant.schema.ts'
import { shopContracts } from '../../shared/api/shop.schema.ts'
import { type Route, route } from '../http/route.ts'
import { askTerms } from './ask-terms.ts'
import { commandRequest } from './command-request.ts'
import { getRequest } from './get-request.ts'
import { listEvents, listRequests, listShopperRequests } from './list-requests.ts'
import { orderView } from './order-view.ts'
import { parseShopperCommand, parseStaffCommand } from './parse-command.ts'
import { requestView } from './request-view.ts'
import { shopperCredit } from './shopper-credit.ts'
import { streamRequest } from './stream-request.ts'
import { submitRequest } from './submit-request.ts'

export const requestRoutes: Route[] = [
  route(shopContracts.order, ({ ports, merchant, caller, params }) =>
    orderView(ports, { merchant, number: params.number, shopper: caller }),
  ),
  route(shopContracts.answers, ({ ports, merchant, caller, params, body }) =>
    askTerms(ports, { merchant, number: params.number, shopper: caller, items: body.items }),
  ),
  route(shopContracts.submit, ({ ports, merchant, caller, body: { order, ...claim }, idempotency }) =>
    submitRequest(ports, {
      merchant,
      order,
      command: { type: 'submit', channel: 'widget', ...claim },
      actor: { kind: 'shopper' },
      shopper: caller,
      idempotency,
    }),
  ),
  route(shopContracts.requests, ({ ports, merchant, caller }) => listShopperRequests(ports, merchant.id, caller)),
  route(shopContracts.request, ({ ports, merchant, caller, params }) =>
    getRequest(ports, { merchant, number: params.number, shopper: caller }),
  ),
  route(shopContracts.storeCredit, ({ ports, merchant, caller, query }) =>
    shopperCredit(ports, { merchant: merchant.id, shopper: caller, request: query.request }),
  ),
  route(shopContracts.stream, ({ ports, merchant, caller, params, request }) =>
    streamRequest(ports, { merchant: merchant.id, number: params.number, shopper: caller, request }),
  ),
  route(shopContracts.command, ({ ports, merchant, caller, params, body, idempotency }) =>
    commandRequest(
      ports,
      {
        merchant: merchant.id,
        number: params.number,
        ...parseShopperCommand(params.command, body),
        actor: { kind: 'shopper' },
        shopper: caller,
        idempotency,
      },
      (done) => requestView(done, { merchant, policies: done.policies, now: ports.clock.now() }),
    ),
  ),
  route(merchantContracts.createRequest, ({ ports, merchant, body: { order, ...claim }, idempotency }) =>
    submitRequest(ports, {
      merchant,
      order,
      command: { type: 'submit', channel: 'api', ...claim },
      actor: { kind: 'merchant' },
      idempotency,
    }),
  ),
  route(merchantContracts.listRequests, ({ ports, merchant, query }) => listRequests(ports, merchant.id, query)),
  route(merchantContracts.getRequest, ({ ports, merchant, params }) =>
    getRequest(ports, { merchant, number: params.number }),
  ),
  route(merchantContracts.commandRequest, ({ ports, merchant, params, body, idempotency }) =>
    commandRequest(
      ports,
      {
        merchant: merchant.id,
        number: params.number,
        ...parseStaffCommand(params.command, body),
        actor: { kind: 'merchant' },
        idempotency,
      },
      (done) => requestView(done, { merchant, policies: done.policies, now: ports.clock.now() }),
    ),
  ),
  route(merchantContracts.requestEvents, ({ ports, merchant, params, query }) =>
    listEvents(ports, merchant.id, params.number, query),
  ),
]
