import type { ReactiveControllerHost } from 'lit'
import { ApiError } from '../data/http.ts'
import { errorWords } from './states-of-a-page.ts'

/** One call at a time for an element, and in words what refused it; anything but a refusal is thrown. */
export class Attempt {
  isBusy = false
  problem = ''
  private readonly host: ReactiveControllerHost

  constructor(host: ReactiveControllerHost) {
    this.host = host
  }

  /** Does nothing while one is under way. `wordsOf`: what is said, and perhaps done, instead of the refusal's own words. */
  async run(
    work: () => Promise<unknown>,
    wordsOf: (error: ApiError) => string | Promise<string> = errorWords,
  ): Promise<void> {
    if (this.isBusy) return
    this.show(true, '')
    let problem = ''
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      problem = await wordsOf(error)
    } finally {
      this.show(false, problem)
    }
  }

  private show(isBusy: boolean, problem: string): void {
    this.isBusy = isBusy
    this.problem = problem
    this.host.requestUpdate()
  }
}
