/** The day's papers read back: everything planned stands on them, in its group, once. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readPdf } from '../../../../test/support/read-pdf.ts'
import { stopPdf } from '../../../platform/pdf/render.ts'
import { printDayPlan, type DayPlanDocument } from './day-plan-document.ts'
import { printPackingList } from './packing-list-document.ts'
import type { PlannedOrder } from './planned-order.ts'
import { printWorkshopOrders, type WorkshopOrder } from './workshop-order-document.ts'

after(stopPdf)
const options = { at: new Date('2026-11-21T10:00:00Z') }
const head = { lang: 'nl', day: '2026-11-23', business: 'Rijwielhuis' } as const

const order: PlannedOrder = {
  orderNumber: 'W-1',
  customer: 'De klant',
  place: '9876 ZY Ons Dorp',
  phone: '010 000 00 00',
  carrier: 'Eigen bezorging',
  time: '10:00',
  due: 2500,
  currency: 'EUR',
  note: 'Bel eerst aan',
  products: [
    { quantity: 1000, code: 'FIETS-1', text: 'Stadsfiets', location: 'A-03-2', note: 'Frame 12', missing: 0 },
    { quantity: 3000, code: 'TAS-1', text: 'Fietstas', location: null, note: null, missing: 2000 },
  ],
}
const pickup: PlannedOrder = {
  ...order,
  orderNumber: 'W-2',
  place: null,
  carrier: null,
  due: 0,
  note: null,
}

const job: WorkshopOrder = {
  orderNumber: 'W-1',
  customer: 'De klant',
  phone: null,
  leaves: 'Afhalen om 10:00',
  note: 'Inruil komt mee',
  lines: [
    {
      quantity: 1000,
      code: 'FIETS-1',
      text: 'Stadsfiets',
      serialNumber: 'WTU123',
      keyNumber: null,
      instructions: 'Rijklaar maken\nSlot monteren\n',
    },
  ],
}

async function pagesOf(pdf: Promise<Uint8Array>): Promise<string[]> {
  const { pages } = await readPdf(await pdf)
  return pages.map(({ text }) => text.replaceAll(/[\n\u00a0\u200b ]+/g, ' '))
}

const stands = (text: string, ...parts: string[]) => {
  for (const part of parts) assert.ok(text.includes(part), `«${part}» in «${text}»`)
}

test('the day plan shows each group with its customers, their products and what to mind', async () => {
  const groups: DayPlanDocument['groups'] = [
    { kind: 'deliver', orders: [order] },
    { kind: 'pickup', orders: [pickup, pickup] },
    { kind: 'workshop', orders: [] },
  ]
  const [page] = await pagesOf(printDayPlan({ ...head, groups }, options))
  stands(page!, 'Dagplanning maandag 23 november 2026', 'Rijwielhuis', 'Bezorgen 1', 'Afhalen 2')
  stands(page!, 'W-1 10:00 De klant 9876 ZY Ons Dorp', 'Nog te betalen: € 25,00', 'Bel eerst aan')
  stands(page!, '1 Stadsfiets Frame 12 A-03-2', '3 Fietstas nog niet binnen: 2')
  assert.doesNotMatch(page!, /Werkplaats/)
  assert.equal(page!.match(/Nog te betalen/g)!.length, 1)
})

test('a long number of a webshop breaks in its column instead of running into the customer', async () => {
  const long = { ...order, orderNumber: 'D942ZANAQ236ZA25' }
  const [plan] = await pagesOf(
    printDayPlan({ ...head, groups: [{ kind: 'deliver', orders: [long] }] }, options),
  )
  stands(plan!, 'D942ZANAQ2 36ZA25')
  const [list] = await pagesOf(printPackingList({ ...head, kind: 'deliver', orders: [long] }, options))
  stands(list!, 'D942ZANAQ2 36ZA25')
})

test('a day without work says so', async () => {
  stands(
    (await pagesOf(printDayPlan({ ...head, groups: [] }, options)))[0]!,
    'Voor deze dag is niets gepland.',
  )
  stands(
    (await pagesOf(printWorkshopOrders({ ...head, orders: [] }, options)))[0]!,
    'Voor de werkplaats is niets',
  )
  stands(
    (await pagesOf(printPackingList({ ...head, kind: 'pickup', orders: [] }, options)))[0]!,
    'staat niets',
  )
})

test('five hundred planned orders each stand on the plan once, under a head on every page', async () => {
  const orders = Array.from({ length: 500 }, (_, i) => ({ ...order, orderNumber: `W-${1000 + i}` }))
  const pages = await pagesOf(printDayPlan({ ...head, groups: [{ kind: 'deliver', orders }] }, options))
  const numbers = pages.join(' ').match(/W-\d{4}/g)!
  assert.deepEqual(
    numbers,
    orders.map(({ orderNumber }) => orderNumber),
  )
  for (const [i, page] of pages.entries()) stands(page, 'Dagplanning', `Pagina ${i + 1} van ${pages.length}`)
})

test('the packing lists tell delivering and collecting apart', async () => {
  const deliver = (
    await pagesOf(printPackingList({ ...head, kind: 'deliver', orders: [order] }, options))
  )[0]!
  stands(deliver, 'Paklijst bezorgen', 'W-1', 'Ingepakt door', 'A-03-2 1 FIETS-1 Stadsfiets')
  const collect = (
    await pagesOf(printPackingList({ ...head, kind: 'pickup', orders: [pickup] }, options))
  )[0]!
  stands(collect, 'Paklijst afhalen', 'W-2', 'Meegegeven aan')
  assert.doesNotMatch(collect, /W-1|Ingepakt/)
})

test('each workshop order has its own page with its steps and room for what was done', async () => {
  const other = {
    ...job,
    orderNumber: 'Zoë-2',
    note: null,
    lines: [{ ...job.lines[0]!, instructions: null }],
  }
  const pages = await pagesOf(printWorkshopOrders({ ...head, orders: [job, other] }, options))
  assert.equal(pages.length, 2)
  stands(
    pages[0]!,
    'Werkplaatsorder',
    'W-1',
    'De klant',
    'Afhalen om 10:00',
    'Inruil komt mee',
    'Framenummer WTU123',
  )
  stands(pages[0]!, 'Sleutelnummer', 'Rijklaar maken Slot monteren', 'Monteur', 'Minuten', 'Nagekeken door')
  stands(pages[1]!, 'Zoë-2', 'Pagina 2 van 2')
})
