/** VIES in both styles: valid and invalid only when it says so, unknown for everything else. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test, type TestContext } from 'node:test'
import { contextFor } from '../../../test/support/connector-context.ts'
import { ConnectorFault } from '../../contracts/connector.ts'
import type { SimulatedFault } from '../../contracts/simulator.ts'
import type { VatAnswer, VatQuestion } from '../../contracts/vat-check.ts'
import { vies } from './index.ts'
import { readRest, readSoap } from './map.ts'
import { startVies } from './simulator.ts'

const styles = ['rest', 'soap'] as const
const us = { country: 'NL', number: '123456789B13' }
const ask = (number: string, country = 'NL', requester: VatQuestion['requester'] = us): VatQuestion => ({
  country,
  number,
  requester,
})

async function opened(
  t: TestContext,
  style: 'rest' | 'soap',
  service: 'live' | 'test' = 'live',
  timeoutSeconds = 30,
) {
  const simulator = await startVies()
  t.after(() => simulator.close())
  return { simulator, vat: vies.open(contextFor(simulator.settings(style, service), { timeoutSeconds })) }
}

const sample = (name: string) => readFile(new URL(`../../../samples/vies/${name}`, import.meta.url), 'utf8')

function code(answer: VatAnswer): string {
  return answer.outcome === 'unknown' ? answer.code : answer.outcome
}

/** Each code, whose fault it is, and whether asking again soon makes sense. */
const codes: [number: string, code: string, fault: 'ours' | 'theirs', isBusy: boolean][] = [
  ['201', 'INVALID_INPUT', 'ours', false],
  ['202', 'INVALID_REQUESTER_INFO', 'ours', false],
  ['300', 'SERVICE_UNAVAILABLE', 'theirs', false],
  ['301', 'MS_UNAVAILABLE', 'theirs', false],
  ['302', 'TIMEOUT', 'theirs', false],
  ['400', 'VAT_BLOCKED', 'theirs', false],
  ['401', 'IP_BLOCKED', 'theirs', false],
  ['500', 'GLOBAL_MAX_CONCURRENT_REQ', 'theirs', true],
  ['501', 'GLOBAL_MAX_CONCURRENT_REQ_TIME', 'theirs', true],
  ['600', 'MS_MAX_CONCURRENT_REQ', 'theirs', true],
  ['601', 'MS_MAX_CONCURRENT_REQ_TIME', 'theirs', true],
]

/** What may stand where an answer should; none of it may ever read as invalid. */
const disturbances: [story: string, fault: SimulatedFault, code: string, isBusy: boolean][] = [
  ['a page in place of an answer', { kind: 'own', name: 'html' }, 'UNREADABLE', false],
  ['everyone is down', { kind: 'own', name: 'down' }, 'SERVICE_UNAVAILABLE', false],
  [
    'a code that nobody heard of',
    { kind: 'own', name: 'code', detail: 'BRAND_NEW_REASON' },
    'BRAND_NEW_REASON',
    false,
  ],
  ['the connection is cut', { kind: 'cut-before' }, 'NO_ANSWER', false],
  ['the answer is cut in half', { kind: 'half-answer' }, 'NO_ANSWER', false],
  ['a gateway answers', { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' }, 'HTTP_502', false],
  ['maintenance', { kind: 'status', status: 503 }, 'HTTP_503', false],
  ['too many questions', { kind: 'status', status: 429 }, 'HTTP_429', true],
  ['an empty answer', { kind: 'status', status: 200, body: '' }, 'UNREADABLE', false],
  ['half an object', { kind: 'status', status: 200, body: '{"valid":false' }, 'UNREADABLE', false],
  [
    'an object without an answer',
    { kind: 'status', status: 200, body: '{"valid":"false"}' },
    'UNREADABLE',
    false,
  ],
  [
    'an envelope without an answer',
    { kind: 'status', status: 200, body: '<a><Body/></a>' },
    'UNREADABLE',
    false,
  ],
]

for (const style of styles) {
  test(`${style}: a registered number is valid, with name, address and proof of having asked`, async (t) => {
    const { vat } = await opened(t, style)
    const answer = await vat.check(ask('002455799B11'))
    assert.equal(answer.outcome, 'valid')
    assert.equal(answer.name, 'VOORBEELD VERHUUR & ZN.')
    assert.equal(answer.address, 'KADE 00101\n9712AB GRONINGEN')
    assert.match(answer.consultationNumber ?? '', /^WAPIAAAA\w{8}$/)
    assert.ok(answer.raw.includes('002455799B11'))
    const again = await vat.check(ask('002455799B11'))
    assert.ok(again.outcome === 'valid' && again.consultationNumber !== answer.consultationNumber)
  })

  test(`${style}: without our own number there is an answer and no proof`, async (t) => {
    const { vat } = await opened(t, style)
    const answer = await vat.check(ask('004495445B01', 'NL', null))
    assert.equal(answer.outcome, 'valid')
    assert.equal(answer.name, 'VOORBEELD FIETSEN B.V.')
    assert.equal(answer.consultationNumber, null)
  })

  test(`${style}: a number that the register does not know is invalid, and names nobody`, async (t) => {
    const { vat } = await opened(t, style)
    const answer = await vat.check(ask('000099998B57'))
    assert.equal(answer.outcome, 'invalid')
    assert.deepEqual([answer.name, answer.address, answer.consultationNumber], [null, null, null])
  })

  test(`${style}: Germany and Spain keep the name to themselves, and so may others`, async (t) => {
    const { vat, simulator } = await opened(t, style)
    for (const [country, number] of [
      ['DE', '136695976'],
      ['ES', 'B64717838'],
    ] as const) {
      const answer = await vat.check(ask(number, country))
      assert.deepEqual([answer.outcome, 'name' in answer && answer.name], ['valid', null])
    }
    simulator.faults.push({ kind: 'own', name: 'hidden-names' })
    const answer = await vat.check(ask('004495445B01'))
    assert.deepEqual([answer.outcome, 'address' in answer && answer.address], ['valid', null])
  })

  test(`${style}: Greece is EL, Northern Ireland XI, and spaces, points and small letters do not matter`, async (t) => {
    const { vat, simulator } = await opened(t, style)
    assert.equal(code(await vat.check(ask('094259216', 'EL'))), 'valid')
    assert.equal(code(await vat.check(ask('094259216', 'GR'))), 'valid')
    assert.equal(code(await vat.check(ask('980 780 684', 'XI'))), 'valid')
    assert.equal(code(await vat.check(ask('0044.95445.b01', 'nl'))), 'valid')
    assert.equal(
      simulator.requests.filter(({ body }) => body.includes('>GR<') || body.includes('"GR"')).length,
      0,
    )
    assert.equal(code(await vat.check(ask('980780684', 'GB'))), 'INVALID_INPUT')
  })

  test(`${style}: a name in another alphabet comes over whole`, async (t) => {
    const { vat } = await opened(t, style)
    const answer = await vat.check(ask('094259216', 'EL'))
    assert.equal('name' in answer && answer.name, 'ΠΑΡΑΔΕΙΓΜΑ ΑΕ')
  })

  test(`${style}: the test service says valid for 100 and invalid for 200`, async (t) => {
    const { vat } = await opened(t, style, 'test')
    assert.equal(code(await vat.check(ask('100'))), 'valid')
    assert.equal(code(await vat.check(ask('200'))), 'invalid')
    assert.equal(code(await vat.check(ask('999'))), 'SERVICE_UNAVAILABLE')
  })

  for (const [number, name, fault, isBusy] of codes)
    test(`${style}: ${name} is unknown, ${fault === 'ours' ? 'our' : 'their'} fault${isBusy ? ', busy' : ''}`, async (t) => {
      const { vat } = await opened(t, style, 'test')
      const answer = await vat.check(ask(number))
      assert.equal(answer.outcome, 'unknown')
      assert.deepEqual([answer.code, answer.fault, answer.isBusy], [name, fault, isBusy])
    })

  for (const [story, fault, name, isBusy] of disturbances)
    test(`${style}: ${story}: unknown, and never invalid`, async (t) => {
      const { vat, simulator } = await opened(t, style)
      simulator.faults.push({ ...fault })
      const answer = await vat.check(ask('004495445B01'))
      assert.equal(answer.outcome, 'unknown')
      assert.deepEqual([answer.code, answer.fault, answer.isBusy], [name, 'theirs', isBusy])
    })

  test(`${style}: an answer that comes too late is unknown`, async (t) => {
    const { vat, simulator } = await opened(t, style, 'live', 0.3)
    simulator.faults.push({ kind: 'slow', milliseconds: 700 })
    assert.equal(code(await vat.check(ask('004495445B01'))), 'NO_ANSWER')
  })

  test(`${style}: one member state that is busy does not keep the others waiting`, async (t) => {
    const { vat, simulator } = await opened(t, style)
    simulator.faults.push({ kind: 'own', name: 'busy-DE', times: 1 }, { kind: 'own', name: 'down-BE' })
    assert.equal(code(await vat.check(ask('136695976', 'DE'))), 'MS_MAX_CONCURRENT_REQ')
    assert.equal(code(await vat.check(ask('0428759497', 'BE'))), 'MS_UNAVAILABLE')
    assert.equal(code(await vat.check(ask('004495445B01'))), 'valid')
    assert.equal(code(await vat.check(ask('136695976', 'DE'))), 'valid')
  })

  test(`${style}: what cannot be a number is not asked`, async (t) => {
    const { vat, simulator } = await opened(t, style)
    for (const number of ['', '1', '12345678901234', 'a<b', '"; drop']) {
      const answer = await vat.check(ask(number))
      assert.ok(answer.outcome === 'unknown' && answer.code === 'INVALID_INPUT' && answer.fault === 'ours')
    }
    const answer = await vat.check(ask('004495445B01', 'NL', { country: 'NL', number: '' }))
    assert.equal(code(answer), 'INVALID_REQUESTER_INFO')
    assert.equal(simulator.requests.length, 0)
  })

  test(`${style}: an answer about another number proves nothing`, async (t) => {
    const { vat, simulator } = await opened(t, style)
    await vat.check(ask('004495445B01'))
    const file = style === 'rest' ? 'rest-valid.response.json' : 'checkVatApprox.response.xml'
    simulator.faults.push({ kind: 'status', status: 200, body: await sample(file) })
    const answer = await vat.check(ask('002455799B11'))
    assert.equal(code(answer), 'OTHER_NUMBER')
  })

  test(`${style}: the test of the coupling shows which member states are silent`, async (t) => {
    const { vat, simulator } = await opened(t, style)
    assert.deepEqual(
      (await vat.test()).checks.map((check) => check.isGood),
      [true, true],
    )
    simulator.faults.push({ kind: 'own', name: 'down-DE' })
    const silent = await vat.test()
    assert.equal(silent.isHealthy, true)
    assert.deepEqual(
      silent.checks.map((check) => [check.isGood, check.detail]),
      [
        [true, ''],
        [false, 'DE'],
      ],
    )
    for (const fault of [
      { kind: 'own', name: 'html' },
      { kind: 'own', name: 'down' },
      { kind: 'cut-before' },
    ] as const) {
      simulator.faults.splice(0, 1, { ...fault })
      assert.equal((await vat.test()).isHealthy, false)
    }
    simulator.faults.splice(0, 1, { kind: 'own', name: 'html' })
    const [only] = (await vat.test()).checks
    assert.match(only!.words.en, /responds with a web page/)
    assert.equal(only!.detail, '')
  })
}

test('the recorded SOAP answers are read', async () => {
  assert.deepEqual(readSoap(await sample('checkVat.response-valid.xml')), {
    country: 'NL',
    number: '100',
    isValid: true,
    name: 'John Doe',
    address: '123 Main St, Anytown, UK',
    consultationNumber: null,
  })
  const invalid = readSoap(await sample('checkVat.response-invalid.xml'))
  assert.ok(invalid && 'isValid' in invalid && !invalid.isValid && invalid.name === null)
  const approximate = readSoap(await sample('checkVatApprox.response.xml'))
  assert.ok(approximate && 'isValid' in approximate)
  assert.deepEqual([approximate.name, approximate.consultationNumber], ['John Doe', 'WAPIAAAAYxyz123'])
  const fault = await sample('checkVat.fault-MS_MAX_CONCURRENT_REQ.xml')
  assert.deepEqual(readSoap(fault), { code: 'MS_MAX_CONCURRENT_REQ' })
})

test('an answer that is neither true nor false is no answer, though the number is right', async () => {
  const rest = JSON.parse(await sample('rest-invalid.response.json')) as object
  for (const valid of ['false', 'true', 0, null, undefined])
    assert.equal(readRest(JSON.stringify({ ...rest, valid })), null)
  const soap = await sample('checkVat.response-invalid.xml')
  for (const valid of ['FALSE', '0', '']) assert.equal(readSoap(soap.replace('>false<', `>${valid}<`)), null)
})

test('a page that came in place of an answer is kept short', async (t) => {
  const { vat, simulator } = await opened(t, 'rest')
  simulator.faults.push({ kind: 'status', status: 500, body: 'x'.repeat(1_000_000) })
  assert.equal((await vat.check(ask('004495445B01'))).raw.length, 2000)
})

test('our SOAP questions say the same as the recorded ones', async (t) => {
  const { vat, simulator } = await opened(t, 'soap', 'test')
  await vat.check(ask('100', 'NL', null))
  await vat.check(ask('100', 'NL', { country: 'NL', number: '000099998B57' }))
  const bare = (xml: string) =>
    xml
      .replace(/^[\s\S]*?<\w+:Body>/, '')
      .replace(/\sxmlns(:\w+)?="[^"]*"/g, '')
      .replace(/(<\/?)\w+:/g, '$1')
  const recorded = [await sample('checkVat.request.xml'), await sample('checkVatApprox.request.xml')]
  assert.deepEqual(
    simulator.requests.map(({ body }) => bare(body).trim()),
    recorded.map((xml) => bare(xml).trim()),
  )
})

test('the documented REST answers are read, each refusal by its code', async () => {
  const valid = readRest(await sample('rest-valid.response.json'))
  assert.ok(valid && 'isValid' in valid && valid.isValid)
  assert.equal(valid.address, 'GILDENWEG 00006\n1695GD BLOKKER')
  const hidden = readRest(await sample('rest-es-no-name.response.json'))
  assert.ok(hidden && 'isValid' in hidden && hidden.isValid && hidden.name === null)
  const invalid = readRest(await sample('rest-invalid.response.json'))
  assert.ok(invalid && 'isValid' in invalid && !invalid.isValid && invalid.consultationNumber === null)
  const errors = JSON.parse(await sample('rest-errors.json')) as { body: unknown }[]
  assert.deepEqual(
    errors.map(({ body }) => readRest(JSON.stringify(body))),
    codes.map(([, name]) => ({ code: name })),
  )
})

test('a document type is refused before anything of it is read', () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
  const answer =
    '<Envelope><Body><checkVatResponse><countryCode>NL</countryCode><vatNumber>1</vatNumber><valid>true</valid>' +
    '<name>&amp;&#65;&#xE9;</name></checkVatResponse></Body></Envelope>'
  assert.equal(readSoap(bomb + answer), null)
  const read = readSoap(answer)
  assert.ok(read && 'name' in read && read.name === '&A\u00e9')
  for (const text of ['', '<', '<a>', 'null', '<Envelope/>', '<Envelope><Body/></Envelope>'])
    assert.equal(readSoap(text), null)
})

test('settings that cannot work are not taken for a busy service', async () => {
  const context = contextFor({ host: 'http://127.0.0.1:9', style: 'rest', service: 'live' })
  const vat = vies.open({
    ...context,
    http: () => Promise.reject(new ConnectorFault('config', 'no such host')),
  })
  await assert.rejects(vat.check(ask('004495445B01')), { kind: 'config' })
})
