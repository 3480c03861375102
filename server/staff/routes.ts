import { adminContracts } from '../../shared/api/admin.schema.ts'
import { type Route, route } from '../http/route.ts'
import { commandCase } from './command-case.ts'
import { makeFirstAccount } from './first-account.ts'
import { listColleagues } from './list-colleagues.ts'
import { countQueue, listQueue } from './list-queue.ts'
import { openCase, sayLooking } from './open-case.ts'
import { signIn, signOut } from './sign-in.ts'
import { whoAmI } from './who-am-i.ts'

export const staffRoutes: Route[] = [
  route(adminContracts.firstAccount, ({ ports, body, address }) => makeFirstAccount(ports, { ...body, address })),
  route(adminContracts.signIn, ({ ports, body, address, request }) => signIn(ports, { ...body, address, request })),
  route(adminContracts.signOut, ({ ports, request }) => signOut(ports, request)),
  route(adminContracts.me, ({ ports, merchant, caller }) => whoAmI(ports, merchant, caller)),
  route(adminContracts.counters, ({ ports, merchant, caller }) => countQueue(ports, { merchant, me: caller.id })),
  route(adminContracts.queue, ({ ports, merchant, caller, query }) =>
    listQueue(ports, { merchant, me: caller.id, ...query }),
  ),
  route(adminContracts.request, ({ ports, merchant, caller, params }) =>
    openCase(ports, { merchant, me: caller, number: params.number }),
  ),
  route(adminContracts.command, ({ ports, merchant, caller, params, body, idempotency }) =>
    commandCase(ports, { merchant: merchant.id, me: caller, ...params, body, idempotency }),
  ),
  route(adminContracts.presence, ({ ports, merchant, caller, params }) =>
    sayLooking(ports, { merchant: merchant.id, me: caller, number: params.number }),
  ),
  route(adminContracts.staff, ({ ports, merchant }) => listColleagues(ports, merchant.id)),
]
