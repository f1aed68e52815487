/** The budgets of the screens, in a real browser on the orders of the bench: loading, filtering, choosing, changing screens. */
import { chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../test/support/browser.ts'
import { rounded } from './measure.ts'

type Note = (row: string, what: string, raw: string, ours: string, ratio: string, goal: string) => void

/** `planned` is a day on which at least two hundred orders are planned. */
export async function screenRows(
  note: Note,
  of: { address: string; cookie: string; label: string; planned: string },
): Promise<void> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const tell = (what: string, took: readonly number[], goal: number, unit = 'ms') =>
    note('i', `${what}, ${of.label}`, '', `${rounded(median(took), 0)} ${unit}`, '', `≤ ${goal} ${unit}`)
  try {
    const open = async (slower = 1) => {
      const page = await newPage(browser, of)
      if (slower > 1)
        await (
          await page.context().newCDPSession(page)
        ).send('Emulation.setCPUThrottlingRate', { rate: slower })
      await page.goto('/orders')
      return { page, took: await page.evaluate<number>('window.firstRows') }
    }
    const cold = [await open(), await open(), await open()]
    tell(
      'first rows after a cold load',
      cold.map(({ took }) => took),
      1000,
    )
    const slow = await open(4)
    tell('first rows after a cold load, processor four times slower', [slow.took], 2500)
    for (const one of [...cold.slice(1), slow]) await one.page.context().close()
    const { page } = cold[0]!
    await page.waitForLoadState('networkidle')
    tell(
      'nodes on a list page',
      [await page.evaluate<number>("document.querySelectorAll('*').length")],
      2000,
      'nodes',
    )

    const tab = (index: number) => `document.querySelectorAll('main nav[aria-label] a')[${index}].click()`
    const shows = (index: number) =>
      `document.querySelectorAll('main nav[aria-label] a')[${index}].getAttribute('aria-current') && !document.querySelector('main [aria-busy=true]') && document.querySelector('tbody tr:not([aria-hidden])')`
    // Views that hold something: an empty one is drawn in no time.
    const filled = await page.evaluate<number[]>(
      "[...document.querySelectorAll('main nav[aria-label] a')].flatMap((a, i) => (/[1-9]/.test(a.querySelector('span')?.textContent ?? '') ? [i] : [])).slice(0, 3)",
    )
    const views = [...filled.slice(1), filled[0] ?? 0]
    const asked: number[] = []
    for (const view of views) asked.push(await painted(page, tab(view), shows(view)))
    tell('another view, with its query', asked, 200)
    const busy = await thread(page)
    const [kept, work]: [number[], number[]] = [[], []]
    for (let i = 0; i < 9; i++) {
      const before = await busy()
      kept.push(await painted(page, tab(views[i % views.length]!), shows(views[i % views.length]!)))
      work.push((await busy()) - before)
    }
    tell('another view, seen before', kept, 100)
    tell('work of the browser for another view', work, 80)

    const box = (index: number) => `document.querySelectorAll('table input[type=checkbox]')[${index}].click()`
    const chosen = (what: string) =>
      `${what}document.querySelectorAll('tbody input[type=checkbox]')[4]?.checked`
    const [all, one]: [number[], number[]] = [[], []]
    for (let i = 0; i < 5; i++) {
      all.push(await painted(page, box(0), chosen('')))
      await painted(page, box(0), chosen('!'))
      one.push(await painted(page, box(5), chosen('')))
      await painted(page, box(5), chosen('!'))
    }
    tell('all fifty rows chosen', all, 50)
    tell('one row chosen', one, 20)

    const toOrder = 'document.querySelector(\'tbody a[href*="/orders/"]\').click()'
    const isOrder =
      "/orders\\/[0-9a-f-]{36}/.test(location.pathname) && document.querySelector('main h1') && !document.querySelector('main table tbody input[type=checkbox]')"
    const isList = "location.pathname === '/orders' && document.querySelector('tbody tr:not([aria-hidden])')"
    const first = await painted(page, toOrder, isOrder)
    const changes = [await painted(page, 'history.back()', isList)]
    for (let i = 0; i < 4; i++)
      changes.push(await painted(page, toOrder, isOrder), await painted(page, 'history.back()', isList))
    tell('the first change of screen', [first], 250)
    tell('a change of screen', changes, 100)

    const key = (name: string, more = '') =>
      `(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: '${name}', code: '${name}', bubbles: true${more} }))`
    const palette: number[] = []
    for (let i = 0; i < 4; i++) {
      palette.push(
        await painted(page, key('k', ', ctrlKey: true'), "document.querySelector('[role=dialog] input')"),
      )
      await painted(page, key('Escape'), "!document.querySelector('[role=dialog] input')")
    }
    tell('the palette opens, after the first time', palette.slice(1), 50)

    const day = await newPage(browser, of)
    await day.goto(`/planning/${of.planned}`)
    await day.waitForSelector('main li', { timeout: 30_000 })
    await day.waitForLoadState('networkidle')
    const cards = await day.evaluate<number>("document.querySelectorAll('main li').length")
    await painted(day, 'document.querySelector(\'nav a[href="/orders"]\').click()', isList)
    const board = await painted(
      day,
      'history.back()',
      `document.querySelectorAll('main li').length >= ${cards}`,
    )
    tell(`a board of ${cards} cards`, [board], 200)
  } finally {
    await browser.close()
  }
}

type Browser = Awaited<ReturnType<typeof chromium.launch>>

async function newPage(
  browser: Browser,
  { address, cookie }: { address: string; cookie: string },
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: 1366, height: 860 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: address }])
  const page = await context.newPage()
  await page.addInitScript(`
    window.firstRows = new Promise((done) => {
      const look = () => (document.querySelector('tbody tr:not([aria-hidden]) a') ? done(performance.now()) : requestAnimationFrame(look))
      requestAnimationFrame(look)
    })`)
  return page
}

/** Milliseconds from the act until what it asks for is painted. */
const painted = (page: Page, act: string, until: string): Promise<number> =>
  page.evaluate<number>(`new Promise((done, fail) => {
    const from = performance.now();
    ${act};
    const look = () => {
      if (${until}) {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now() - from)
        port2.postMessage(0)
      } else if (performance.now() - from > 20000) fail(new Error(${JSON.stringify(`never seen: ${until}`)}))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)

/** Tells how many milliseconds the page has kept its own thread busy since the asking began. */
async function thread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
