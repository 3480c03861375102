import type { ReactiveControllerHost } from 'lit'
import { Settling } from '../../components/settling.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { neighboursOf, queuePlace } from '../../data/queue-place.ts'
import { type CommandAnswer, type CommandBody, commandRequest, type StaffCommand } from '../../data/requests.ts'
import { money } from '../../format/show.ts'
import { t, wordsFor } from '../../i18n/i18n.ts'
import { navigate } from '../../router.ts'
import type { Decision } from './decision-model.ts'
import type { DeclineWords } from './decline-dialog.ts'
import type { FollowedRequest } from './followed-request.ts'
import type { Spoken } from './talk.ts'
import type { UnsentDecision } from './unsent-decision.ts'

interface Desk {
  followed: FollowedRequest
  unsent: UnsentDecision
  closeDialog: () => void
  /** Nothing of what was open, chosen or typed for this request stays. */
  forget: () => void
}

/** What is done to the request on screen, one command at a time, and where that leads. */
export class RequestActions {
  busy: StaffCommand | undefined
  private problem: { command: StaffCommand; words: string } | undefined
  private readonly settling = new Settling()
  private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>
  private readonly desk: Desk

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, desk: Desk) {
    this.host = host
    this.desk = desk
  }

  /** A case has come on screen. */
  shown(): void {
    this.settling.shown()
  }

  /** What is on screen was not just put there under somebody's finger. */
  get isSettled(): boolean {
    return this.settling.isOver
  }

  problemOf(...commands: StaffCommand[]): string {
    return this.problem && commands.includes(this.problem.command) ? this.problem.words : ''
  }

  forgetProblem(): void {
    this.problem = undefined
    this.host.requestUpdate()
  }

  async approve(decision: Decision): Promise<void> {
    const { followed, unsent } = this.desk
    const { request } = followed
    if (!request) return
    const amount = money(decision.amount, request.state.currency)
    const answer = await this.run('approve', unsent.approveBody(request, decision))
    if (answer) this.next(answer, t('done.approved', { amount, number: request.number }))
  }

  /** Declines first, so that what is approved after it is computed without what was declined. */
  async decline(words: DeclineWords): Promise<void> {
    const { followed, unsent, closeDialog } = this.desk
    const { request } = followed
    if (!request) return
    const decision = unsent.decision(request)
    const items = unsent.declining(request, decision)
    const pending = request.state.items.filter((item) => item.decision === 'pending').length
    const both = decision.declining.length > 0 && decision.approving.length > 0
    const answer = await this.run('decline', {
      ...words,
      ...(items.length < pending ? { items: items.map(({ id }) => id) } : {}),
    })
    if (!answer) return
    const said = t('done.declined', { number: request.number })
    if (!both) {
      closeDialog()
      this.next(answer, said, items.length < pending)
      return
    }
    const amount = money(decision.amount, request.state.currency)
    const approved = await this.run(
      'approve',
      { ...unsent.approveBody(request, decision), items: decision.approving.map(({ id }) => id) },
      // the case that was declined in part, whatever is on screen by now
      { number: request.number, seq: answer.seq },
    )
    closeDialog()
    if (approved) this.next(approved, t('done.both', { amount, number: request.number }))
    else {
      toast({ tone: 'info', text: said })
      unsent.forgetChoices()
      await followed.load()
    }
  }

  /** `sent` runs once it was, before the page moves on. */
  async say({ command, body }: Spoken, sent: () => void): Promise<void> {
    const { followed } = this.desk
    const answer = command === 'ask' ? await this.run('ask', body) : await this.run(command, body)
    if (!answer || !followed.request) return
    sent()
    if (command === 'ask') this.next(answer, t('done.asked', { number: followed.number }))
    else await followed.load()
  }

  /** Runs a command that leaves one on this page. */
  async act<C extends StaffCommand>(command: C, body: CommandBody<C>, said: string): Promise<void> {
    const answer = await this.run(command, body)
    if (!answer) return
    this.desk.closeDialog()
    toast({ tone: 'positive', text: said })
    await this.desk.followed.load()
  }

  /** One command on what is seen. A second press while it runs is not sent; a repeated one has the same key. */
  private async run<C extends StaffCommand>(
    command: C,
    body: CommandBody<C>,
    seen: { number: string; seq?: number } = {
      number: this.desk.followed.number,
      seq: this.desk.followed.request?.seq,
    },
  ): Promise<CommandAnswer | undefined> {
    if (this.busy || seen.seq === undefined) return undefined
    const { followed } = this.desk
    this.busy = command
    this.forgetProblem()
    try {
      return await commandRequest(seen.number, command, { ...body, expectedSeq: seen.seq } as CommandBody<C>)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const isOvertaken = error.code === 'stale' || error.code === 'conflict'
      this.problem = { command, words: isOvertaken ? t('stale.refused') : this.refusedWords(error) }
      this.host.requestUpdate()
      if (isOvertaken) await followed.catchUp()
      return undefined
    } finally {
      this.busy = undefined
      this.host.requestUpdate()
    }
  }

  private refusedWords(error: ApiError): string {
    const { limit } = error.problem ?? {}
    const shown = limit === undefined ? '' : money(limit, this.desk.followed.request?.state.currency ?? 'EUR')
    return wordsFor('admin', `refusal.${error.code}`, { limit: shown, title: '' }) ?? errorWords(error)
  }

  /** On to the next open case; what was done is said there. */
  private next(answer: CommandAnswer, said: string, stay = false): void {
    const { followed, forget } = this.desk
    const { number, request } = followed
    const to = answer.nextCase ?? neighboursOf(number)?.next ?? request?.nextCase
    toast({ tone: 'positive', text: said, request: number })
    forget()
    if (stay) void followed.load()
    else if (to && to !== number) {
      this.settling.expect()
      navigate(`/requests/${to}`)
    } else navigate(`/${queuePlace()?.search ?? ''}`)
  }
}
