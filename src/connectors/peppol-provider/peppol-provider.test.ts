/** The Peppol provider keeps the contract of electronic invoicing, and checks what only a provider checks. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { contextFor } from '../../../test/support/connector-context.ts'
import { eInvoicingSuite } from '../../contracts/e-invoice.suite.ts'
import type { EDocument } from '../../contracts/e-invoice.ts'
import { peppolProvider } from './index.ts'
import { startPeppolProvider } from './simulator.ts'

const us = { scheme: '0106', id: '12345678' }
const customer = { scheme: '0106', id: '87654321' }
const states = {
  'under-way': 'sending',
  delivered: 'delivered',
  failed: 'failed',
  'unheard-of': 'teleported',
}

eInvoicingSuite('Peppol provider', async (bend) => {
  const simulator = await startPeppolProvider()
  return {
    provider: peppolProvider.open(contextFor(simulator.settings, bend)),
    stranger: peppolProvider.open(contextFor({ ...simulator.settings, key: 'another-key' }, bend)),
    simulator,
    sent: () => simulator.documents.size,
    move: (externalId, state, reason) => simulator.move(externalId, states[state], reason),
    us,
    customer,
    halfCustomer: { scheme: '0208', id: '0428759497' },
  }
})

async function opened(t: TestContext, options?: Parameters<typeof startPeppolProvider>[0]) {
  const simulator = await startPeppolProvider(options)
  t.after(() => simulator.close())
  const notes: string[] = []
  return { simulator, notes, provider: peppolProvider.open(contextFor(simulator.settings, { notes })) }
}

const xmlOf = (root: string, customization: string, from: string, to: string) =>
  `<${root}><CustomizationID>${customization}</CustomizationID>` +
  `<AccountingSupplierParty><Party><EndpointID schemeID="0106">${from}</EndpointID></Party></AccountingSupplierParty>` +
  `<AccountingCustomerParty><Party><EndpointID schemeID="0106">${to}</EndpointID></Party></AccountingCustomerParty></${root}>`
const billing = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
const note = (xml: string): EDocument => ({ kind: 'credit-note', number: 'C-1', from: us, to: customer, xml })

const papers: [story: string, xml: string, code: string | null][] = [
  [
    'a credit note that is addressed as it is sent goes out',
    xmlOf('CreditNote', billing, us.id, customer.id),
    null,
  ],
  ['an invoice sent as a credit note', xmlOf('Invoice', billing, us.id, customer.id), 'wrong-root'],
  [
    'a document of another specification',
    xmlOf('CreditNote', 'urn:other', us.id, customer.id),
    'wrong-customization',
  ],
  ['a document of another seller', xmlOf('CreditNote', billing, '1', customer.id), 'other-sender'],
  ['a document for another buyer', xmlOf('CreditNote', billing, us.id, '1'), 'other-receiver'],
  [
    'a document with a document type',
    `<!DOCTYPE x>${xmlOf('CreditNote', billing, us.id, customer.id)}`,
    'doctype',
  ],
]
for (const [story, xml, code] of papers)
  test(story, async (t) => {
    const { provider } = await opened(t)
    const outcome = await provider.send(note(xml), 'credit-1')
    assert.equal(outcome.kind === 'refused' ? outcome.code : null, code)
    assert.equal(outcome.kind, code === null ? 'ok' : 'refused')
  })

test('the document reaches the provider byte for byte, under our key', async (t) => {
  const { provider, simulator } = await opened(t)
  const xml = xmlOf('CreditNote', billing, us.id, customer.id).replace(
    '<CreditNote>',
    '<CreditNote><Note>€ "1" \\ \n\t ü</Note>',
  )
  assert.equal((await provider.send(note(xml), 'credit-1')).kind, 'ok')
  const [request] = simulator.requests
  assert.equal(request?.headers['idempotency-key'], 'credit-1')
  assert.equal((JSON.parse(request.body) as { xml: string }).xml, xml)
})

test('a merchant reads in both languages what to do about a receiver who is not there', async (t) => {
  const { provider } = await opened(t)
  const outcome = await provider.send({ ...note('<x/>'), to: { scheme: '0106', id: '1' } }, 'credit-1')
  assert.equal(outcome.kind, 'refused')
  assert.match(outcome.words?.nl ?? '', /verstuur de factuur per e-mail/)
  assert.match(outcome.words?.en ?? '', /send the invoice by e-mail/)
})

test('one who is on the network and takes nothing of ours receives nothing', async (t) => {
  const { provider } = await opened(t)
  assert.deepEqual(await provider.lookup({ scheme: '9930', id: 'DE136695976' }), [])
})

test('an account without a sender is red, and says which check', async (t) => {
  const { provider } = await opened(t, { senders: [] })
  const health = await provider.test()
  assert.equal(health.isHealthy, false)
  assert.deepEqual(
    health.checks.map((check) => check.isGood),
    [true, false],
  )
})

test('a state that nobody knows is noted', async (t) => {
  const { provider, simulator, notes } = await opened(t)
  const outcome = await provider.send(note(xmlOf('CreditNote', billing, us.id, customer.id)), 'credit-1')
  assert.equal(outcome.kind, 'ok')
  for (const state of ['teleported', 'constructor']) {
    simulator.move(outcome.value.externalId, state)
    assert.deepEqual(await provider.deliveries([outcome.value.externalId]), [])
  }
  assert.match(notes.join(), /teleported.*constructor/)
})
