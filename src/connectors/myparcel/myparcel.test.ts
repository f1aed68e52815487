/** MyParcel keeps the carrier's contract, and does what only MyParcel does. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test, type TestContext } from 'node:test'
import { contextFor } from '../../../test/support/connector-context.ts'
import type { Parcel, ParcelState } from '../../contracts/carrier.ts'
import { carrierSuite } from '../../contracts/carrier.suite.ts'
import { myparcel } from './index.ts'
import { dutchTime, momentOf, refusalOf, shipmentOf, stateOf, trackingUrl } from './map.ts'
import { startMyParcel } from './simulator.ts'
import { stickersPdf } from './sticker.ts'

const numbers: Partial<Record<ParcelState | 'unheard-of', number>> = {
  registered: 2,
  'handed-over': 3,
  'in-transit': 5,
  delivered: 7,
  returned: 11,
  'unheard-of': 77,
}

carrierSuite('MyParcel', async (bend) => {
  const simulator = await startMyParcel()
  return {
    carrier: myparcel.open(contextFor(simulator.settings, bend)),
    stranger: myparcel.open(contextFor({ ...simulator.settings, key: 'another-key' }, bend)),
    simulator,
    paid: simulator.paid,
    move(externalId, state) {
      const number = numbers[state]
      if (number !== undefined) simulator.move(externalId, number)
      return number !== undefined
    },
    takesBack: false,
  }
})

const parcel: Parcel = {
  to: {
    name: 'R. Voorbeeld',
    company: null,
    street: 'Gildenweg',
    houseNumber: '6',
    houseNumberSuffix: null,
    postcode: '1695 gd',
    city: 'Blokker',
    country: 'NL',
    email: null,
    phone: null,
  },
  kind: 'package',
  weightGrams: 900,
  description: 'NL000001187',
  needsSignature: false,
  insured: 0,
}
const to = (bend: Partial<Parcel['to']>): Parcel => ({ ...parcel, to: { ...parcel.to, ...bend } })

async function opened(t: TestContext, options?: Parameters<typeof startMyParcel>[0]) {
  const simulator = await startMyParcel(options)
  t.after(() => simulator.close())
  const notes: string[] = []
  return { simulator, notes, carrier: myparcel.open(contextFor(simulator.settings, { notes })) }
}

const sample = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../../samples/myparcel/${name}.json`, import.meta.url), 'utf8'))

test('the create has the documented form, key and content type', async (t) => {
  const { simulator, carrier } = await opened(t)
  await carrier.label({ ...parcel, needsSignature: true, weightGrams: 1120 }, 'PAK-100001-1')
  const create = simulator.requests.find((request) => request.method === 'POST')
  assert.equal(create?.headers.authorization, `bearer ${Buffer.from('simulated-key').toString('base64')}`)
  assert.match(create.headers['content-type'] ?? '', /^application\/vnd\.shipment\+json;/)
  type Wire = { data: { shipments: { recipient: object; options: object }[] } }
  const [documented] = ((await sample('shipments-post.request')) as Wire).data.shipments
  const [ours] = (JSON.parse(create.body) as Wire).data.shipments
  assert.ok(ours && documented)
  assert.deepEqual({ ...ours, recipient: 0 }, { ...documented, recipient: 0 })
  const known = Object.keys(documented.recipient)
  assert.deepEqual(
    Object.keys(ours.recipient).filter((field) => !known.includes(field)),
    [],
  )
})

test('one bad shipment refuses the whole call and nothing of it is made', async (t) => {
  const { simulator } = await opened(t)
  const good = shipmentOf(parcel, 'a', '1')
  const bad = shipmentOf(to({ postcode: '0000AA' }), 'b', '1')
  const post = (shipments: unknown[]) =>
    fetch(`${simulator.address}/shipments`, {
      method: 'POST',
      headers: {
        authorization: `bearer ${Buffer.from('simulated-key').toString('base64')}`,
        'content-type': 'application/json;charset=utf-8',
      },
      body: JSON.stringify({ data: { shipments } }),
    })
  const refused = await post([good, bad])
  assert.equal(refused.status, 422)
  assert.equal(refusalOf(await refused.json()).field, 'to.postcode')
  assert.equal(simulator.shipments.size, 0)
  assert.equal((await post([good, good])).status, 200)
  assert.equal(simulator.shipments.size, 2, 'it deduplicates nothing')
})

test('of concepts left behind by late creates one is printed and the others are removed', async (t) => {
  const { simulator, carrier } = await opened(t)
  simulator.faults.push({ kind: 'cut-after', method: 'POST', times: 1 })
  assert.equal((await carrier.label(parcel, 'order-1')).kind, 'unknown')
  assert.equal(await carrier.find('order-1'), null, 'a concept is no label, and looking must not buy one')
  assert.equal(simulator.paid(), 0)
  // The same create once more, as when the first was still under way.
  const again = simulator.requests.find((request) => request.method === 'POST')
  await fetch(`${simulator.address}/shipments`, {
    method: 'POST',
    headers: pick(again?.headers),
    body: again?.body ?? '',
  })
  assert.equal(simulator.shipments.size, 2)
  const outcome = await carrier.label(parcel, 'order-1')
  assert.equal(outcome.kind, 'ok')
  assert.deepEqual(
    [...simulator.shipments.values()].map(({ status }) => status),
    [2, 30],
  )
  assert.equal(simulator.paid(), 1)
})

const pick = (headers: Readonly<Record<string, string>> = {}) => ({
  authorization: headers.authorization ?? '',
  'content-type': headers['content-type'] ?? '',
})

test('a concept is taken back, a registered label is not, and the reason says what to do', async (t) => {
  const { simulator, carrier } = await opened(t)
  simulator.faults.push({ kind: 'cut-after', method: 'POST', times: 1 })
  await carrier.label(parcel, 'order-1')
  const [concept] = simulator.shipments.keys()
  assert.deepEqual(await carrier.voidLabel(String(concept), 'void-1'), { kind: 'ok', value: null })
  assert.deepEqual(await carrier.voidLabel(String(concept), 'void-1'), { kind: 'ok', value: null })
  const label = await carrier.label(parcel, 'order-1')
  assert.equal(label.kind, 'ok')
  assert.notEqual(label.value.externalId, String(concept), 'what was withdrawn is not printed')
  const refused = await carrier.voidLabel(label.value.externalId, 'void-2')
  assert.equal(refused.kind, 'refused')
  assert.match(refused.words?.nl ?? '', /Geef het pakket er niet mee weg/)
})

test('a label behind a link is fetched there, and is asked for again when it is not ready', async (t) => {
  const { simulator, carrier } = await opened(t)
  simulator.faults.push(
    { kind: 'own', name: 'label-later' },
    { kind: 'own', name: 'link-not-ready', times: 1 },
  )
  assert.equal((await carrier.label(parcel, 'order-1')).kind, 'unknown')
  assert.equal((await carrier.label(parcel, 'order-1')).kind, 'ok')
  assert.equal(simulator.paid(), 1)
})

test('twenty-five labels in one call come as a link, one sticker to a page', async (t) => {
  const { simulator, carrier } = await opened(t)
  for (let index = 0; index < 25; index++) await carrier.label(parcel, `order-${index}`)
  const headers = {
    authorization: `bearer ${Buffer.from('simulated-key').toString('base64')}`,
    accept: 'application/pdf',
  }
  const ids = [...simulator.shipments.keys()].join(';')
  const answer = (await (await fetch(`${simulator.address}/shipment_labels/${ids}`, { headers })).json()) as {
    data: { pdfs: { url: string } }
  }
  const pdf = await (await fetch(simulator.address + answer.data.pdfs.url, { headers })).text()
  assert.equal(pdf.match(/\/Type \/Page /g)?.length, 25)
})

test('a barcode that is not there yet leaves the outcome unknown', async (t) => {
  const { simulator, carrier } = await opened(t)
  simulator.faults.push({ kind: 'own', name: 'no-barcode', times: 1 })
  assert.equal((await carrier.label(parcel, 'order-1')).kind, 'unknown')
  assert.match((await carrier.find('order-1'))?.trackingCode ?? '', /^3SMYPA\d{9}$/)
})

test('an account without a contract says so in words that help', async (t) => {
  const { simulator, carrier } = await opened(t)
  simulator.faults.push({ kind: 'own', name: 'no-contract' })
  const outcome = await carrier.label(parcel, 'order-1')
  assert.equal(outcome.kind, 'refused')
  assert.equal(outcome.code, 'no-contract')
  assert.match(outcome.words?.en ?? '', /Enable the carrier/)
})

test('a label that is refused leaves no concept behind', async (t) => {
  const { simulator, carrier } = await opened(t)
  simulator.faults.push({ kind: 'own', name: 'label-refused', times: 1 })
  assert.equal((await carrier.label(parcel, 'order-1')).kind, 'refused')
  assert.deepEqual(
    [...simulator.shipments.values()].map(({ status }) => status),
    [30],
  )
  assert.equal((await carrier.label(parcel, 'order-1')).kind, 'ok')
  assert.equal(simulator.paid(), 1)
})

test('of a concept and a registered label under one key the label counts, whichever came first', async (t) => {
  const { simulator, carrier } = await opened(t)
  simulator.faults.push({ kind: 'cut-after', method: 'POST', times: 2 })
  await carrier.label(parcel, 'order-1')
  await carrier.label(parcel, 'order-2')
  const [first, second] = [...simulator.shipments.values()]
  assert.ok(first && second)
  Object.assign(second, { reference: 'order-1' })
  const headers = pick(simulator.requests.find((request) => request.method === 'POST')?.headers)
  await (await fetch(`${simulator.address}/shipment_labels/${second.id}`, { headers })).arrayBuffer()
  const label = await carrier.label(parcel, 'order-1')
  assert.equal(label.kind === 'ok' && label.value.externalId, String(second.id))
  assert.equal(first.status, 30)
  assert.equal(simulator.paid(), 1)
})

test('a key without the right to make labels stops the coupling as a wrong one does', async (t) => {
  const { simulator, carrier } = await opened(t)
  simulator.faults.push({ kind: 'status', status: 403 })
  await assert.rejects(carrier.label(parcel, 'order-1'), { kind: 'auth' })
})

test('many parcels are asked about fifty at a time, and a fifty that is unknown is passed over', async (t) => {
  const { simulator, carrier } = await opened(t)
  const label = await carrier.label(parcel, 'order-1')
  assert.equal(label.kind, 'ok')
  const before = simulator.requests.length
  const strangers = Array.from({ length: 60 }, (_, index) => String(index + 1))
  const states = await carrier.states([...strangers, label.value.externalId])
  assert.deepEqual(
    states.map(({ externalId }) => externalId),
    [label.value.externalId],
  )
  assert.equal(simulator.requests.length - before, 2)
})

test('a street of more than forty characters is refused before a call is spent, long names and notes are cut', async (t) => {
  const { simulator, carrier } = await opened(t)
  const refused = await carrier.label(to({ street: 'W'.repeat(41) }), 'order-1')
  assert.equal(refused.kind, 'refused')
  assert.equal(refused.field, 'to.street')
  assert.equal(simulator.requests.length, 0)
  const long = {
    ...to({ street: 'W'.repeat(40), name: 'n'.repeat(80), company: 'c'.repeat(80) }),
    description: 'd'.repeat(80),
  }
  assert.equal((await carrier.label(long, 'order-2')).kind, 'ok')
})

const refusals: [string, Partial<Parcel['to']>, string][] = [
  ['a place that does not exist', { postcode: '9999ZZ' }, 'to.postcode'],
  [
    'a postcode typed in the suffix of the house number',
    { houseNumberSuffix: '1695 GD' },
    'to.houseNumberSuffix',
  ],
  ['a house number that is none', { houseNumber: 'zes' }, 'to.houseNumber'],
  ['a city that is missing', { city: '' }, 'to.city'],
  ['a receiver without a name', { name: '' }, 'to.name'],
  ['a country outside the customs union', { country: 'CH', postcode: '8001' }, 'customs_declaration'],
]
for (const [story, bend, field] of refusals)
  test(`refused with its field: ${story}`, async (t) => {
    const { carrier, simulator } = await opened(t)
    const outcome = await carrier.label(to(bend), 'order-1')
    assert.equal(outcome.kind, 'refused')
    assert.equal(outcome.field, field)
    assert.equal(simulator.paid(), 0)
  })

test('every recorded refusal is read: its code, its field and its Dutch', async () => {
  const errors = (await sample('errors')) as { http: number; body: unknown }[]
  const read = errors.filter(({ http }) => http === 422).map(({ body }) => refusalOf(body))
  assert.deepEqual(
    read.map(({ code, field }) => [code, field]),
    [
      ['3505', 'to.postcode'],
      ['no-contract', undefined],
    ],
  )
  assert.deepEqual(read[0]?.words, { nl: 'Postcode klopt niet', en: 'Postal code is invalid' })
  assert.equal(refusalOf(null).kind, 'refused')
  assert.equal(refusalOf({ message: 'Nee', errors: 'none' }).text, 'Nee')
})

test('every known status has its state, or says that it has none', async () => {
  const codes = Object.keys((await sample('status-codes')) as object).filter((code) => /^\d+$/.test(code))
  const states = Object.fromEntries(codes.map((code) => [code, stateOf(Number(code))]))
  assert.deepEqual(
    Object.keys(states).filter((code) => states[code] === null),
    ['1', '13', '30', '99'],
  )
  assert.equal(states[36], 'delivered')
  assert.equal(stateOf(Number('nonsense')), null)
})

test('a status that nobody knows is left out and noted', async (t) => {
  const { simulator, carrier, notes } = await opened(t)
  const label = await carrier.label(parcel, 'order-1')
  assert.equal(label.kind, 'ok')
  simulator.move(label.value.externalId, 77)
  assert.deepEqual(await carrier.states([label.value.externalId]), [])
  assert.match(notes.join(), /status 77/)
})

test('Dutch clock times are read as moments, in summer, in winter and around the hour that changes', () => {
  assert.equal(momentOf('2026-11-21 21:30:11')?.toISOString(), '2026-11-21T20:30:11.000Z')
  assert.equal(momentOf('2026-07-01 00:15:00')?.toISOString(), '2026-06-30T22:15:00.000Z')
  assert.equal(momentOf('2026-10-25 03:30:00')?.toISOString(), '2026-10-25T02:30:00.000Z')
  for (const moment of ['2026-03-29T00:59:59.000Z', '2026-03-29T01:00:00.000Z', '2026-12-31T23:30:00.000Z'])
    assert.equal(momentOf(dutchTime(new Date(moment)))?.toISOString(), moment)
  for (const text of [null, '', '2026-13-40 10:00:00', '2026-11-21T21:30:11Z', 5])
    assert.equal(momentOf(text), null)
})

const insured: [string, number, string, number][] = [
  ['nothing insured is nothing', 0, 'NL', 0],
  ['up to the next step, in cents', 12_345, 'NL', 25_000],
  ['exactly a step stays', 50_000, 'BE', 50_000],
  ['abroad there are two steps', 5_100, 'DE', 50_000],
  ['above the last step the carrier must say no itself', 500_001, 'NL', 500_001],
]
for (const [story, cents, country, sent] of insured)
  test(`insurance: ${story}`, () => {
    const { options } = shipmentOf({ ...to({ country }), insured: cents }, 'k', '1') as {
      options: { insurance: unknown }
    }
    assert.deepEqual(options.insurance, { amount: sent, currency: 'EUR' })
  })

test('outside the Netherlands and Belgium the house number stands in the street', () => {
  const { recipient } = shipmentOf(to({ country: 'DE', postcode: '10115', houseNumberSuffix: 'b' }), 'k', '1')
  assert.deepEqual(recipient, {
    cc: 'DE',
    postal_code: '10115',
    city: 'Blokker',
    street: 'Gildenweg 6b',
    person: 'R. Voorbeeld',
  })
})

test('the page to follow a parcel holds code, postcode and country, whatever they hold', () => {
  assert.equal(
    trackingUrl('3SMYPA1', { cc: 'NL', postal_code: '1695 GD' }),
    'https://myparcel.me/track-trace/3SMYPA1/1695GD/NL',
  )
  assert.equal(
    trackingUrl('a/b', { cc: 'NL', postal_code: null }),
    'https://myparcel.me/track-trace/a%2Fb//NL',
  )
})

test('the simulator keeps the limit of five minutes and counts refused calls', async (t) => {
  let clock = Date.parse('2026-11-21T10:00:00Z')
  const { simulator, carrier } = await opened(t, { now: () => new Date(clock) })
  for (let call = 0; call < 1000; call++) await carrier.find('order-1')
  await assert.rejects(carrier.find('order-1'), { kind: 'pace', retryAfterSeconds: 300 })
  clock += 300_001
  assert.equal(await carrier.find('order-1'), null)
  assert.equal(simulator.paid(), 0)
})

test('stickers fill an A4 sheet from the positions that are free, and letters outside the font do no harm', () => {
  const sticker = {
    from: ['a (b)'],
    to: ['Łódź \\ ž', '漢'],
    description: 'x',
    service: 'y',
    barcode: '3SMYPA1',
  }
  const pdf = stickersPdf([sticker, sticker, sticker], 'A4', [3, 4]).toString('latin1')
  assert.equal(pdf.match(/\/Type \/Page /g)?.length, 2)
  assert.ok(pdf.includes('(a \\(b\\))') && pdf.includes('(L\u00f3dz \\\\ z)') && pdf.includes('(?)'))
})
