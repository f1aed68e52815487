/** VAT numbers against a simulated VIES: three outcomes, every code, and what a busy country means for the others. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { vies } from '../connectors/vies/index.ts'
import { startVies } from '../connectors/vies/simulator.ts'
import { runHouse, until } from '../../test/support/running.ts'

const simulator = await startVies()
after(() => simulator.close())
const { call, house } = await runHouse([vies])
await call('POST', '/businesses', {
  legalName: 'Fietsen De Wit B.V.',
  tradeName: 'Fietsen De Wit',
  country: 'NL',
  vatNumber: 'NL123456789B13',
  street: 'Dorpsstraat',
  houseNumber: '1',
  postcode: '1695 AA',
  city: 'Blokker',
})

const add = (number: string, more: object = {}) => call('POST', '/vat-numbers', { number, ...more })
const look = (id: string) => call('GET', `/vat-numbers/${id}`)
const settled = (id: string) =>
  until(
    () => look(id),
    ({ body }) => body.state !== 'pending',
  )

test('without a connection a number is kept and waits', async () => {
  const { status, body } = await add('BE 0428.759.497')
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual([body.number, body.state], ['BE0428759497', 'pending'])
})

test('a person may look a number up elsewhere, and what was found is kept with its proof', async () => {
  const { body } = await add('LU26375245')
  const kept = await call('POST', `/vat-numbers/${body.id}/checks`, {
    outcome: 'valid',
    consultationNumber: 'WAPIAAAAhand0001',
    holder: 'Exemple S.A.',
  })
  assert.equal(kept.status, 200, JSON.stringify(kept.body))
  const found = await look(body.id)
  assert.deepEqual(
    [found.body.state, found.body.holder, found.body.consultationNumber],
    ['valid', 'Exemple S.A.', 'WAPIAAAAhand0001'],
  )
  assert.deepEqual(
    (found.body.checks as { via: string }[]).map(({ via }) => via),
    ['manual'],
  )
})

test('a connection begins with what waited, and keeps the proof of having asked', async () => {
  const made = await call('POST', '/connections', {
    name: 'VIES',
    connector: 'vies',
    settings: simulator.settings('rest'),
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { body } = await call('GET', '/vat-numbers?number=BE0428759497')
  const found = await settled(String(body.rows[0]!.id))
  assert.equal(found.body.state, 'valid')
  assert.equal(found.body.holder, 'BV VOORBEELD RIJWIELEN')
  const checks = found.body.checks as {
    outcome: string
    consultationNumber: string
    requester: string
    via: string
    raw: string
  }[]
  assert.equal(checks[0]!.outcome, 'valid')
  assert.match(checks[0]!.consultationNumber, /^WAPIAAAA/)
  assert.deepEqual([checks[0]!.requester, checks[0]!.via], ['NL123456789B13', 'vies'])
  assert.ok(checks[0]!.raw.includes('0428759497'))
})

test('a second connection of the same name is refused at its field', async () => {
  const settings = simulator.settings('rest')
  const { status, body } = await call('POST', '/connections', { name: 'vies', connector: 'vies', settings })
  assert.deepEqual([status, body.code, body.field], [422, 'record.taken', 'name'])
})

test('what cannot be a number is refused with the way out, before anybody is asked', async () => {
  const asked = simulator.requests.length
  for (const [number, more, code] of [
    ['BE0428759498', {}, 'vat-number.wrong-form'],
    ['0428759497', {}, 'vat-number.no-country'],
    ['BE0776091951', { country: 'DE' }, 'vat-number.other-country'],
    ['NL123456789B13', {}, 'vat-number.is-our-own'],
  ] as const) {
    const refused = await add(number, more)
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.field],
      [422, code, 'number'],
      JSON.stringify(refused.body),
    )
  }
  assert.equal(simulator.requests.length, asked)
  const meant = await add('BE0776091951', { country: 'DE', isOtherCountryMeant: true })
  assert.equal((await settled(meant.body.id)).body.state, 'valid')
})

test('a number of ours is refused also when nobody ever noted it as ours', async () => {
  const { rows } = await house.database.owner.query<{ id: string }>('select id from businesses')
  const registered = await call('POST', '/tax-registrations', {
    business: rows[0]!.id,
    kind: 'vat',
    country: 'DE',
    number: 'DE129273398',
    validFrom: '2024-01-01',
  })
  assert.equal(registered.status, 200, JSON.stringify(registered.body))
  await house.database.owner.query('update vat_numbers set is_own = false')
  for (const number of ['NL 1234.56.789.B13', 'DE129273398']) {
    const refused = await add(number)
    assert.deepEqual([refused.status, refused.body.code], [422, 'vat-number.is-our-own'], number)
  }
})

test('a number that the register does not know is invalid, and a person is told', async () => {
  const { body } = await add('NL000099998B57')
  assert.equal((await settled(body.id)).body.state, 'invalid')
  const tasks = await call('GET', `/tasks?about=${body.id}`)
  assert.deepEqual(
    tasks.body.rows.map((task) => task.kind),
    ['vat.number-invalid'],
  )
})

test('a number of another country than its organisation is a task, which goes with the number', async () => {
  const { body } = await call('POST', '/organisations', {
    name: 'Exemple Cycles',
    country: 'DE',
    vatNumber: 'BE0428759497',
  })
  const tasks = () => call('GET', `/tasks?about=${body.id}&state=open`).then((answer) => answer.body.rows)
  const [task] = await until(tasks, (rows) => rows.length > 0)
  assert.deepEqual([task!.kind, task!.aboutKind], ['vat.relation-number-other-country', 'organisations'])
  await call('PATCH', `/organisations/${body.id}`, { vatNumber: null })
  await until(tasks, (rows) => rows.length === 0)
})

test('a valid number that turns invalid raises a task, and mending it closes the task', async () => {
  const { body } = await add('FR40303265045')
  assert.equal((await settled(body.id)).body.state, 'valid')
  const holder = simulator.register.get('FR40303265045')!
  simulator.register.delete('FR40303265045')
  await call('POST', `/vat-numbers/${body.id}/check`, {})
  const turned = await until(
    () => look(body.id),
    (answer) => answer.body.state === 'invalid',
  )
  assert.ok(turned.body.lastValidAt)
  assert.equal((await call('GET', `/tasks?about=${body.id}`)).body.rows.length, 1)
  simulator.register.set('FR40303265045', holder)
  await call('POST', `/vat-numbers/${body.id}/check`, {})
  await until(
    () => look(body.id),
    (answer) => answer.body.state === 'valid',
  )
  assert.equal((await call('GET', `/tasks?about=${body.id}`)).body.rows.length, 0)
})

const codes = [
  'SERVICE_UNAVAILABLE',
  'MS_UNAVAILABLE',
  'TIMEOUT',
  'VAT_BLOCKED',
  'IP_BLOCKED',
  'GLOBAL_MAX_CONCURRENT_REQ',
  'GLOBAL_MAX_CONCURRENT_REQ_TIME',
  'MS_MAX_CONCURRENT_REQ',
  'MS_MAX_CONCURRENT_REQ_TIME',
  'INVALID_INPUT',
  'INVALID_REQUESTER_INFO',
]

test('in each of the eleven codes, and behind a page of html, a valid number stays valid and nothing becomes invalid', async () => {
  const { body } = await add('IE6433435F')
  await settled(body.id)
  for (const code of [...codes, 'html']) {
    simulator.faults.splice(0)
    simulator.faults.push(
      code === 'html'
        ? { kind: 'own', name: 'html', times: 1 }
        : { kind: 'own', name: 'code', detail: code, times: 1 },
    )
    await call('POST', `/vat-numbers/${body.id}/check`, {})
    const expected = code === 'html' ? 'UNREADABLE' : code
    const found = await until(
      () => look(body.id),
      (answer) => answer.body.code === expected,
      20,
    )
    assert.equal(found.body.state, 'valid', code)
    const isOurs = code.startsWith('INVALID_')
    assert.equal(found.body.nextAt === null, isOurs, `${code}: asked again unless the fault is ours`)
    // An answer in between keeps the member state from being closed by its own silence.
    simulator.faults.splice(0)
    await call('POST', `/vat-numbers/${body.id}/check`, {})
    await until(
      () => look(body.id),
      (answer) => answer.body.code === null,
    )
  }
  const checks = (await look(body.id)).body.checks as { outcome: string }[]
  assert.deepEqual([...new Set(checks.map(({ outcome }) => outcome))].sort(), ['unknown', 'valid'])
})

test('what was asked while the connection was broken is asked as soon as it works again', async () => {
  const { body } = await add('XI980780684')
  assert.equal((await settled(body.id)).body.state, 'valid')
  const [connection] = (await call('GET', '/connections')).body.rows
  const tested = async (state: string) => {
    await call('POST', `/connections/${String(connection!.id)}/test`, {})
    await until(
      () => call('GET', `/connections/${String(connection!.id)}`),
      (answer) => answer.body.state === state,
    )
  }
  simulator.faults.push({ kind: 'own', name: 'html' })
  await tested('broken')
  simulator.faults.splice(0)
  const asked = async () => ((await look(body.id)).body.checks as unknown[]).length
  const before = await asked()
  await call('POST', `/vat-numbers/${body.id}/check`, {})
  await until(
    () => house.database.owner.query("select 1 from graphile_worker.jobs where key like 'vat-check:%'"),
    (found) => found.rowCount === 0,
  )
  assert.equal(await asked(), before, 'nobody can be asked yet')
  await tested('active')
  await until(asked, (count) => count === before + 1)
})

test('a busy Germany is unknown and asked again after seconds, while Greece is answered', async () => {
  simulator.faults.push({ kind: 'own', name: 'busy-DE', times: 2 })
  const german = await add('DE136695976')
  const greek = await add('GR094259216')
  assert.equal(german.status, 200, 'saving never waits for VIES')
  assert.equal((await settled(greek.body.id)).body.state, 'valid')
  assert.equal((await settled(german.body.id)).body.state, 'unknown')
  const found = await until(
    () => look(german.body.id),
    (answer) => answer.body.state === 'valid',
    20,
  )
  assert.deepEqual(
    (found.body.checks as { outcome: string }[]).map(({ outcome }) => outcome),
    ['valid', 'unknown', 'unknown'],
  )
})

test('a member state that answered nobody five times is left alone for ten minutes', async () => {
  const { body } = await add('ESB64717838')
  await settled(body.id)
  const since = simulator.requests.length
  simulator.faults.push({ kind: 'own', name: 'down-ES', times: 100 })
  for (let n = 0; n < 5; n++) {
    await call('POST', `/vat-numbers/${body.id}/check`, {})
    await until(
      () => look(body.id),
      (answer) => (answer.body.checks as unknown[]).length > n + 1,
      20,
    )
  }
  await call('POST', `/vat-numbers/${body.id}/check`, {})
  const closed = await until(
    () => look(body.id),
    (answer) => Date.parse(String(answer.body.nextAt)) > Date.now() + 300_000,
  )
  assert.equal(closed.body.state, 'valid')
  const asked = simulator.requests.slice(since).filter(({ body: sent }) => sent.includes('B64717838'))
  assert.equal(asked.length, (closed.body.checks as unknown[]).length - 1)
  simulator.faults.splice(0)
})

test('two numbers of one member state are asked about one after the other', async () => {
  simulator.faults.push({ kind: 'slow', milliseconds: 300, times: 2 })
  const [a, b] = await Promise.all([add('NL002455799B11'), add('NL004495445B01')])
  await Promise.all([settled(a.body.id), settled(b.body.id)])
  const { rows } = await house.database.owner.query<{ asked_at: Date; created_at: Date }>(
    `select asked_at, created_at from vat_number_checks where number in ('NL002455799B11', 'NL004495445B01') order by asked_at`,
  )
  assert.equal(rows.length, 2)
  assert.ok(
    rows[1]!.asked_at >= rows[0]!.created_at,
    'the second is asked after the answer to the first was kept',
  )
})

test('a number that a business had by mistake is no longer ours, and its task is gone', async () => {
  const { body: mine } = await call('GET', '/businesses?limit=10')
  const business = mine.rows.find((one) => one['vatNumber'] === 'NL123456789B13')!
  const ours = () => call('GET', '/vat-numbers?number=NL000099998B57').then(({ body }) => body.rows[0]!)
  const tasks = async () =>
    (await call('GET', '/tasks?state=open&limit=100')).body.rows.filter(({ detail }) =>
      JSON.stringify(detail).includes('NL000099998B57'),
    ).length
  assert.equal(await tasks(), 1)
  const keep = (vatNumber: string) => call('PATCH', `/businesses/${String(business['id'])}`, { vatNumber })
  assert.equal((await keep('NL000099998B57')).status, 200)
  await until(ours, (one) => one['isOwn'] === true)
  assert.equal((await keep('NL123456789B13')).status, 200)
  await until(ours, (one) => one['isOwn'] === false)
  assert.equal(await tasks(), 0)
  assert.equal((await add('NL000099998B57')).status, 200)
})
