/** What every provider of electronic invoicing must do: run by each connector against its simulator. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConnectorFault, type FaultKind, type Outcome } from './connector.ts'
import type { EDelivery, EDocument, EInvoicing, Participant } from './e-invoice.ts'
import type { SimulatedFault, Simulator } from './simulator.ts'

/** A provider behind a simulator of its own, new for every test. */
type EInvoicingWorld = {
  readonly provider: EInvoicing
  /** The same provider, opened with a key that it does not know. */
  readonly stranger: EInvoicing
  readonly simulator: Simulator
  /** Documents that went onto the network. */
  sent(): number
  move(externalId: string, state: EDelivery['state'] | 'unheard-of', reason?: string): void
  readonly us: Participant
  /** Receives invoices and credit notes. */
  readonly customer: Participant
  /** Receives invoices only. */
  readonly halfCustomer: Participant
}

export function eInvoicingSuite(
  name: string,
  open: (bend?: { readonly timeoutSeconds?: number }) => Promise<EInvoicingWorld>,
): void {
  const opened = async (t: TestContext, bend?: { timeoutSeconds?: number }) => {
    const world = await open(bend)
    t.after(() => world.simulator.close())
    return { ...world, document: documentFrom(world.us, world.customer) }
  }
  const tell = (story: string, run: (t: TestContext) => Promise<void>) => test(`${name}: ${story}`, run)

  tell('a participant says what it receives, one outside the network nothing', async (t) => {
    const { provider, customer, halfCustomer } = await opened(t)
    assert.deepEqual(await provider.lookup(customer), ['invoice', 'credit-note'])
    assert.deepEqual(await provider.lookup(halfCustomer), ['invoice'])
    assert.equal(await provider.lookup(outsider), null)
  })

  tell('an invoice goes out and is followed until it arrived', async (t) => {
    const { provider, document, sent, move } = await opened(t)
    const { externalId, state } = good(await provider.send(document, 'invoice-1'))
    assert.equal(state, 'under-way')
    assert.equal(sent(), 1)
    move(externalId, 'delivered')
    const [delivery] = await provider.deliveries([externalId, 'no-such-document'])
    assert.deepEqual(
      [delivery?.externalId, delivery?.state, delivery?.reason],
      [externalId, 'delivered', null],
    )
  })

  tell('a delivery that failed says why, and a state that nobody knows is left out', async (t) => {
    const { provider, document, move } = await opened(t)
    const { externalId } = good(await provider.send(document, 'invoice-1'))
    move(externalId, 'failed', 'the receiver does not answer')
    const [failed] = await provider.deliveries([externalId])
    assert.deepEqual([failed?.state, failed?.reason], ['failed', 'the receiver does not answer'])
    move(externalId, 'unheard-of')
    assert.deepEqual(await provider.deliveries([externalId]), [])
    assert.equal((await provider.find('invoice-1'))?.externalId, externalId, 'it was sent all the same')
  })

  tell('sent twice under one key it goes out once, and another under that key is refused', async (t) => {
    const { provider, document, sent } = await opened(t)
    const first = good(await provider.send(document, 'invoice-1'))
    assert.equal(good(await provider.send(document, 'invoice-1')).externalId, first.externalId)
    assert.equal((await provider.find('invoice-1'))?.externalId, first.externalId)
    assert.equal(await provider.find('invoice-2'), null)
    assert.equal((await provider.send({ ...document, number: 'F-2' }, 'invoice-1')).kind, 'refused')
    assert.equal(sent(), 1)
  })

  for (const [story, fault, ending] of mishaps)
    tell(`${story}, asking again sends one document`, async (t) => {
      const { provider, document, simulator, sent } = await opened(t)
      simulator.faults.push({ ...fault, times: 1 })
      assert.equal(await endingOf(provider.send(document, 'invoice-1')), ending)
      assert.equal((await provider.find('invoice-1')) !== null, sent() === 1)
      good(await provider.send(document, 'invoice-1'))
      assert.equal(sent(), 1)
    })

  tell('an answer after the time-out leaves it unknown and sends one document', async (t) => {
    const { provider, document, simulator, sent } = await opened(t, { timeoutSeconds: 0.4 })
    simulator.faults.push({ kind: 'slow', milliseconds: 800, times: 1 })
    assert.equal(await endingOf(provider.send(document, 'invoice-1')), 'unknown')
    good(await provider.send(document, 'invoice-1'))
    await sleep(800)
    assert.equal(sent(), 1)
  })

  const refusals: [string, (world: EInvoicingWorld) => Partial<EDocument>, string][] = [
    ['a receiver outside the network', () => ({ to: outsider }), 'to'],
    ['a sender that is not ours', () => ({ from: outsider }), 'from'],
    [
      'a credit note to one who takes none',
      ({ halfCustomer }) => ({ to: halfCustomer, kind: 'credit-note' }),
      'kind',
    ],
    ['a document that cannot be read', () => ({ xml: '<Invoice>' }), 'xml'],
  ]
  for (const [story, bend, field] of refusals)
    tell(`refused with its field: ${story}`, async (t) => {
      const world = await opened(t)
      const outcome = await world.provider.send({ ...world.document, ...bend(world) }, 'invoice-1')
      assert.equal(outcome.kind, 'refused')
      assert.equal(outcome.field, field)
      assert.ok(outcome.text.length > 5)
      assert.equal(world.sent(), 0)
      assert.equal(await world.provider.find('invoice-1'), null)
    })

  tell('a key that the provider does not know stops the coupling', async (t) => {
    const { stranger, document, customer } = await opened(t)
    assert.equal(await endingOf(stranger.send(document, 'invoice-1')), 'auth')
    assert.equal(await endingOf(stranger.lookup(customer)), 'auth')
  })

  const failures: [SimulatedFault, FaultKind][] = [
    [{ kind: 'status', status: 429 }, 'pace'],
    [{ kind: 'status', status: 503, headers: html, body: page }, 'outage'],
    [{ kind: 'status', status: 200, headers: html, body: page }, 'unreadable'],
    [{ kind: 'status', status: 200, body: '{}' }, 'unreadable'],
    [{ kind: 'status', status: 502 }, 'transient'],
  ]
  for (const [fault, kind] of failures)
    tell(
      `reading tells ${kind} from an answer (${fault.status}, ${fault.body?.slice(0, 9) ?? 'empty'})`,
      async (t) => {
        const { provider, simulator, customer } = await opened(t)
        simulator.faults.push({ ...fault })
        for (const call of [
          () => provider.lookup(customer),
          () => provider.find('a'),
          () => provider.deliveries(['a']),
        ])
          assert.equal(await endingOf(call()), kind)
      },
    )

  tell('the test of the coupling is red with a wrong key and when nobody is at home', async (t) => {
    const { provider, stranger, simulator } = await opened(t)
    assert.equal((await provider.test()).isHealthy, true)
    assert.equal((await stranger.test()).isHealthy, false)
    simulator.faults.push({ kind: 'cut-before' })
    assert.equal((await provider.test()).isHealthy, false)
  })
}

const outsider: Participant = { scheme: '0106', id: '00000000' }
const html = { 'content-type': 'text/html' }
const page = '<!doctype html><html><body>Even geduld</body></html>'

const mishaps: readonly [string, SimulatedFault, string][] = [
  ['cut before it was read', { kind: 'cut-before' }, 'unknown'],
  ['cut after it went out', { kind: 'cut-after' }, 'unknown'],
  ['cut halfway through the answer', { kind: 'half-answer' }, 'unknown'],
  ['answered by a gateway', { kind: 'status', status: 502, headers: html, body: page }, 'unknown'],
  ['answered with a page for people', { kind: 'status', status: 200, headers: html, body: page }, 'unknown'],
  ['told to slow down', { kind: 'status', status: 429 }, 'pace'],
  ['in maintenance', { kind: 'status', status: 503 }, 'outage'],
]

/** As small as a provider lets it through: what is in it is not the provider's to judge. */
function documentFrom(from: Participant, to: Participant): EDocument {
  const party = (side: string, { scheme, id }: Participant) =>
    `<cac:${side}><cac:Party><cbc:EndpointID schemeID="${scheme}">${id}</cbc:EndpointID></cac:Party></cac:${side}>`
  const xml =
    '<?xml version="1.0" encoding="UTF-8"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" ' +
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" ' +
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">' +
    '<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>' +
    '<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID><cbc:ID>F-1</cbc:ID>' +
    `${party('AccountingSupplierParty', from)}${party('AccountingCustomerParty', to)}</Invoice>`
  return { kind: 'invoice', number: 'F-1', from, to, xml }
}

function good<T>(outcome: Outcome<T>): T {
  assert.equal(outcome.kind, 'ok', JSON.stringify(outcome))
  return (outcome as Extract<Outcome<T>, { kind: 'ok' }>).value
}

/** The word for how a call ended: its outcome, or the kind of its fault. */
async function endingOf(call: Promise<unknown>): Promise<string> {
  try {
    const outcome = await call
    const isOutcome = typeof outcome === 'object' && outcome !== null && 'kind' in outcome
    return isOutcome ? String(outcome.kind) : 'ok'
  } catch (error) {
    if (error instanceof ConnectorFault) return error.kind
    throw error
  }
}
