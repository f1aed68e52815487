/** The contract's party and its mandate are kept: checked at the field, masked, and behind the password (S0-1). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runHouse } from '../support/running.ts'

const { call, house } = await runHouse([])
const iban = 'NL91ABNA0417164300'
const mandate = {
  paymentMethod: 'mandate',
  iban: 'nl91 abna 0417 1643 00',
  ibanHolder: 'Fietsen De Wit B.V.',
  mandateReference: 'PAKHUIS-1',
  mandateDay: '2026-01-05',
}
const refusedAt = async (path: string, body: object) => {
  const answer = await call('PUT', path, body)
  return [answer.status, answer.body['field'], answer.body.code]
}
const contract = async () =>
  (await call('GET', '/contract')).body['contract'] as Record<string, unknown> | null

test('who runs the program on a server of their own has no contract and no invoices', async () => {
  const { body } = await call('GET', '/contract')
  assert.deepEqual([body['hosting'], body['contract']], ['self-hosted', null])
})

test('the party is kept once its name is known, with numbers that can be right', async () => {
  assert.equal((await call('PUT', '/contract/payment', mandate)).body.code, 'contract.name-needed')
  assert.deepEqual(await refusedAt('/contract', { city: 'Blokker' }), [422, 'name', 'contract.name-needed'])
  assert.equal(await contract(), null)
  const party = {
    name: 'Fietsen De Wit B.V.',
    cocNumber: '12345678',
    vatNumber: 'nl 0044.95.445.b01',
    email: 'administratie@dewit.example',
    contactName: 'Sanne de Wit',
  }
  assert.deepEqual(await refusedAt('/contract', { ...party, cocNumber: '123' }), [
    422,
    'cocNumber',
    'organisation.coc-wrong',
  ])
  assert.deepEqual(await refusedAt('/contract', { ...party, vatNumber: 'NL004495446B01' }), [
    422,
    'vatNumber',
    'organisation.vat-number-wrong',
  ])
  assert.equal((await refusedAt('/contract', { ...party, email: 'geen adres' }))[0], 422)
  assert.equal((await refusedAt('/contract', { ...party, country: 'QQ' }))[1], 'country')
  assert.equal((await call('PUT', '/contract', party)).status, 200)
  const kept = await contract()
  assert.deepEqual(
    [kept?.['name'], kept?.['vatNumber'], kept?.['paymentMethod']],
    ['Fietsen De Wit B.V.', 'NL004495445B01', 'invoice'],
  )
})

test('a mandate is whole or refused at the field that lacks', async () => {
  for (const [field, value, code] of [
    ['iban', 'NL92ABNA0417164300', 'iban.wrong'],
    ['iban', 'TR330006100519786457841326', 'contract.no-sepa-country'],
    ['iban', null, 'contract.mandate-needs'],
    ['ibanHolder', null, 'contract.mandate-needs'],
    ['mandateReference', 'met spatie', 'contract.reference-wrong'],
    ['mandateDay', '2126-01-05', 'contract.signed-ahead'],
  ] as const)
    assert.deepEqual(await refusedAt('/contract/payment', { ...mandate, [field]: value }), [422, field, code])
  assert.equal((await contract())?.['paymentMethod'], 'invoice')
})

test('the account of a mandate lies sealed and is shown masked, in the log too', async () => {
  const answer = await call('PUT', '/contract/payment', mandate)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  assert.equal((await contract())?.['iban'], 'NL91 •••• 4300')
  const stored = await house.machine.database.owner.query('select iban from contracts')
  assert.doesNotMatch(String(stored.rows[0].iban), /ABNA|0417164300/)
  const log = JSON.stringify((await call('GET', '/activity')).body)
  assert.ok(log.includes('contract.payment-changed') && !log.includes(iban))
})

test('another reference keeps the account; paying by invoice erases the mandate', async () => {
  const version = (await contract())?.['version'] as number
  assert.equal(
    (await call('PUT', '/contract/payment', { mandateReference: 'PAKHUIS-2', version })).status,
    200,
  )
  assert.equal((await contract())?.['iban'], 'NL91 •••• 4300')
  assert.equal((await call('PUT', '/contract', { city: 'Hoorn', version })).status, 412)
  await call('PUT', '/contract/payment', { paymentMethod: 'invoice' })
  const { iban: gone, mandateReference } = (await contract())!
  assert.deepEqual([gone, mandateReference], [null, null])
})

test('the payment method asks for the password again once it was given long ago; the details do not', async () => {
  await house.machine.database.owner.query("update sessions set proved_at = now() - interval '11 minutes'")
  assert.equal((await call('PUT', '/contract', { city: 'Hoorn' })).status, 200)
  const late = await call('PUT', '/contract/payment', mandate)
  assert.equal(late.body.code, 'session.proof-needed')
})

test('two who keep the first details at once make one contract', async () => {
  await house.machine.database.owner.query('delete from contracts')
  const answers = await Promise.all(['A', 'B', 'C', 'D'].map((name) => call('PUT', '/contract', { name })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  )
  const { rows } = await house.machine.database.owner.query('select count(*)::int as n from contracts')
  assert.equal(rows[0].n, 1)
})
