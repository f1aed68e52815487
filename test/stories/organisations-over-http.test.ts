/** A morning in the register of organisations, over the API: typed in, imported, given a logo, found, exported, merged. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runHouse, until } from '../support/running.ts'

const { call, address, cookie } = await runHouse([])

async function upload(path: string, name: string, bytes: Uint8Array, fields: Record<string, string> = {}) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new Blob([new Uint8Array(bytes)]), name)
  const answer = await fetch(`${address}/api${path}`, {
    method: 'POST',
    body: form,
    headers: { origin: address, cookie: cookie() },
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> & { id: string } }
}

const place = { street: 'Gildenweg', houseNumber: '6', postcode: '1695 GD', city: 'Blokker', country: 'NL' }

test('a wrong field is named with its way out, in Dutch and in English', async () => {
  const wrong = await call('POST', '/organisations', { name: 'Fout BV', cocNumber: '1234567' })
  assert.equal(wrong.status, 422)
  assert.equal(wrong.body.field, 'cocNumber')
  assert.match(String(wrong.body.detail), /8 cijfers/)
  const taken = await call('POST', '/organisations', { name: 'Fout BV', paid: true })
  assert.equal(taken.status, 422)
})

test('an organisation is made with its address, gets a logo and is found by both', async () => {
  const made = await call('POST', '/organisations', {
    name: 'Müller Rijwielen',
    roles: ['customer', 'supplier'],
    address: place,
    alsoShipping: true,
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const logo = await upload(
    `/organisations/${made.body.id}/logo`,
    'logo.svg',
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>',
    ),
  )
  assert.equal(logo.status, 200, JSON.stringify(logo.body))
  const image = await call('GET', `/files/${String(logo.body.logo)}`)
  assert.equal(image.headers.get('content-type'), 'image/png')
  for (const search of ['muller', '1695GD 6']) {
    const { body } = await call('GET', `/organisations?search=${encodeURIComponent(search)}`)
    assert.deepEqual(
      body.rows.map((row) => row.name),
      ['Müller Rijwielen'],
    )
  }
  const whole = await call('GET', `/organisations/${made.body.id}`)
  assert.deepEqual(
    (whole.body.addresses as { kind: string }[]).map((one) => one.kind),
    ['invoice', 'shipping'],
  )
  const mine = await call('GET', '/organisations?accountManager=mine')
  assert.deepEqual(mine.body.rows, [])
})

test('a file is looked through, taken in, and comes out again', async () => {
  const file = Buffer.from(
    '\uFEFFNaam;KvK-nummer;Plaats;Straat\r\nAlfa BV;11111111;Hoorn;Kade 1\r\nBeta BV;123;;\r\n',
  )
  const rowsOf = async (isDryRun: boolean) => {
    const run = await upload('/organisations/import', 'relaties.csv', file, { isDryRun: String(isDryRun) })
    assert.equal(run.status, 200, JSON.stringify(run.body))
    const ended = await until(
      () => call('GET', `/organisations/imports/${run.body.id}`),
      (answer) => (answer.body.run as { state: string }).state === 'done',
    )
    assert.deepEqual(
      ended.body.rows.map((row) => [row.name, row.code]),
      [['Beta BV', 'organisation.coc-wrong']],
    )
  }
  await rowsOf(true)
  assert.deepEqual((await call('GET', '/organisations?search=alfa')).body.rows, [])
  await rowsOf(false)
  assert.deepEqual(
    (await call('GET', '/organisations?search=alfa')).body.rows.map((row) => row.isComplete),
    [true],
  )
  const csv = await fetch(`${address}/api/organisations/export`, { headers: { cookie: cookie() } })
  assert.match(csv.headers.get('content-disposition') ?? '', /organisaties-/)
  assert.match(await csv.text(), /Alfa BV;/)
})

test('two that are one are suggested, merged and parted', async () => {
  const [a, b] = [
    await call('POST', '/organisations', { name: 'Delta', cocNumber: '22222222' }),
    await call('POST', '/organisations', { name: 'Delta BV', cocNumber: '22222222' }),
  ]
  assert.equal((b.body.warnings as unknown[]).length, 1)
  assert.equal((await call('GET', '/organisations/duplicates')).body.rows.length, 1)
  const merge = await call('POST', `/organisations/${a.body.id}/merge`, { merged: b.body.id })
  assert.equal((await call('GET', `/organisations/${b.body.id}`)).body.id, a.body.id)
  assert.equal((await call('POST', `/merges/${merge.body.id}/undo`, {})).status, 200)
  assert.equal((await call('GET', `/organisations/${b.body.id}`)).body.id, b.body.id)
})

test('S2-7: an account manager sees their own organisations', async () => {
  const { body: users } = await call('GET', '/users')
  const made = await call('POST', '/organisations', { name: 'Van mij BV', accountManager: users.rows[0]!.id })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const mine = await call('GET', '/organisations?accountManager=mine')
  assert.deepEqual(
    mine.body.rows.map((row) => row.name),
    ['Van mij BV'],
  )
})

test('a list is filtered on what is still in use', async () => {
  await call('POST', '/customer-groups', { name: 'Dealers' })
  const old = await call('POST', '/customer-groups', { name: 'Oude groep' })
  await call('PATCH', `/customer-groups/${old.body.id}`, { isArchived: true })
  const { body } = await call('GET', '/customer-groups?isArchived=false')
  assert.deepEqual(
    body.rows.map((row) => row.name),
    ['Dealers'],
  )
})

test('terms are published as a PDF and read again', async () => {
  const { body: business } = await call('POST', '/businesses', {
    legalName: 'De Wit B.V.',
    tradeName: 'De Wit',
    country: 'NL',
  })
  const terms = await call('POST', '/general-terms', {
    business: business.id,
    language: 'nl',
    title: 'Voorwaarden',
    validFrom: '2026-01-01',
    text: 'Wij leveren.',
  })
  assert.equal(terms.status, 200, JSON.stringify(terms.body))
  const current = await call('GET', `/general-terms/current?business=${business.id}&language=en`)
  assert.equal((current.body.terms as { number: number }).number, 1)
})
