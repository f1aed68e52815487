/** What every carrier must do, whoever it is: run by each connector against its simulator. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Carrier, Label, Parcel, ParcelState } from './carrier.ts'
import { ConnectorFault, type FaultKind, type Outcome } from './connector.ts'
import type { SimulatedFault, Simulator } from './simulator.ts'

/** A carrier behind a simulator of its own, new for every test. */
type CarrierWorld = {
  readonly carrier: Carrier
  /** The same carrier, opened with a key that it does not know. */
  readonly stranger: Carrier
  readonly simulator: Simulator
  /** Labels that were charged for. */
  paid(): number
  /** Lets a parcel get on, or into a state that nobody heard of; false for a state that this carrier does not tell. */
  move(externalId: string, state: ParcelState | 'unheard-of'): boolean
  /** Whether a label that was made, and not handed over, can be taken back. */
  readonly takesBack: boolean
}

/** `timeoutSeconds` is what the http of the opened carrier waits for an answer. */
type OpenCarrier = (bend?: { readonly timeoutSeconds?: number }) => Promise<CarrierWorld>

export function carrierSuite(name: string, open: OpenCarrier): void {
  const opened = async (t: TestContext, bend?: { timeoutSeconds?: number }) => {
    const world = await open(bend)
    t.after(() => world.simulator.close())
    return world
  }
  const tell = (story: string, run: (t: TestContext) => Promise<void>) => test(`${name}: ${story}`, run)

  tell('a parcel gets a label with a tracking code and a page to stick on it', async (t) => {
    const { carrier, paid } = await opened(t)
    const label = good(await carrier.label(parcel, 'order-1'))
    assert.match(label.trackingCode, /^\w{8,}$/)
    assert.ok(label.trackingUrl.includes(label.trackingCode) && URL.canParse(label.trackingUrl))
    assert.equal(pagesIn(label.pdf), 1)
    assert.equal(paid(), 1)
  })

  tell('asked twice for one parcel, the same label comes and is paid for once', async (t) => {
    const { carrier, paid } = await opened(t)
    const first = good(await carrier.label(parcel, 'order-1'))
    const second = good(await carrier.label(parcel, 'order-1'))
    assert.deepEqual(ids(second), ids(first))
    assert.deepEqual(ids(await carrier.find('order-1')), ids(first))
    assert.equal(paid(), 1)
    const other = good(await carrier.label(parcel, 'order-2'))
    assert.notEqual(other.trackingCode, first.trackingCode)
    assert.equal(paid(), 2)
  })

  tell('a parcel that was never asked for has no label', async (t) => {
    const { carrier, paid } = await opened(t)
    assert.equal(await carrier.find('order-1'), null)
    assert.equal(paid(), 0)
  })

  for (const [story, fault, endings] of mishaps)
    tell(`${story} at any call, asking again gives one label, paid for once`, async (t) => {
      const calls = await callsPerLabel(open)
      for (let call = 0; call < calls; call++) {
        const { carrier, simulator, paid } = await opened(t)
        simulator.faults.push({ ...fault, skip: call, times: 1 })
        const ending = await endingOf(carrier.label(parcel, 'order-1'))
        assert.ok(endings.includes(ending), `${ending} at call ${call}`)
        const found = await carrier.find('order-1')
        assert.equal(found === null, paid() === 0, `what was paid for is found, at call ${call}`)
        const label = good(await carrier.label(parcel, 'order-1'))
        if (found) assert.deepEqual(ids(label), ids(found))
        assert.equal(paid(), 1, `paid once, at call ${call}`)
      }
    })

  tell('cut after the carrier took the parcel, it is unknown and the label is found', async (t) => {
    const calls = await callsPerLabel(open)
    for (let call = 0; call < calls; call++) {
      const { carrier, simulator, paid } = await opened(t)
      simulator.faults.push({ kind: 'cut-after', skip: call, times: 1 })
      const ending = await endingOf(carrier.label(parcel, 'order-1'))
      if (paid() === 0) continue
      assert.equal(ending, 'unknown')
      const found = await carrier.find('order-1')
      assert.ok(found)
      assert.equal(pagesIn(found.pdf), 1)
      assert.deepEqual(ids(good(await carrier.label(parcel, 'order-1'))), ids(found))
      return assert.equal(paid(), 1)
    }
    assert.fail('no call of a label is the one that is paid for')
  })

  tell('an answer after the time-out is paid for once, even when asked again meanwhile', async (t) => {
    const late = async (call: number) => {
      const { carrier, simulator, paid } = await opened(t, { timeoutSeconds: 0.6 })
      simulator.faults.push({ kind: 'slow', milliseconds: 1200, skip: call, times: 1 })
      assert.ok(['unknown', 'transient'].includes(await endingOf(carrier.label(parcel, 'order-1'))))
      const label = good(await carrier.label(parcel, 'order-1'))
      await sleep(1000)
      assert.deepEqual(ids(await carrier.find('order-1')), ids(label))
      assert.equal(paid(), 1, `paid once, at call ${call}`)
    }
    const calls = await callsPerLabel(open)
    await Promise.all(Array.from({ length: calls }, (_, call) => late(call)))
  })

  tell('a wrong postcode is refused, with the field and a reason, and nothing is bought', async (t) => {
    const { carrier, paid } = await opened(t)
    const outcome = await carrier.label({ ...parcel, to: { ...parcel.to, postcode: '0000 AA' } }, 'order-1')
    assert.equal(outcome.kind, 'refused')
    assert.equal(outcome.field, 'to.postcode')
    assert.ok(outcome.text.length > 5 && outcome.code.length > 0)
    assert.equal(await carrier.find('order-1'), null)
    assert.equal(paid(), 0)
    assert.equal((await carrier.label(parcel, 'order-2')).kind, 'ok')
  })

  tell('a key that the carrier does not know stops the coupling', async (t) => {
    const { stranger, paid } = await opened(t)
    assert.equal(await endingOf(stranger.label(parcel, 'order-1')), 'auth')
    assert.equal(await endingOf(stranger.states(['1'])), 'auth')
    assert.equal(paid(), 0)
  })

  const failures: [string, SimulatedFault, FaultKind][] = [
    ['a carrier that wants fewer calls is given time', { kind: 'status', status: 429 }, 'pace'],
    [
      'a page for people is not an answer',
      { kind: 'status', status: 200, headers: html, body: page },
      'unreadable',
    ],
    [
      'maintenance is an outage, whatever page comes along',
      { kind: 'status', status: 503, headers: html, body: page },
      'outage',
    ],
  ]
  for (const [story, fault, kind] of failures)
    tell(story, async (t) => {
      const { carrier, simulator } = await opened(t)
      simulator.faults.push({ ...fault })
      const calls = [
        () => carrier.label(parcel, 'order-1'),
        () => carrier.find('order-1'),
        () => carrier.states(['1']),
      ]
      for (const call of calls)
        await assert.rejects(call, (fault) => {
          assert.ok(fault instanceof ConnectorFault)
          assert.equal(fault.kind, kind)
          return kind !== 'pace' || (fault.retryAfterSeconds ?? 0) > 0
        })
    })

  tell('a label is taken back where the carrier allows it, never after it was handed over', async (t) => {
    const { carrier, move, takesBack } = await opened(t)
    const label = good(await carrier.label(parcel, 'order-1'))
    const outcome = await carrier.voidLabel(label.externalId, 'void-1')
    assert.equal(outcome.kind, takesBack ? 'ok' : 'refused')
    assert.equal((await carrier.voidLabel(label.externalId, 'void-1')).kind, outcome.kind)
    assert.equal((await carrier.find('order-1')) === null, takesBack)
    const gone = good(await carrier.label(parcel, 'order-2'))
    move(gone.externalId, 'handed-over')
    assert.equal((await carrier.voidLabel(gone.externalId, 'void-2')).kind, 'refused')
  })

  tell('the list of a day is handed in once', async (t) => {
    const { carrier } = await opened(t)
    const label = good(await carrier.label(parcel, 'order-1'))
    const first = good(await carrier.manifest([label.externalId], 'day-1'))
    assert.deepEqual(good(await carrier.manifest([label.externalId], 'day-1')), first)
  })

  tell('a parcel is as far as the carrier says, and a word that nobody knows moves nothing', async (t) => {
    const { carrier, move } = await opened(t)
    const { externalId } = good(await carrier.label(parcel, 'order-1'))
    const told = async () => (await carrier.states([externalId])).map((row) => [row.externalId, row.state])
    assert.deepEqual(await told(), [[externalId, 'registered']])
    for (const state of ['handed-over', 'in-transit', 'exception', 'delivered', 'returned'] as const)
      if (move(externalId, state)) assert.deepEqual(await told(), [[externalId, state]])
    move(externalId, 'unheard-of')
    assert.deepEqual(await told(), [])
  })

  tell('of many parcels each is told of once, with its moment; of strangers nothing', async (t) => {
    const { carrier, simulator } = await opened(t)
    const made = await Promise.all(
      Array.from(
        { length: 12 },
        async (_, index) => good(await carrier.label(parcel, `order-${index}`)).externalId,
      ),
    )
    const rows = await carrier.states([...made, '999999999'])
    assert.deepEqual(rows.map((row) => row.externalId).sort(), made.sort())
    assert.ok(rows.every((row) => Math.abs(row.at.getTime() - Date.now()) < 1_800_000))
    const calls = simulator.requests.length
    assert.deepEqual(await carrier.states([]), [])
    assert.equal(simulator.requests.length, calls)
  })

  tell('the test of the coupling is red with a wrong key and when nobody is at home', async (t) => {
    const { carrier, stranger, simulator } = await opened(t)
    assert.equal((await carrier.test()).isHealthy, true)
    assert.equal((await stranger.test()).isHealthy, false)
    simulator.faults.push({ kind: 'status', status: 503 })
    const down = await carrier.test()
    assert.equal(down.isHealthy, false)
    assert.ok(down.checks.some((check) => !check.isGood && check.detail.length > 0))
  })
}

/** A parcel that every carrier takes. */
const parcel: Parcel = {
  to: {
    name: 'Magazijn Łódź (receptie)',
    company: 'Voorbeeld Fietsen B.V.',
    street: 'Gildenweg',
    houseNumber: '6',
    houseNumberSuffix: 'a',
    postcode: '1695 GD',
    city: 'Blokker',
    country: 'NL',
    email: 'magazijn@example.com',
    phone: '0201234567',
  },
  kind: 'package',
  weightGrams: 1120,
  description: 'NL000001187',
  needsSignature: true,
  insured: 0,
}

const html = { 'content-type': 'text/html' }
const page = '<!doctype html><html><body>Even geduld</body></html>'

/** What may happen to a call, and how the label's asker may learn of it: transient as long as nothing was asked for. */
const mishaps: readonly [string, SimulatedFault, readonly string[]][] = [
  ['cut before the carrier read it', { kind: 'cut-before' }, ['unknown', 'transient']],
  ['cut after the carrier did the work', { kind: 'cut-after' }, ['unknown', 'transient']],
  ['cut halfway through the answer', { kind: 'half-answer' }, ['unknown', 'transient']],
  [
    'answered by a gateway',
    { kind: 'status', status: 502, headers: html, body: page },
    ['unknown', 'transient'],
  ],
  [
    'answered with a page for people',
    { kind: 'status', status: 200, headers: html, body: page },
    ['unreadable'],
  ],
  ['in maintenance', { kind: 'status', status: 503 }, ['outage']],
  ['told to slow down', { kind: 'status', status: 429 }, ['pace']],
]

/** How many calls one label takes, so that a fault can strike each of them. */
async function callsPerLabel(open: OpenCarrier): Promise<number> {
  const { carrier, simulator } = await open()
  try {
    good(await carrier.label(parcel, 'order-1'))
    return simulator.requests.length
  } finally {
    await simulator.close()
  }
}

function good<T>(outcome: Outcome<T>): T {
  assert.equal(outcome.kind, 'ok', JSON.stringify(outcome))
  return (outcome as Extract<Outcome<T>, { kind: 'ok' }>).value
}

/** The word for how a call ended: its outcome, or the kind of its fault. */
async function endingOf(call: Promise<Outcome<unknown> | readonly unknown[]>): Promise<string> {
  try {
    const outcome = await call
    return 'kind' in outcome ? outcome.kind : 'ok'
  } catch (error) {
    if (error instanceof ConnectorFault) return error.kind
    throw error
  }
}

const ids = (label: Label | null) => label && [label.externalId, label.trackingCode, label.trackingUrl]

function pagesIn(pdf: Uint8Array): number {
  const text = Buffer.from(pdf).toString('latin1')
  assert.ok(text.startsWith('%PDF-') && text.trimEnd().endsWith('%%EOF'), 'the label is a whole PDF')
  return text.match(/\/Type\s*\/Page\b/g)?.length ?? 0
}
