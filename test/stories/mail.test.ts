/** S4-6, S4-27, S0-7b, C-15, C-16, S21: customers get one mail per change, and none that was not meant, whatever the mail server does. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { addDays, dayOf } from '../../src/base/day.ts'
import { Refusal } from '../../src/base/refusal.ts'
import type { ShopOrder } from '../../src/contracts/shop.ts'
import { workflows } from '../../src/entry/register.ts'
import { handOver, markReady } from '../../src/modules/fulfilment/actions/leaving.ts'
import { makeShipment } from '../../src/modules/fulfilment/actions/shipments.ts'
import { draft, finalise, keepPrinted } from '../../src/modules/invoicing/actions.ts'
import {
  cancelMessage,
  createSender,
  list,
  sendMessage as sendNow,
  setPolicy,
  testMail,
} from '../../src/modules/messages/actions.ts'
import { Message } from '../../src/modules/messages/schema.ts'
import { createOrganisation, setLogo } from '../../src/modules/organisations/actions/organisations.ts'
import { lockOrder } from '../../src/modules/orders/reads.ts'
import { planMany, planOrder, unplanOrder } from '../../src/modules/planning/actions.ts'
import { system } from '../../src/platform/context.ts'
import { diskFiles, keepFile, storeBytes, useFiles } from '../../src/platform/files.ts'
import { openLog } from '../../src/platform/log.ts'
import { noMailServer, openSmtp } from '../../src/platform/mail/smtp.ts'
import type { Subscriber } from '../../src/platform/machine.ts'
import { Role, User } from '../../src/modules/users/schema.ts'
import { find, insert } from '../../src/platform/rows.ts'
import { retryTask } from '../../src/platform/tasks.ts'
import { startWorker } from '../../src/platform/worker.ts'
import type { Workflow } from '../../src/platform/workflow.ts'
import { listMailsOfOrder, previewMail, sendOrderMail } from '../../src/workflows/mail-customers/asking.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { startMailServer } from '../support/mail-server.ts'
import { until } from '../support/running.ts'
import { newWorld, shopOrder } from '../support/world.ts'

const mine = workflows.filter(({ name }) => /mail|message|plan-many/.test(name))
const subscribers = mine.filter((one): one is Workflow & Subscriber => 'on' in one)
const stops: (() => Promise<unknown>)[] = []
// Before the world's own: its database cannot close while the worker listens to it.
after(async () => {
  for (const stop of stops) await stop()
})
const world = await newWorld({ stock: { 'BEL-1': 2000 }, subscribers })
const { act } = world
const server = await startMailServer()
const smtp = openSmtp(server.url, 'winkel@dewit.example')
let port = smtp
const folder = await mkdtemp(join(tmpdir(), 'pakhuis-mail-'))
useFiles(diskFiles(folder))
const worker = await startWorker(
  world.machine,
  mine,
  async () => port,
  openLog(() => undefined),
  { pollMilliseconds: 100 },
)
stops.push(
  worker.stop,
  async () => smtp.close(),
  () => rm(folder, { recursive: true, force: true }),
)

const query = async <T extends object>(sql: string, values: unknown[] = []) =>
  (await world.database.owner.query<T>(sql, values)).rows
const day = addDays(dayOf(world.machine.now()), 8)
const sender = await act((ctx) => createSender(ctx, { name: 'Fietsen De Wit', undoSeconds: 0 }))
const think = (seconds: number) =>
  query('update mail_senders set undo_seconds = $2 where id = $1', [sender.id, seconds])

let customers = 0
async function placed(
  bend: Partial<ShopOrder> = {},
  customer: Partial<ShopOrder['customer']> = {},
  lines?: Parameters<typeof shopOrder>[0],
) {
  const email = `klant-${++customers}@example.nl`
  const order = shopOrder(lines, bend)
  const [taken] = await act((ctx) =>
    takeInOrders(ctx, world.channel, [{ ...order, customer: { ...order.customer, email, ...customer } }]),
  )
  return { id: taken!.order!, email, number: order.number }
}
const plan = (order: string, more: object = {}) =>
  act((ctx) => planOrder(ctx, { order, day, despite: [], ...more }))
const made = (about: string) => act((ctx) => list(ctx, { about, limit: 50 })).then(({ rows }) => rows)
const delivered = (email: string) => server.mails.filter(({ to }) => to.includes(email))
const inState = (about: string, state: string) =>
  until(
    () => made(about),
    (rows) => rows[0]?.state === state,
    40,
  )
/** Every job of ours has been done: what was not made by now is not made. */
const quiet = () =>
  until(
    () =>
      query<{ n: number }>(
        'select count(*)::int as n from graphile_worker.jobs where run_at <= now() and attempts < max_attempts',
      ),
    ([row]) => row!.n === 0,
    60,
  )
const tasksOf = (about: string) =>
  query<{ id: string; kind: string; state: string; detail: { to: string; error: string } }>(
    'select id, kind, state, detail from tasks where about = $1',
    [about],
  )
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('an order that is planned gives its customer one mail, with the day and the address in it', async () => {
  const { id, email, number } = await placed()
  await plan(id)
  const [row] = await inState(id, 'sent')
  assert.equal(row!.attempts, 1)
  const [mail, ...more] = delivered(email)
  assert.equal(more.length, 0)
  assert.match(mail!.header('subject')!, new RegExp(`We bezorgen bestelling ${number} op \\w+dag`))
  assert.match(mail!.header('from')!, /Fietsen De Wit.*<winkel@dewit\.example>/)
  assert.equal(mail!.header('message-id'), `<${row!.id}@dewit.example>`)
  assert.equal(mail!.header('auto-submitted'), 'auto-generated')
  assert.match(mail!.text, /Gildenweg 6/)
  assert.match(mail!.text, /Artikel BEL-1/)
  const told = await query<{ kind: string }>(
    "select kind from events where about = $1 and kind like 'message.%' order by id",
    [id],
  )
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['message.made', 'message.sent'],
  )
})

test('what the shop charged beside the goods stands above the total that it is part of', async () => {
  const { total } = shopOrder()
  const { id, email } = await placed({
    surcharges: [{ name: 'Cadeauverpakking', net: 248, vat: 52, gross: 300, vatRate: 2100 }],
    total: { net: total.net + 248, vat: total.vat + 52, gross: total.gross + 300 },
  })
  await plan(id)
  await inState(id, 'sent')
  const [mail] = delivered(email)
  assert.match(mail!.text.replaceAll('\u00a0', ' '), /Cadeauverpakking\s+€ 3,00/)
})

test('what the shop does not name, and the country of an address, stand in the language of the customer', async () => {
  const { total, shipping } = shopOrder()
  const surcharges = [{ name: '', net: 248, vat: 52, gross: 300, vatRate: 2100 }]
  const bend = { surcharges, total: { net: total.net + 248, vat: total.vat + 52, gross: total.gross + 300 } }
  const home = await placed(bend)
  const abroad = await placed(
    { ...bend, shipping: { ...shipping!, postcode: '10115', city: 'Berlin', country: 'DE' } },
    { language: 'en' },
  )
  for (const { id } of [home, abroad]) await plan(id)
  const texts = []
  for (const { id, email } of [home, abroad]) {
    await inState(id, 'sent')
    texts.push(delivered(email)[0]!.text.replaceAll('\u00a0', ' '))
  }
  assert.match(texts[0]!, /Toeslag\s+€ 3,00/)
  assert.doesNotMatch(texts[0]!, /^(NL|Nederland)$/m)
  assert.match(texts[1]!, /Surcharge\s+€3\.00/)
  assert.match(texts[1]!, /10115 Berlin\s+Germany/)
})

test('C-16: the same event twice is one mail', async () => {
  const { id, email } = await placed()
  await plan(id)
  await act(async (ctx) => {
    ctx.emit('order.planned', id, { day, type: 'deliver' })
    ctx.emit('order.planned', id, { day, type: 'deliver' })
  })
  await inState(id, 'sent')
  await quiet()
  assert.equal((await made(id)).length, 1)
  assert.equal(delivered(email).length, 1)
})

test('an order that is moved gives a mail for the new day, and back again for the first one', async () => {
  const { id, email } = await placed()
  for (const on of [day, addDays(day, 1), day]) {
    await plan(id, { day: on })
    await until(
      () => made(id),
      (rows) => rows.every(({ state }) => state === 'sent') && rows.length > 0,
    )
    await quiet()
  }
  assert.equal(delivered(email).length, 3)
})

test('within the time to think again a mail can be stopped, and then nothing leaves', async () => {
  await think(3)
  const { id, email } = await placed()
  await plan(id)
  const [row] = await inState(id, 'queued')
  await act((ctx) => cancelMessage(ctx, { message: row!.id }))
  await until(
    () => query('select 1 from graphile_worker.jobs where key = $1', [`message:${row!.id}`]),
    (jobs) => jobs.length === 0,
    30,
  )
  assert.equal((await made(id))[0]!.state, 'cancelled')
  assert.equal(delivered(email).length, 0)
  await think(0)
})

test('what was planned and moved or withdrawn within that time tells only how it stands', async () => {
  await think(3)
  const [moved, withdrawn] = [await placed(), await placed()]
  await plan(moved.id)
  await plan(withdrawn.id)
  await inState(moved.id, 'queued')
  await inState(withdrawn.id, 'queued')
  await plan(moved.id, { day: addDays(day, 2) })
  await act((ctx) => unplanOrder(ctx, { order: withdrawn.id }))
  await inState(moved.id, 'sent')
  await until(
    () => query("select 1 from graphile_worker.jobs where key like 'message:%'"),
    (jobs) => jobs.length === 0,
    30,
  )
  assert.equal(delivered(moved.email).length, 1)
  assert.equal(delivered(withdrawn.email).length, 0)
  assert.deepEqual(
    (await made(moved.id)).map(({ state }) => state),
    ['sent', 'cancelled'],
  )
  await think(0)
})

test('a sent mail cannot be stopped any more', async () => {
  const { id } = await placed()
  await plan(id)
  const [row] = await inState(id, 'sent')
  await assert.rejects(
    act((ctx) => cancelMessage(ctx, { message: row!.id })),
    refusedWith('message.too-late'),
  )
})

test('S21: line ends and commas in a name or subject make no header and no recipient', async () => {
  const { id, email } = await placed({}, { name: 'Eva\r\nBcc: spion@example.nl\r\n, "x" <spion@example.nl>' })
  await plan(id)
  await inState(id, 'sent')
  const [mail] = delivered(email)
  assert.deepEqual(mail!.to, [email])
  assert.equal(mail!.header('bcc'), undefined)
  assert.equal(delivered('spion@example.nl').length, 0)
})

test('an address that is a list of addresses is nobody to write to', async () => {
  const { id } = await placed({}, { email: 'a@example.nl, b@example.nl' })
  await plan(id)
  await quiet()
  assert.equal((await made(id)).length, 0)
  await assert.rejects(
    act((ctx) => sendOrderMail(ctx, { order: id, event: 'order.ready', detail: {}, again: false })),
    refusedWith('message.same-before'),
  )
})

test('a greylisting server gets the mail again, and it arrives once', async () => {
  const { id, email } = await placed()
  server.refusals.set(email, { code: 451, text: 'greylisted, try again later', times: 1 })
  await plan(id)
  const [row] = await inState(id, 'sent')
  assert.equal(row!.attempts, 2)
  assert.equal(delivered(email).length, 1)
  assert.equal((await tasksOf(id)).length, 0)
})

test('a mail that was taken while the line broke is sent again under the same name, so that a receiver knows it', async () => {
  const { id, email } = await placed()
  server.cutsAfterNext = true
  await plan(id)
  await inState(id, 'sent')
  const ids = delivered(email).map((mail) => mail.header('message-id'))
  assert.deepEqual([ids.length, new Set(ids).size], [2, 1])
})

test('a mailbox that does not exist becomes a task, and the mail leaves once the address is mended', async () => {
  const { id, email } = await placed()
  server.refusals.set(email, { code: 550, text: 'no such mailbox' })
  await plan(id)
  const [row] = await inState(id, 'failed')
  assert.equal(row!.attempts, 1)
  assert.match(row!.error!, /no such mailbox/)
  const [task] = await until(
    () => tasksOf(id),
    (tasks) => tasks.length > 0,
  )
  assert.deepEqual([task!.kind, task!.state, task!.detail.to], ['message.refused', 'open', email])

  await act((ctx) => retryTask(ctx, task!.id))
  await until(
    () => tasksOf(id),
    (tasks) => tasks.length === 2,
  )
  await act((ctx) => sendNow(ctx, { message: row!.id, to: 'goed@example.nl' }))
  await inState(id, 'sent')
  assert.equal(delivered('goed@example.nl').length, 1)
  assert.deepEqual(
    (await tasksOf(id)).filter(({ state }) => state === 'open'),
    [],
  )
})

test('while the mail server is down a mail waits, and it arrives once when the server is back', async () => {
  const { id, email } = await placed()
  await server.stop()
  await plan(id)
  await until(
    () => made(id),
    ([row]) => row?.state === 'sending' && row.error !== null,
  )
  await server.start()
  await inState(id, 'sent')
  await quiet()
  assert.equal(delivered(email).length, 1)
})

test('without a mail server every mail is kept to be read, and leaves when somebody says so', async () => {
  port = noMailServer
  const { id, email } = await placed()
  await plan(id)
  const [row] = await inState(id, 'kept')
  assert.equal(delivered(email).length, 0)
  port = smtp
  await act((ctx) => sendNow(ctx, { message: row!.id }))
  await inState(id, 'sent')
  assert.equal(delivered(email).length, 1)
})

test('C-15: planning five hundred orders at once sends nothing, unless it was ticked, and the log names who did it', async () => {
  const shop = Array.from({ length: 500 }, () => shopOrder())
  const taken = await act((ctx) => takeInOrders(ctx, world.channel, shop))
  const ids = taken.map(({ order }) => order!)
  const before = server.mails.length
  const planner = { ...system, kind: 'user', id: randomUUID(), name: 'Planner' } as const
  const { run } = await world.machine.act({ tenant: world.tenant, actor: planner }, (ctx) =>
    planMany(ctx, { orders: ids, day, despite: [] }),
  )
  await until(
    () => query<{ state: string; done: number }>('select state, done from runs where id = $1', [run]),
    ([row]) => row!.state === 'done' && row!.done === 500,
    120,
  )
  assert.deepEqual(
    await query(
      `select distinct actor_kind, actor_id, actor_name from events
       where kind = 'order.planned' and about = any($1::uuid[])`,
      [ids],
    ),
    [{ actor_kind: 'user', actor_id: planner.id, actor_name: 'Planner' }],
  )
  await quiet()
  assert.equal((await query('select 1 from messages where about = any($1::uuid[])', [ids])).length, 0)
  assert.equal(server.mails.length, before)

  const ticked = [await placed(), await placed()]
  await act((ctx) => planMany(ctx, { orders: ticked.map(({ id }) => id), day, despite: [], mail: 'send' }))
  for (const { id } of ticked) await inState(id, 'sent')
})

test('a change that says to skip its mail sends none, and a policy of a channel goes before the usual one', async () => {
  const skipped = await placed()
  await plan(skipped.id, { mail: 'skip' })
  await act((ctx) => setPolicy(ctx, { event: 'order.planned', channel: world.channel.id, policy: 'ask' }))
  const [asked, ticked] = [await placed(), await placed()]
  await plan(asked.id)
  await plan(ticked.id, { mail: 'send' })
  await inState(ticked.id, 'sent')
  await quiet()
  assert.deepEqual([await made(skipped.id), await made(asked.id)], [[], []])
  await act((ctx) =>
    setPolicy(ctx, { event: 'order.planned', channel: world.channel.id, policy: 'automatic' }),
  )
})

test('a webshop confirms its orders itself: an order that comes in and is paid gives no mail', async () => {
  const { id } = await placed()
  await quiet()
  assert.deepEqual(await made(id), [])
})

test('before a change its mail can be seen, with the day that was only chosen', async () => {
  const { id, number } = await placed()
  const seen = await act((ctx) =>
    previewMail(ctx, {
      event: 'order.planned',
      order: id,
      detail: { day: '2027-03-04', partOfDay: 'morning' },
    }),
  )
  assert.deepEqual([seen.policy, seen.isSent], ['automatic', true])
  assert.equal(seen.mail.subject, `We bezorgen bestelling ${number} op donderdag 4 maart 2027`)
  assert.match(seen.mail.plain, /donderdag 4 maart 2027 \(ochtend\)/)
  assert.deepEqual(await made(id), [])
})

test('S2-7, S2-12 and S1-2b: a mail shows the logo of the customer’s organisation, who looks after it, and when the shop is open', async () => {
  const { id } = await placed()
  const manager = await act(async (ctx) => {
    const role = await insert(ctx, Role, { name: 'Verkoop', patterns: [] })
    return insert(ctx, User, {
      name: 'Noor Bakker',
      email: 'noor@winkel.example',
      role: role.id,
      state: 'active',
    })
  })
  const { logo } = await act(async (ctx) => {
    const { id: organisation } = await createOrganisation(ctx, {
      name: 'Fietsclub De Wielen',
      accountManager: manager.id,
    })
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    await ctx.db.run('update orders set organisation = $2 where tenant_id = $1 and id = $3', [
      organisation,
      id,
    ])
    await ctx.db.run(
      "update businesses set opening_hours = E'ma-vr 9:00-17:30\nza 10:00-16:00' where tenant_id = $1",
    )
    return setLogo(ctx, {
      id: organisation,
      file: { name: 'logo.svg', type: 'image/svg+xml', bytes: Buffer.from(svg) },
    })
  })
  const source =
    '<mj-image src="{{ customer.logo }}" alt="{{ customer.name }}" /><mj-text>{{ customer.manager }}, {{ customer.managerEmail }}</mj-text>'
  const { mail } = await act((ctx) =>
    previewMail(ctx, {
      event: 'order.planned',
      order: id,
      detail: { day: '2027-03-04' },
      letter: { subject: 'Gepland', blocks: [{ kind: 'mjml', source }] },
    }),
  )
  assert.match(mail.html, new RegExp(`<img[^>]* src="cid:${logo}"`))
  assert.match(mail.html, /ma-vr 9:00-17:30 · za 10:00-16:00/)
  assert.ok(mail.html.includes(`${manager.name}, ${manager.email}`), mail.html)
})

test('a German customer gets the mail in German, with the part of the day', async () => {
  const { id } = await placed({}, { language: 'de' })
  const { mail } = await act((ctx) =>
    previewMail(ctx, {
      event: 'order.planned',
      order: id,
      detail: { day: '2027-03-04', partOfDay: 'afternoon' },
    }),
  )
  assert.match(mail.subject, /^Wir liefern Bestellung \d+ am Donnerstag, 4\. März 2027$/)
  assert.match(mail.plain, /Wir liefern sie am Donnerstag, 4\. März 2027 \(Nachmittag\) an diese Adresse:/)
})

test('a customer whose language we do not write gets the mail in English', async () => {
  const { id, email } = await placed({}, { language: 'fr' })
  await plan(id)
  await inState(id, 'sent')
  assert.match(
    delivered(email)[0]!.header('subject')!,
    /^We will deliver order \d+ on \w+day,? \d+ \w+ 20\d\d$/,
  )
})

test('a parcel that leaves is told with its track and trace, a pickup when it lies ready', async () => {
  const [sent, pickup] = [await placed(), await placed({ delivery: 'pickup' })]
  await act(async (ctx) => {
    const shipment = await makeShipment(ctx, { order: sent.id })
    await handOver(ctx, {
      shipment: shipment.id,
      trackingCode: '3STEST1',
      trackingUrl: 'https://volg.example/3STEST1',
      carrierTitle: 'Pakketdienst',
    })
  })
  await act((ctx) => markReady(ctx, { order: pickup.id }))
  await inState(sent.id, 'sent')
  await inState(pickup.id, 'sent')
  const [gone] = delivered(sent.email)
  assert.match(gone!.header('subject')!, /is onderweg/)
  assert.match(gone!.text, /<a\s+href="https:\/\/volg\.example\/3STEST1"/)
  const [ready] = delivered(pickup.email)
  assert.match(ready!.header('subject')!, /ligt klaar/)
  assert.match(ready!.text, /Dorpsstraat 1/)
})

test('two parcels that leave within the time to think again are both told', async () => {
  await think(3600)
  const { id } = await placed({}, {}, [['BEL-1', 2, 1000]])
  for (const code of ['3SONE', '3STWO'])
    await act(async (ctx) => {
      const { lines } = await lockOrder(ctx, id)
      const shipment = await makeShipment(ctx, { order: id, lines: [{ line: lines[0]!.id, quantity: 1000 }] })
      await handOver(ctx, { shipment: shipment.id, trackingCode: code })
    })
  const rows = await until(
    () => made(id),
    ({ length }) => length === 2,
    30,
  )
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['queued', 'queued'],
  )
  await think(0)
})

test('a mail about a part of an order names that part, without the sum of the whole', async () => {
  const { id, email } = await placed({}, {}, [['BEL-1', 3, 1000]])
  await act(async (ctx) => {
    const { lines } = await lockOrder(ctx, id)
    const shipment = await makeShipment(ctx, { order: id, lines: [{ line: lines[0]!.id, quantity: 1000 }] })
    await handOver(ctx, { shipment: shipment.id, trackingCode: '3SPART' })
  })
  await inState(id, 'sent')
  const { text } = delivered(email)[0]!
  assert.match(text, /1 x Artikel BEL-1\s+€\s10,00/)
  assert.doesNotMatch(text, /Totaal|Verzendkosten/)
})

test('an invoice leaves with its PDF', async () => {
  const { id, email } = await placed()
  const invoice = await act(async (ctx) => finalise(ctx, (await draft(ctx, id, null)).id))
  const stored = await storeBytes(Buffer.from('%PDF-1.7 factuur'))
  await act(async (ctx) =>
    keepPrinted(ctx, invoice.id, {
      pdf: await keepFile(ctx, {
        stored,
        name: 'x.pdf',
        type: 'application/pdf',
        about: invoice.id,
        kind: 'invoice',
      }),
    }),
  )
  await inState(invoice.id, 'sent')
  const [mail] = delivered(email)
  assert.equal(mail!.header('subject'), `Factuur ${invoice.number}`)
  // Whoever looks at the order finds it there.
  const { rows } = await act((ctx) => listMailsOfOrder(ctx, { order: id, limit: 50 }))
  assert.ok(rows.some(({ about, state }) => about === invoice.id && state === 'sent'))
  assert.match(mail!.raw, new RegExp(`filename=${invoice.number}\\.pdf`))
  assert.ok(mail!.raw.includes(Buffer.from('%PDF-1.7 factuur').toString('base64')))
})

test('a test mail arrives at once, with an example in it', async () => {
  const { message } = await act((ctx) =>
    testMail(ctx, {
      event: 'order.shipped',
      language: 'en',
      channel: null,
      business: null,
      to: 'baas@dewit.example',
    }),
  )
  await until(
    () => act((ctx) => find(ctx, Message, message)),
    (row) => row?.state === 'sent',
  )
  assert.match(delivered('baas@dewit.example')[0]!.header('subject')!, /is on its way/)
})
