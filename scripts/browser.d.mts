export interface FoundBrowser {
  executablePath: string
  /** Variables the browser's process needs beside the inherited ones. */
  env: Record<string, string>
  args: string[]
  source: 'CHROME_PATH' | 'system' | '@sparticuz/chromium' | 'apt'
}

/** @throws Error when no browser is found and none can be brought. */
export function findBrowser(options?: { log?: (line: string) => void }): Promise<FoundBrowser>
