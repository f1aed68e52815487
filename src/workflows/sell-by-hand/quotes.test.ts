/** Quotes: versions that stay as they were sent, answers by link, one order however often it is said yes to, and the clock. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Refusal } from '../../base/refusal.ts'
import { changeProduct } from '../../modules/catalog/actions.ts'
import { getOrder } from '../../modules/orders/actions.ts'
import { invoicesOfOrder } from '../../modules/invoicing/reads.ts'
import { lockOrder } from '../../modules/orders/reads.ts'
import { changeBusiness } from '../../modules/organisations/actions.ts'
import { addAddress } from '../../modules/organisations/actions/addresses.ts'
import { createCustomer } from '../../modules/organisations/actions/customers.ts'
import { createOrganisation } from '../../modules/organisations/actions/organisations.ts'
import { cancelQuote, getQuote, list, newLink, views } from '../../modules/quotes/actions.ts'
import { findQuote } from '../../modules/quotes/reads.ts'
import { setPublicUrl } from '../../modules/users/actions/first-run.ts'
import { nobodys } from '../../platform/database.ts'
import { diskFiles, useFiles } from '../../platform/files.ts'
import { stopPdf } from '../../platform/pdf/render.ts'
import type { Tools } from '../../platform/workflow.ts'
import { anAddress, newWorld } from '../../../test/support/world.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { acceptQuote, declineQuote, lookAtQuote, printedQuote } from './answer-quotes.ts'
import { printQuotes } from './print-quotes.ts'
import { watchQuotes } from './watch-quotes.ts'
import { convertQuote, linkToQuote, makeQuote, sendQuote, writeQuote } from './write-quotes.ts'

const folder = await mkdtemp(join(tmpdir(), 'pakhuis-files-'))
useFiles(diskFiles(folder))
after(async () => {
  await stopPdf()
  await rm(folder, { recursive: true, force: true })
})
let now = new Date('2026-11-22T10:00:00Z')
const world = await newWorld({ now: () => now })
const { act, channel, business, products, machine, tenant } = world
await act((ctx) =>
  changeBusiness(ctx, { id: business, quoteNote: 'Levering in overleg.', quoteValidDays: 14 }),
)
const bell = products.get('BEL-1')!

const asked = (bend: object = {}) =>
  makeQuote.input.parse({
    channel: channel.id,
    customer: { name: 'Sanne Jansen', email: 'sanne@example.nl' },
    billing: anAddress,
    lines: [{ product: bell, quantity: 2000 }],
    ...bend,
  })
const make = (bend: object = {}) => act((ctx) => makeQuote(ctx, asked(bend)))
const write = (id: string, bend: object = {}) =>
  act((ctx) => writeQuote(ctx, writeQuote.input.parse({ quote: id, ...asked(bend) })))
const send = (id: string, how: 'mail' | 'hand' = 'mail') => act((ctx) => sendQuote(ctx, { quote: id, how }))
const whole = (id: string) => act((ctx) => getQuote(ctx, { quote: id }))
const linkTo = (id: string) => act(async (ctx) => newLink(ctx, (await findQuote(ctx, id))!))
const stranger = {
  kind: 'nobody',
  id: null,
  name: '',
  rights: new Set<string>(),
  address: '203.0.113.7',
} as const
/** As the public page asks: nobody, from somewhere. */
const outside = <I, O>(run: (ctx: never, input: I) => Promise<O>, input: I): Promise<O> =>
  machine.act({ tenant: nobodys, actor: stranger }, (ctx) => run(ctx as never, input))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )
const tools: Tools = {
  tenant,
  act,
  open: () => Promise.reject(new Error('nothing is opened here')),
  isStopping: () => false,
}
const ordersOf = (quote: string) =>
  act((ctx) =>
    ctx.db.rows<{ id: string }>('select id from orders where tenant_id = $1 and quote = $2', [quote]),
  )
const reserved = async () =>
  (await act((ctx) =>
    ctx.db.one<{ reserved: number }>(
      'select coalesce(sum(quantity), 0)::bigint as reserved from reservations where tenant_id = $1',
    ),
  ))!.reserved

test('a new quote has its number, the text and the validity of the business, and reserves nothing', async () => {
  const quote = await make()
  assert.deepEqual(
    [quote.number, quote.state, quote.validUntil, quote.note, quote.total, quote.revision],
    ['O2026-00001', 'concept', '2026-12-06', 'Levering in overleg.', 2000, 0],
  )
  assert.equal(await reserved(), 0)
  const own = await make({ validUntil: '2026-11-30', quoteNote: null })
  assert.deepEqual([own.validUntil, own.note], ['2026-11-30', null])
})

test('what was sent is never changed: a new version replaces it, and the older one stays readable', async () => {
  const { id } = await make()
  await send(id)
  const link = await linkTo(id)
  await write(id, { lines: [{ product: bell, quantity: 3000 }] })
  // The customer still reads what was sent.
  const first = await outside(lookAtQuote, { token: link })
  assert.deepEqual([first.revision, first.totals.gross, first.problem], [1, 2000, null])
  await send(id)
  const second = await outside(lookAtQuote, { token: link })
  assert.deepEqual([second.revision, second.totals.gross], [2, 3000])
  assert.equal(
    await codeOf(outside(acceptQuote, { token: link, revision: 1, name: 'Sanne Jansen' })),
    'quote.newer-version',
  )
  const quote = await whole(id)
  assert.deepEqual(
    quote.versions.map(({ revision, total }) => [revision, total]),
    [
      [1, 2000],
      [2, 3000],
    ],
  )
  await assert.rejects(
    act((ctx) => ctx.db.run('update quote_versions set total = 1 where tenant_id = $1')),
    /permission denied/,
  )
})

test('what is written but not sent moves no last day: the customer answers until the day that was sent', async () => {
  const { id } = await make({ validUntil: '2026-11-30' })
  await send(id)
  const token = await linkTo(id)
  await write(id, { validUntil: '2026-11-24' })
  now = new Date('2026-11-28T10:00:00Z')
  await watchQuotes.run(tools, {})
  const seen = await outside(lookAtQuote, { token })
  assert.deepEqual([seen.validUntil, seen.problem], ['2026-11-30', null])
  await write(id, { validUntil: '2026-12-24' })
  now = new Date('2026-12-01T10:00:00Z')
  assert.equal(await codeOf(outside(acceptQuote, { token, revision: 1, name: 'Sanne Jansen' })), 'quote.over')
  await watchQuotes.run(tools, {})
  assert.equal((await whole(id)).state, 'expired')
  now = new Date('2026-11-22T10:00:00Z')
})

test('a colleague where the day began earlier converts a quote whose last day is over', async () => {
  const { id } = await make({ validUntil: '2026-11-22' })
  await act((ctx) => changeBusiness(ctx, { id: business, timeZone: 'Europe/Athens' }))
  now = new Date('2026-11-23T22:30:00Z')
  assert.ok((await act((ctx) => convertQuote(ctx, { quote: id }))).number)
  await act((ctx) => changeBusiness(ctx, { id: business, timeZone: 'Europe/Amsterdam' }))
  now = new Date('2026-11-22T10:00:00Z')
})

test('sending again without a change is the same version', async () => {
  const { id } = await make()
  await send(id)
  assert.equal((await send(id)).revision, 1)
  assert.equal((await whole(id)).versions.length, 1)
})

test('fifty people say yes at once and there is one order, with its goods reserved', async () => {
  const before = await reserved()
  const { id } = await make()
  await send(id)
  const link = await linkTo(id)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      outside(acceptQuote, { token: link, revision: 1, name: `Ondertekenaar ${i}` }),
    ),
  )
  assert.equal(new Set(answers.map(({ orderNumber }) => orderNumber)).size, 1)
  const orders = await ordersOf(id)
  assert.equal(orders.length, 1)
  assert.equal((await reserved()) - before, 2000)
  const order = await act((ctx) => getOrder(ctx, { order: orders[0]!.id }))
  assert.deepEqual([order.total, order.quote, order.phase, order.supply], [2000, id, 'open', 'available'])
  const quote = await whole(id)
  assert.deepEqual(
    [quote.state, quote.decidedHow, quote.decidedFrom, quote.decidedRevision, quote.order?.id],
    ['accepted', 'customer', '203.0.113.7', 1, order.id],
  )
  assert.match(quote.decidedBy!, /^Ondertekenaar \d+$/)
  assert.equal(quote.events.filter(({ kind }) => kind === 'quote.accepted').length, 1)
})

test('a colleague and the customer at the same moment make one order too', async () => {
  const { id } = await make()
  await send(id)
  const link = await linkTo(id)
  await Promise.all([
    act((ctx) => convertQuote(ctx, { quote: id })),
    outside(acceptQuote, { token: link, revision: 1, name: 'Sanne Jansen' }),
    act((ctx) => convertQuote(ctx, { quote: id })),
  ])
  assert.equal((await ordersOf(id)).length, 1)
})

test('the database itself keeps a second order of one quote out', async () => {
  const [first, second] = [await make(), await make()]
  const [one, two] = await Promise.all(
    [first, second].map(({ id }) => act((ctx) => convertQuote(ctx, { quote: id }))),
  )
  await assert.rejects(
    world.database.owner.query('update orders set quote = $1 where id = $2', [first.id, two!.id]),
    /orders_quote/,
  )
  assert.notEqual(one!.number, two!.number)
})

test('what is converted by hand is what stands in the editor, with the person who did it', async () => {
  const { id } = await make()
  await send(id)
  await write(id, { lines: [{ product: bell, quantity: 1000, discount: 1000 }] })
  await act((ctx) => convertQuote(ctx, { quote: id }))
  const quote = await whole(id)
  assert.deepEqual([quote.decidedHow, quote.decidedRevision, quote.versions.length], ['hand', 2, 2])
  assert.equal((await act((ctx) => getOrder(ctx, { order: quote.order!.id }))).total, 900)
})

test('a quote is declined with a reason, and can be offered anew', async () => {
  const { id } = await make()
  await send(id)
  const link = await linkTo(id)
  await outside(declineQuote, { token: link, revision: 1, reason: 'Te duur' })
  const declined = await whole(id)
  assert.deepEqual(
    [declined.state, declined.reason, declined.decidedBy],
    ['declined', 'Te duur', 'Sanne Jansen'],
  )
  assert.equal(
    await codeOf(outside(acceptQuote, { token: link, revision: 1, name: 'Sanne' })),
    'quote.not-running',
  )
  await write(id, { lines: [{ product: bell, quantity: 2000, discount: 500 }] })
  await send(id)
  const again = await outside(lookAtQuote, { token: link })
  assert.deepEqual([again.state, again.revision, again.totals.gross], ['viewed', 2, 1900])
})

test('a withdrawn quote cannot be answered, changed or converted', async () => {
  const { id } = await make()
  await send(id)
  const link = await linkTo(id)
  await act((ctx) => cancelQuote(ctx, { quote: id, reason: 'Uitverkocht' }))
  assert.equal((await outside(lookAtQuote, { token: link })).problem, 'quote.not-running')
  const tries = [
    outside(acceptQuote, { token: link, revision: 1, name: 'Sanne' }),
    write(id),
    send(id),
    act((ctx) => convertQuote(ctx, { quote: id })),
  ]
  const codes = await Promise.all(tries.map(codeOf))
  assert.deepEqual(codes, [
    'quote.not-running',
    'quote.not-to-change',
    'quote.not-to-change',
    'quote.not-running',
  ])
})

test('who guesses at links is told nothing, and soon to wait', async () => {
  const guess = (i: number) => codeOf(outside(lookAtQuote, { token: `guess-${'x'.repeat(30)}${i}` }))
  const codes: string[] = []
  for (let i = 0; i < 25; i++) codes.push(await guess(i))
  assert.equal(codes[0], 'quote-link.not-found')
  assert.equal(codes.at(-1), 'quote.too-many')
})

test('a limit does not turn an accepting customer away: the order waits for a person', async () => {
  const made = await act((ctx) =>
    createOrganisation(ctx, {
      name: 'Fietsverhuur',
      country: 'NL',
      creditLimit: 100,
      creditPolicy: 'block',
    } as never),
  )
  await act((ctx) =>
    addAddress(ctx, {
      organisation: made.id,
      kind: 'invoice',
      street: 'Dorp',
      city: 'Hoorn',
      country: 'NL',
    } as never),
  )
  const contact = await act((ctx) =>
    createCustomer(ctx, { name: 'An', email: 'an@example.nl', organisation: made.id }),
  )
  const bend = { organisation: made.id, contact: contact.id, customer: null, billing: null }
  const { id } = await make(bend)
  await send(id)
  assert.equal(await codeOf(act((ctx) => convertQuote(ctx, { quote: id }))), 'organisation.over-limit')
  await outside(acceptQuote, { token: await linkTo(id), revision: 1, name: 'An' })
  const [order] = await ordersOf(id)
  assert.deepEqual((await act((ctx) => getOrder(ctx, { order: order!.id }))).holds, ['credit'])
})

test('the PDF is in the language of the customer, and the link gives it', async () => {
  for (const [language, title] of [
    ['nl', 'Offerte O2026-'],
    ['en', 'Quote O2026-'],
    ['de', 'Angebot O2026-'],
  ] as const) {
    const { id, number } = await make({
      customer: { name: 'Sanne Jansen', email: 'sanne@example.nl', language },
      shippingCosts: 595,
    })
    await send(id, 'hand')
    assert.equal(await codeOf(outside(printedQuote, { token: await linkTo(id) })), 'quote.pdf-not-ready')
    await printQuotes.run(tools, { about: id, revision: 1, how: 'hand' })
    await printQuotes.run(tools, { about: id, revision: 1, how: 'hand' })
    const { versions } = await whole(id)
    assert.ok(versions[0]!.file)
    const answer = await outside(printedQuote, { token: await linkTo(id) })
    const parts: Uint8Array[] = []
    for await (const part of answer.bytes as AsyncIterable<Uint8Array>) parts.push(part)
    const text = JSON.stringify(await readPdf(Buffer.concat(parts)))
    assert.ok(text.includes(title) && text.includes(number), text.slice(0, 800))
  }
})

test('before its last day the customer is reminded once, and after it the quote is over', async () => {
  const { id } = await make({ validUntil: '2026-11-28' })
  await send(id)
  const stateOf = async () => {
    const { state, remindedAt, events } = await whole(id)
    return [state, remindedAt !== null, events.filter(({ kind }) => kind === 'quote.reminded').length]
  }
  await watchQuotes.run(tools, {})
  assert.deepEqual(await stateOf(), ['sent', false, 0])
  now = new Date('2026-11-25T10:00:00Z')
  await watchQuotes.run(tools, {})
  await watchQuotes.run(tools, {})
  assert.deepEqual(await stateOf(), ['sent', true, 1])
  // Still the last day in Amsterdam.
  now = new Date('2026-11-28T22:30:00Z')
  await watchQuotes.run(tools, {})
  assert.deepEqual((await stateOf())[0], 'sent')
  now = new Date('2026-11-28T23:30:00Z')
  const link = await linkTo(id)
  assert.equal(await codeOf(outside(acceptQuote, { token: link, revision: 1, name: 'Sanne' })), 'quote.over')
  await watchQuotes.run(tools, {})
  assert.deepEqual((await stateOf())[0], 'expired')
  assert.equal(await codeOf(write(id)), 'quote.valid-in-the-past')
  await write(id, { validUntil: '2026-12-24' })
  assert.equal((await send(id)).state, 'sent')
})

test('a quote with a deposit gives its invoice when it is accepted, once, and none of the whole beside it', async () => {
  await act((ctx) =>
    changeBusiness(ctx, { id: business, quoteDepositPercent: 30, invoiceWithOrder: 'final' }),
  )
  const { id, total } = await make()
  await send(id)
  // What the customer was promised holds, whatever the business asks of others by then.
  await act((ctx) => changeBusiness(ctx, { id: business, quoteDepositPercent: 0, invoiceWithOrder: 'none' }))
  const token = await linkTo(id)
  const seen = await outside(lookAtQuote, { token })
  assert.equal(seen.depositPercent, 30)
  await Promise.all([1, 2, 3].map(() => outside(acceptQuote, { token, revision: 1, name: 'S. Jansen' })))
  const { order } = await whole(id)
  const invoices = await act((ctx) => invoicesOfOrder(ctx, order!.id))
  assert.deepEqual(
    invoices.map((one) => [one.isDeposit, one.state, one.total]),
    [[true, 'final', Math.round(total * 0.3)]],
  )
})

test('the list has its views and finds by number, name and reference', async () => {
  const { number } = await make({ reference: 'Clubkleding 2027' })
  const found = async (search: string) =>
    (await act((ctx) => list(ctx, { view: 'all', search, limit: 50 }))).rows.map((row) => row.number)
  assert.deepEqual(await found('clubkleding'), [number])
  assert.deepEqual(await found(number.toLowerCase()), [number])
  assert.deepEqual(await found('100%'), [])
  const { counts } = await act((ctx) => views(ctx, {}))
  const accepted = await act((ctx) => list(ctx, { view: 'accepted', limit: 50 }))
  assert.equal(counts.accepted, accepted.rows.length)
  assert.ok(accepted.rows.every(({ orderNumber }) => orderNumber))
})

test('a link is handed over only of what was sent, and opens the same quote', async () => {
  const { id, number } = await make()
  const link = () => act((ctx) => linkToQuote(ctx, { quote: id }))
  assert.equal(await codeOf(link()), 'quote.not-sent-yet')
  await send(id, 'hand')
  assert.equal(await codeOf(link()), 'quote.no-web-address')
  await act((ctx) => setPublicUrl(ctx, 'https://kantoor.example'))
  const { url } = await link()
  const [, token] = /^https:\/\/kantoor\.example\/quote#([\w-]{43})$/.exec(url)!
  assert.equal((await outside(lookAtQuote, { token: token! })).number, number)
})

test('a quote cannot be mailed to nobody, nor be valid until yesterday', async () => {
  const { id } = await make({ delivery: 'pickup', customer: { name: 'Kees' }, billing: null })
  assert.equal(await codeOf(send(id)), 'quote.no-address')
  assert.equal((await send(id, 'hand')).state, 'sent')
  assert.equal(await codeOf(make({ validUntil: '2026-11-20' })), 'quote.valid-in-the-past')
})

test('what a second-hand piece cost goes from the quote into its order, and nowhere a customer or a visitor looks', async () => {
  const saddle = products.get('ZADEL-L')!
  await act((ctx) => changeProduct(ctx, { id: saddle, isMargin: true, costPrice: 500_000 }))
  const { id } = await make({
    lines: [{ product: saddle, quantity: 1000, unitPrice: 900_000, costPrice: 400_000 }],
  })
  await send(id, 'hand')
  assert.equal((await whole(id)).content.lines[0]!.costPrice, 400_000)
  const asVisitor = await act((ctx) =>
    getQuote({ ...ctx, actor: { ...ctx.actor, rights: new Set(['quotes.see']) } }, { quote: id }),
  )
  const inSight = [asVisitor.content, ...asVisitor.versions.map(({ content }) => content)]
  assert.deepEqual(
    inSight.map(({ lines }) => lines[0]!.costPrice),
    [null, null],
  )
  const page = await outside(lookAtQuote, { token: await linkTo(id) })
  assert.ok(!('costPrice' in page.lines[0]!))
  assert.equal(page.totals.vat, 0)
  const order = await act((ctx) => convertQuote(ctx, { quote: id }))
  assert.equal((await act((ctx) => lockOrder(ctx, order.id))).lines[0]!.costPrice, 400_000)
})
