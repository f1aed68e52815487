/** A part of the program that is fetched when it is needed, also on a bad line and after a new version was put down. */
const reloadedKey = 'pakhuis.reloaded'
const restMs = 2000
const leastMsBetweenReloads = 60_000

/**
 * Without a connection it waits for one: a reload would leave the browser's own page and nothing of what was typed. When
 * the server answers but the part is gone, an old tab asks for what a new version replaced: the page loads anew, but not
 * over and over where something else is wrong.
 */
export async function fetched<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch (error) {
      if (await isReachable()) {
        if (!mayReload()) throw error
        location.reload()
        return new Promise(() => undefined)
      }
    }
    await new Promise((resolve) => setTimeout(resolve, restMs))
  }
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

function mayReload(): boolean {
  const last = Number(sessionStorage.getItem(reloadedKey))
  if (Date.now() - last < leastMsBetweenReloads) return false
  sessionStorage.setItem(reloadedKey, String(Date.now()))
  return true
}
