/** S0-7b, S1-5a, S1-6a over http: invitations and new passwords arrive, the outbox is read safely, templates are written and tried. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startMailServer } from '../support/mail-server.ts'
import { runHouse, until } from '../support/running.ts'

const server = await startMailServer()
const running = await runHouse([], { smtpUrl: server.url })
const { call } = running
const arrived = (to: string, count = 1) =>
  until(
    async () => server.mails.filter((mail) => mail.to.includes(to)),
    (mails) => mails.length >= count,
    30,
  )
const everything = async (table: string) =>
  JSON.stringify((await running.house.database.owner.query(`select * from ${table}`)).rows)

const [role] = (await call('GET', '/roles')).body.rows

test('a colleague who is invited gets a link that works, and nowhere else does it stand readable', async () => {
  const invited = await call('POST', '/users', {
    name: 'Noor Bakker',
    email: 'noor@dewit.example',
    role: role!.id,
    language: 'nl',
  })
  assert.equal(invited.status, 200, JSON.stringify(invited.body))
  const [mail] = await arrived('noor@dewit.example')
  assert.equal(mail!.header('subject'), 'Je bent uitgenodigd voor Fietsen De Wit')
  assert.equal(mail!.from, 'pakhuis@dewit.example')
  const [, page, secret] = /(http:\/\/\S+?)#([\w-]+)/.exec(mail!.text)!
  assert.equal(page, `${running.house.publicUrl}/invitation`)
  const looked = await call('POST', '/invitations/look', { token: secret })
  assert.deepEqual([looked.status, looked.body.email], [200, 'noor@dewit.example'])

  for (const table of ['messages', 'events', 'outbound_calls', 'tasks', 'graphile_worker._private_jobs'])
    assert.ok(!(await everything(table)).includes(secret!), table)
  const { body: outbox } = await until(
    () => call('GET', '/messages?event=user.invited'),
    ({ body }) => body.rows[0]?.state === 'sent',
  )
  const one = await call('GET', `/messages/${String(outbox.rows[0]!.id)}`)
  assert.ok(!JSON.stringify(one.body).includes(secret!))
  assert.equal('sealed' in one.body, false)
})

test('a forgotten password brings a mail to who is known, and none to who is not', async () => {
  for (const email of ['niemand@dewit.example', 'sanne@dewit.example'])
    assert.equal((await call('POST', '/password-reset', { email })).status, 200)
  const [mail] = await arrived('sanne@dewit.example')
  assert.match(mail!.text, /\/new-password#[\w-]{20,}/)
  assert.deepEqual(
    server.mails.filter(({ to }) => to.includes('niemand@dewit.example')),
    [],
  )
})

test('a mail is shown apart from our own pages, without scripts and without pictures from elsewhere', async () => {
  const { body } = await call('GET', '/messages')
  const shown = await call('GET', `/messages/${String(body.rows[0]!.id)}/body.html`)
  assert.equal(shown.status, 200)
  assert.match(shown.headers.get('content-type')!, /^text\/html/)
  const policy = shown.headers.get('content-security-policy')!
  assert.match(policy, /^sandbox; default-src 'none'/)
  assert.doesNotMatch(policy, /script-src|allow-scripts|https?:/)
  assert.equal(shown.headers.get('x-content-type-options'), 'nosniff')
})

test('words of one’s own are written, seen and sent to oneself; a fault in them is told with its reason', async () => {
  const wrong = await call('PUT', '/mail-templates/order.planned/nl', {
    subject: 'Gepland',
    blocks: [{ kind: 'text', text: 'Dag {{ klant.naam }}' }],
  })
  assert.deepEqual([wrong.status, wrong.body.code], [409, 'template.unknown-variable'])
  assert.match(String(wrong.body.detail), /(klant|klant.naam) bestaat niet/)
  const unknown = await call('PUT', '/mail-templates/order.planned/nl', {
    subject: 'x',
    blocks: [{ kind: 'button', text: 'klik', link: 'javascript:alert(1)' }],
  })
  assert.equal(unknown.status, 422)

  const letter = {
    subject: 'Tot {{ order.plannedOn }}',
    blocks: [{ kind: 'text', text: 'Dag {{ customer.name }},\nwe komen eraan.' }],
  }
  const seen = await call('POST', '/messages/preview', { event: 'order.planned', letter })
  assert.equal((seen.body.mail as { subject: string }).subject, 'Tot donderdag 5 maart 2026')
  assert.equal((await call('PUT', '/mail-templates/order.planned/nl', letter)).status, 200)
  const sent = await call('POST', '/messages/test', { event: 'order.planned', to: 'proef@dewit.example' })
  assert.equal(sent.status, 200)
  const [mail] = await arrived('proef@dewit.example')
  assert.match(mail!.text, /Dag Klant Voorbeeld,\n?<br ?\/?>we komen eraan\./)
})

test('the policies are listed with their usual values and can be changed', async () => {
  const { body } = await call('GET', '/mail-policies')
  const policy = (event: string) => body.rows.find((row) => row.event === event)?.policy
  assert.deepEqual(['order.received', 'order.planned', 'order.cancelled'].map(policy), [
    'off',
    'automatic',
    'ask',
  ])
  await call('PUT', '/mail-policies', { event: 'order.received', policy: 'automatic' })
  assert.equal(
    (await call('GET', '/mail-policies')).body.rows.find((row) => row.event === 'order.received')?.policy,
    'automatic',
  )
})

test('the screens are told whether mails can leave', async () => {
  assert.equal((await call('GET', '/session')).body['hasMail'], true)
  const quiet = await runHouse([])
  assert.equal((await quiet.call('GET', '/session')).body['hasMail'], false)
})

test('without a mail server an invitation is handed over by who may invite, and a new password by nobody', async () => {
  const quiet = await runHouse([])
  const roles = (await quiet.call('GET', '/roles')).body.rows
  await quiet.call('POST', '/users', {
    name: 'Noor Bakker',
    email: 'noor@dewit.example',
    role: roles[0]!.id,
    language: 'nl',
  })
  await quiet.call('POST', '/password-reset', { email: 'sanne@dewit.example' })
  const kept = await until(
    () => quiet.call('GET', '/messages?state=kept'),
    ({ body }) => body.rows.length === 2,
    30,
  )
  const readable = async (event: string) => {
    const id = String(kept.body.rows.find((row) => row.event === event)!.id)
    return String((await quiet.call('GET', `/messages/${id}`)).body.plain)
  }
  const [, secret] = /\/invitation#([\w-]+)/.exec(await readable('user.invited'))!
  const accepted = await quiet.call('POST', '/invitations/accept', {
    token: secret,
    password: 'vier-groene-vogels-in-de-mist',
  })
  assert.equal(accepted.status, 200)
  assert.doesNotMatch(await readable('user.reset'), /#[\w-]{20,}/)
})
