/** Hands a file to the person at the screen. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  // The download has begun by then, in every browser.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
