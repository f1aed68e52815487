/** Who pays late is reminded: by the letter that the law asks for, once per level, and not while paid, disputed or held. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, dayOf } from '../../src/base/day.ts'
import type { ShopOrder } from '../../src/contracts/shop.ts'
import { creditorReference } from '../../src/modules/invoicing/e-invoice/reference.ts'
import { system, type Ctx } from '../../src/platform/context.ts'
import { takeInOrders } from '../../src/workflows/take-in-orders/take-in.ts'
import { startMailServer } from '../support/mail-server.ts'
import { readPdf } from '../support/read-pdf.ts'
import { fietsenDeWit, runHouse, until, type Body } from '../support/running.ts'
import { shopOrder } from '../support/world.ts'

const mails = await startMailServer()
const { call, house, address, cookie } = await runHouse([], { smtpUrl: mails.url })

const made = async (path: string, body: unknown): Promise<string> => {
  const answer = await call('POST', path, body)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.id
}
const business = await made('/businesses', fietsenDeWit)
const channel = await call('POST', '/channels', { name: 'Webshop', type: 'shop', business })
await made('/mail-senders', { undoSeconds: 0 })
const { rows: tenants } = await house.database.owner.query<{ id: string }>('select id from tenants')
const act = <T>(work: (ctx: Ctx) => Promise<T>) =>
  house.machine.act({ tenant: tenants[0]!.id, actor: system }, work)

/** A final invoice of € 55.95 that has been late for some days. */
async function late(email: string, days: number, bend: Partial<ShopOrder> = {}): Promise<Body> {
  const { customer } = shopOrder()
  const order = shopOrder([['BEL-1', 2, 2500]], {
    payments: [],
    ...bend,
    customer: { ...customer, ...bend.customer, email },
  })
  const [taken] = await act((ctx) => takeInOrders(ctx, channel.body as never, [order]))
  const concept = await made(`/orders/${taken!.order!}/invoices`, {})
  const { body } = await call('POST', `/invoices/${concept}/finalise`, {})
  await pass(concept, days)
  return body
}

/** Time goes by for an invoice: its due day and its last reminder come to lie further back. */
const pass = (invoice: string, days: number) =>
  house.database.owner.query(
    `update invoices set due_day = case when reminder_level = 0 then $2::date else due_day end, reminded_day = reminded_day - $3::int where id = $1`,
    [invoice, addDays(dayOf(new Date()), -days), days],
  )
const remind = (...invoices: string[]) => call('POST', '/reminders', { invoices })
const mailTo = (to: string, subject: RegExp) =>
  until(
    async () =>
      mails.mails.filter((mail) => mail.to.includes(to) && subject.test(mail.header('subject') ?? '')),
    (found) => found.length > 0,
    30,
  )

test('a Dutch consumer gets the friendly letter, the fourteen-day letter and the notice with costs, each once', async () => {
  const invoice = await late('sanne@klant.example', 5)
  const listed = (await call('GET', '/late-invoices')).body.rows.find((row) => row['id'] === invoice.id)!
  assert.deepEqual([listed['next'], listed['why']], [1, null])
  assert.equal((await remind(invoice.id)).status, 200)
  const [first] = await mailTo('sanne@klant.example', /^Herinnering/)
  assert.match(first!.raw, /filename=Herinnering\.pdf/)

  const twice = await remind(invoice.id)
  assert.deepEqual([twice.status, twice.body.code], [409, 'reminder.waits'])
  await pass(invoice.id, 20)
  await house.database.owner.query('update invoices set due_day = due_day - 20 where id = $1', [invoice.id])
  const preview = await call('POST', '/reminders/preview', { invoices: [invoice.id] })
  const [letter] = preview.body.rows as unknown as {
    letter: string
    costs: number
    text: { notice: string }
  }[]
  assert.deepEqual([letter!.letter, letter!.costs], ['fourteen-days', 4000])
  for (const part of [
    'veertien dagen',
    'op de dag nadat deze brief bij je is bezorgd',
    '€ 40,00',
    'artikel 6:96',
  ])
    assert.ok(letter!.text.notice.replaceAll('\u00a0', ' ').includes(part), `${part}: ${letter!.text.notice}`)
  await remind(invoice.id)
  const [second] = await mailTo('sanne@klant.example', /^Tweede herinnering/)
  assert.match(second!.text.replaceAll(/\u00a0|&nbsp;/g, ' '), /incassokosten verschuldigd van € 40,00/)

  await pass(invoice.id, 15)
  assert.equal((await remind(invoice.id)).body.code, 'reminder.waits')
  await pass(invoice.id, 1)
  await house.database.owner.query('update invoices set due_day = due_day - 60 where id = $1', [invoice.id])
  const third = await remind(invoice.id)
  assert.equal((third.body.rows[0] as { letter: string }).letter, 'costs-due')
  const over = await remind(invoice.id)
  assert.equal(over.body.code, 'reminder.all-sent')
  const kept = await until(
    () => call('GET', `/reminders?invoice=${invoice.id}`),
    ({ body }) => body.rows.length === 3 && body.rows.every((row) => row['pdf']),
  )
  const pdf = await call('GET', `/files/${String(kept.body.rows[1]!['pdf'])}`)
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
})

test('a letter abroad names the country, has the letterhead of the invoice, and is in the customer’s language', async () => {
  const { customer, billing } = shopOrder()
  const place = { ...billing, name: 'Günter Groß', postcode: '10115', city: 'Berlin', country: 'DE' }
  const invoice = await late('guenter@kunde.example', 5, {
    customer: { ...customer, language: 'de' },
    billing: place,
    shipping: place,
  })
  await remind(invoice.id)
  const { body } = await until(
    () => call('GET', `/reminders?invoice=${invoice.id}`),
    (answer) => answer.body.rows.some((row) => row['pdf']),
  )
  const letter = await fetch(`${address}/api/files/${String(body.rows[0]!['pdf'])}`, {
    headers: { cookie: cookie() },
  })
  const { pages } = await readPdf(new Uint8Array(await letter.arrayBuffer()))
  const text = pages[0]!.text.replaceAll(/[\n\u00a0]+/g, ' ')
  for (const part of ['Zahlungserinnerung', '10115 Berlin Deutschland', 'unter Angabe von'])
    assert.ok(text.includes(part), `${part}: ${text}`)
  assert.equal(text.match(/Fietsen De Wit(?! B\.V\.)/g)?.length, 2, text)
})

test('two late invoices of one customer go in one letter, and its costs are counted over both', async () => {
  const [a, b] = [await late('twee@klant.example', 30), await late('twee@klant.example', 30)]
  const [letter] = (await remind(a.id, b.id)).body.rows as unknown as { totalDue: number }[]
  assert.equal(letter!.totalDue, 2 * 5595)
  const [mail] = await mailTo('twee@klant.example', /^Herinnering/)
  for (const { number } of [a, b] as unknown as { number: string }[]) {
    assert.ok(mail!.text.includes(number))
    assert.ok(mail!.text.includes(`betalingskenmerk ${creditorReference(number)!}`), mail!.text)
  }
})

test('who paid, disputes the invoice or has it held is left in peace, and the others of the same press are told why', async () => {
  const invoice = await late('boos@klant.example', 10)
  await call('POST', `/invoices/${invoice.id}/hold`, { hold: 'disputed', reason: 'lamp was stuk' })
  const held = await remind(invoice.id)
  assert.equal(held.body.code, 'reminder.held')
  assert.match(String(held.body['detail']), /lamp was stuk/)
  await call('DELETE', `/invoices/${invoice.id}/hold`)
  await call('POST', `/invoices/${invoice.id}/hold`, { hold: 'paused' })
  assert.match(String((await remind(invoice.id)).body['detail']), /Even aangehouden/)
  await call('PATCH', '/session', { language: 'en' })
  assert.match(String((await remind(invoice.id)).body['detail']), /On hold for now/)
  await call('PATCH', '/session', { language: 'nl' })
  await call('DELETE', `/invoices/${invoice.id}/hold`)
  assert.equal((await remind(invoice.id)).status, 200)
  await house.database.owner.query("update invoices set due = 0, state = 'paid' where id = $1", [invoice.id])
  await pass(invoice.id, 30)
  assert.equal((await remind(invoice.id)).body.code, 'reminder.not-late')
})

test('fifty presses at once make one letter', async () => {
  const invoice = await late('snel@klant.example', 10)
  const answers = await Promise.all(Array.from({ length: 50 }, () => remind(invoice.id)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.equal((await call('GET', `/reminders?invoice=${invoice.id}`)).body.rows.length, 1)
})

test('a business sets its days, in their order, and one that wants it has reminders go by themselves', async () => {
  const wrong = await call('PUT', `/businesses/${business}/invoicing-policy`, { secondAfterDays: 1 })
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'reminder.days-in-order'])
  const set = await call('PUT', `/businesses/${business}/invoicing-policy`, {
    reminding: 'automatic',
    firstAfterDays: 5,
  })
  assert.equal(set.status, 200, JSON.stringify(set.body))
  const { body } = await call('GET', `/businesses/${business}/invoicing-policy`)
  assert.deepEqual([body['reminding'], body['firstAfterDays'], body['secondAfterDays']], ['automatic', 5, 14])
})
