/** Saves a file that came through the typed client, so that a refusal is told instead of saved. */

export function saveFile(answer: unknown, name: string): void {
  const url = URL.createObjectURL(answer as Blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
