/** When a mail is wanted and who it comes from. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dedupeKey, isWanted, policyOf, saidIn, senderOf, telling } from './rules.ts'
import type { MailSender, Policy } from './schema.ts'

const wanted: [Policy, Parameters<typeof telling>, boolean][] = [
  ['automatic', [undefined], true],
  ['automatic', ['skip'], false],
  ['automatic', ['send'], true],
  ['automatic', [undefined, true], false],
  ['automatic', ['send', true], true],
  ['ask', [undefined], false],
  ['ask', ['send'], true],
  ['ask', ['send', true], true],
  ['ask', ['skip'], false],
  ['off', [undefined], false],
  ['off', ['send'], false],
]
for (const [policy, [mail, isBulk], expected] of wanted)
  test(`C-15: ${policy}, ticked ${mail ?? 'nothing'}${isBulk ? ' for a selection' : ''}: ${expected ? 'a mail' : 'no mail'}`, () => {
    assert.equal(isWanted(policy, saidIn({ ...telling(mail, isBulk) })), expected)
  })

test('a detail that says something else about mail says nothing', () => {
  assert.deepEqual(saidIn({ mail: 'no', bulk: 'yes' }), {})
})

test('the policy of the channel goes before that of all, and that before the usual one', () => {
  const rows = [
    { event: 'order.planned' as const, channel: null, policy: 'ask' as const },
    { event: 'order.planned' as const, channel: 'a', policy: 'off' as const },
  ]
  assert.deepEqual(
    ['a', 'b', null].map((channel) => policyOf(rows, 'order.planned', channel)),
    ['off', 'ask', 'ask'],
  )
  assert.deepEqual(
    [policyOf([], 'order.received', 'a'), policyOf([], 'order.shipped', 'a')],
    ['off', 'automatic'],
  )
})

test('C-16: the same mail to the same mailbox has one key, whatever its capitals', () => {
  const mail = { event: 'order.planned', about: 'x', version: '1' }
  assert.equal(
    dedupeKey({ ...mail, to: ' Klant@Example.nl ' }),
    dedupeKey({ ...mail, to: 'klant@example.nl' }),
  )
  assert.notEqual(dedupeKey({ ...mail, to: 'a@b.nl' }), dedupeKey({ ...mail, version: '2', to: 'a@b.nl' }))
})

test('a sender takes from the next one what it leaves open', () => {
  const row = (bend: Partial<MailSender>): MailSender => ({
    id: '',
    version: 1,
    createdAt: new Date(0),
    updatedAt: new Date(0),
    business: null,
    channel: null,
    name: '',
    address: null,
    replyTo: null,
    bcc: null,
    undoSeconds: 60,
    ...bend,
  })
  const rows = [
    row({ name: 'Alles', bcc: 'kopie@x.example' }),
    row({ business: 'b', address: 'b@x.example' }),
    row({ channel: 'c', name: 'Kanaal', undoSeconds: 5 }),
  ]
  assert.deepEqual(senderOf(rows, 'c', 'b'), {
    name: 'Kanaal',
    address: 'b@x.example',
    replyTo: null,
    bcc: 'kopie@x.example',
    undoSeconds: 5,
  })
  assert.deepEqual(senderOf([], 'c', 'b'), {
    name: '',
    address: null,
    replyTo: null,
    bcc: null,
    undoSeconds: 60,
  })
})
