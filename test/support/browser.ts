/** A real browser to test in: an installed Chromium, found or put there, driven by role and label, judged by axe. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { after } from 'node:test'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

const knownPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const missing = `No Chromium was found. Set CHROME_PATH to an installed Chrome or Chromium, or install one:
  Debian, Ubuntu: apt-get install chromium    Fedora: dnf install chromium    macOS: brew install --cask chromium`

/** Where the browser is: CHROME_PATH, a known place, or, when we may install, the distribution's own package. */
export function chromiumPath(): string {
  const named = process.env['CHROME_PATH']
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROME_PATH points at ${named}, which is not there.\n${missing}`)
  }
  const known = knownPlaces.find((place) => existsSync(place))
  if (known) return known
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
    try {
      execFileSync('apt-get', ['update', '-qq'], quiet)
      execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], quiet)
    } catch (cause) {
      throw new Error(missing, { cause })
    }
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  }
  throw new Error(missing)
}

let running: Promise<Browser> | undefined

/** One browser per test file, closed when the file is done. */
function browser(): Promise<Browser> {
  if (running) return running
  // Chromium refuses its sandbox to root, which is who runs in most build containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  running = chromium.launch({ executablePath: chromiumPath(), args })
  after(async () => (await running)?.close())
  return running
}

export type Seat = {
  readonly page: Page
  /** Faults of the page itself: thrown errors, and what the content security policy stopped. */
  readonly faults: readonly string[]
}

/** Someone at a screen of their own: no cookies, no memory of others. */
export async function openSeat(base: string, options: BrowserContextOptions = {}): Promise<Seat> {
  const context = await (
    await browser()
  ).newContext({
    baseURL: base,
    viewport: { width: 1366, height: 860 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    ...options,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    const text = message.text()
    // A refusal is an answer, not a fault; the browser logs every status above 399.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) faults.push(text)
  })
  return { page, faults }
}

let axeSource: string | undefined

/** What axe finds against WCAG 2.2 A and AA and its own best practices, one line each; an empty list is what we want. */
export async function axeFaults(page: Page): Promise<string[]> {
  axeSource ??= readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
  await page.evaluate(axeSource)
  // A message that goes by itself lies over what is below it for some seconds.
  await page
    .waitForFunction(() => !document.querySelector('[class*="toasts"] [role="status"] > *'), undefined, {
      timeout: 8000,
    })
    .catch(() => undefined)
  // What is still opening has not its size yet; what turns for ever, such as a sign of waiting, is not waited for.
  await page
    .waitForFunction(
      () =>
        document
          .getAnimations()
          .every(
            (one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity,
          ),
      undefined,
      { timeout: 5000 },
    )
    .catch(() => undefined)
  return page.evaluate(async () => {
    type Node_ = { html: string; failureSummary?: string; element: Element }
    type Found = { violations: { id: string; nodes: Node_[] }[] }
    const { axe } = globalThis as unknown as { axe: { run(root: Document, options: object): Promise<Found> } }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run(document, { runOnly: tags, elementRef: true })
    // Nobody can press what lies behind a dialog; whether one of its buttons half covers it is chance.
    const dialog = [...document.querySelectorAll('[aria-modal="true"]')].at(-1)
    return violations.flatMap(({ id, nodes }) => {
      const found = nodes.filter(({ element }) => id !== 'target-size' || !dialog || dialog.contains(element))
      if (found.length === 0) return []
      return `${id} (${found.length}×): ${found[0]!.html.slice(0, 160)} ${found[0]!.failureSummary ?? ''}`
    })
  })
}
