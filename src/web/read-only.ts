/** Whether the server takes nothing new for now: each of its answers says so while its disk is full. */

let isReadOnly = false
const watchers = new Set<() => void>()

/** Every answer is shown to this first. */
export function noteReadOnly(response: Response): void {
  const isNow = response.headers.get('pakhuis-read-only') === 'disk'
  if (isNow === isReadOnly) return
  isReadOnly = isNow
  for (const watcher of watchers) watcher()
}

export const readOnlyNow = (): boolean => isReadOnly

export function watchReadOnly(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}
