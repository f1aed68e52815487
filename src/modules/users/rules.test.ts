/** Which rights follow from a role, which passwords will do, and which network an address belongs to. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../../../test/support/chance.ts'
import { presets } from './presets.ts'
import { isNetwork, isOnList, networkOf } from './network.ts'
import { holdsAll, isPattern, isScopeFor, passwordFault, rightsOf, roleName } from './rules.ts'
import type { RolePreset } from './schema.ts'

const all = [
  'orders.see',
  'orders.plan',
  'orders.totals',
  'reporting.see',
  'settings.see',
  'settings.manage',
  'users.manage',
  'roles.manage',
  'api-keys.manage',
  'apps.manage',
  'pos.sell',
  'pos.close-day',
  'pos.return',
  'catalog.see',
  'activity.see',
  'purchase-invoices.book',
]

const patternCases: [string, string[], string[]][] = [
  ['no pattern gives no right', [], []],
  ['a name gives that right only', ['orders.see'], ['orders.see']],
  ['a star gives everything of its kind', ['orders.*'], ['orders.see', 'orders.plan', 'orders.totals']],
  [
    'what is left out stays out, whatever the order',
    ['!orders.totals', 'orders.*'],
    ['orders.see', 'orders.plan'],
  ],
  [
    'a star may stand in front',
    ['*.see', '!settings.*'],
    ['orders.see', 'reporting.see', 'catalog.see', 'activity.see'],
  ],
  ['a star in the middle matches any text', ['p*.s*l'], ['pos.sell']],
  ['only leaving out gives nothing', ['!orders.*'], []],
  ['a right that nobody registered is not made up', ['moon.walk'], []],
]
for (const [story, patterns, expected] of patternCases) {
  test(story, () => assert.deepEqual([...rightsOf(patterns, all)], expected))
}

test('a pattern is letters, digits, dots, hyphens and stars', () => {
  for (const good of ['*', 'orders.*', '!*.totals', 'api-keys.see']) assert.ok(isPattern(good), good)
  for (const bad of ['', '!', 'orders .see', 'orders.see;', 'Orders.see', '!!a', 'a..b'])
    assert.ok(!isPattern(bad), bad)
})

test('leaving more out never gives more', () => {
  const patterns = fc.array(fc.constantFrom('orders.*', '*', '*.see', 'pos.*', 'settings.manage'), {
    maxLength: 4,
  })
  fc.assert(
    fc.property(patterns, fc.constantFrom('!orders.*', '!*.see', '!*'), (given, without) => {
      assert.ok(holdsAll(rightsOf(given, all), rightsOf([...given, without], all)))
    }),
  )
})

test('a role that was there from the start is called in the language of whoever looks, and one that was renamed as it was named', () => {
  const role = { name: 'Volledige gebruiker', preset: 'full-user' }
  assert.equal(roleName(role, 'en'), 'Full user')
  assert.equal(roleName({ ...role, name: 'Full user' }, 'nl'), 'Volledige gebruiker')
  assert.equal(roleName({ ...role, name: 'Kantoor' }, 'en'), 'Kantoor')
  assert.equal(roleName({ name: 'Volledige gebruiker', preset: null }, 'en'), 'Volledige gebruiker')
})

test('I-13: there are nine roles to start with, each of them more than nothing', () => {
  assert.equal(Object.keys(presets).length, 9)
  for (const [preset, { patterns }] of Object.entries(presets)) {
    assert.ok(patterns.every(isPattern), preset)
    assert.ok(rightsOf(patterns, all).size > 0, preset)
  }
})

const presetCases: [string, RolePreset, string, boolean][] = [
  ['the administrator may do everything', 'administrator', 'settings.manage', true],
  ['a general manager leaves the technical settings alone', 'general-manager', 'apps.manage', false],
  ['a general manager manages users', 'general-manager', 'users.manage', true],
  ['a full user does not touch the company', 'full-user', 'settings.manage', false],
  ['a shop manager books what suppliers charge', 'shop-manager', 'purchase-invoices.book', true],
  ['a webshop manager does not', 'webshop-manager', 'purchase-invoices.see', false],
  ['orders only sees orders', 'orders-only', 'orders.see', true],
  ['orders only sees no totals', 'orders-only', 'orders.totals', false],
  ['a store manager closes the day', 'store-manager', 'pos.close-day', true],
  ['a senior cashier sees all orders', 'senior-cashier', 'orders.see', true],
  ['a senior cashier does not close the day', 'senior-cashier', 'pos.close-day', false],
  ['a junior cashier sells', 'junior-cashier', 'pos.sell', true],
  ['a junior cashier takes nothing back', 'junior-cashier', 'pos.return', false],
  ['a junior cashier sees no orders', 'junior-cashier', 'orders.see', false],
]
for (const [story, preset, right, expected] of presetCases) {
  test(`I-13: ${story}`, () => assert.equal(rightsOf(presets[preset].patterns, all).has(right), expected))
}

test('S16: a key never manages users, and one of a webshop never touches settings', () => {
  assert.ok(!isScopeFor('integration', 'users.manage'))
  assert.ok(isScopeFor('integration', 'settings.manage'))
  assert.ok(!isScopeFor('storefront', 'settings.manage'))
  assert.ok(isScopeFor('storefront', 'orders.see'))
})

const own = ['Eva de Groot', 'eva.degroot@fietsenhoek.example', 'De Fietsenhoek', 'pakhuis']
const passwordCases: [string, string, string | null][] = [
  ['eleven signs are too few', 'kort maar 11', null],
  ['really eleven signs', 'xk3!Lp09#vQ', 'password.too-short'],
  ['128 signs may', 'q7'.repeat(64), null],
  ['129 signs may not', `${'q7'.repeat(64)}x`, 'password.too-long'],
  ['the best known one', 'password1234', 'password.common'],
  ['the best known one in Dutch', 'Wachtwoord2026!', 'password.common'],
  ['letters written as digits fool nobody', 'W3lk0m123456', 'password.common'],
  ['a keyboard row', 'qwertyuiop[]', 'password.common'],
  ['digits in a row', '123456789012', 'password.common'],
  ['one sign over and over', 'aaaaaaaaaaaaaa', 'password.common'],
  ['season and year', 'zomer2026zomer2026', 'password.common'],
  ['the business', 'defietsenhoek1', 'password.own-words'],
  ['the name with a year', 'EvadeGroot2026', 'password.own-words'],
  ['the program', 'pakhuis2026!!', 'password.own-words'],
  ['four ordinary words in a row are a fine sentence', 'koffie fiets zomer tafelkleed', null],
  ['words that do not belong together', 'zeven blauwe lantaarns', null],
  ['chance', 'mV8$kqT2!wzR', null],
  ['64 faces', '😀'.repeat(32) + '🚲'.repeat(32), 'password.common'],
  ['faces and words', 'lantaarn 🚲 varkenshaas', null],
]
for (const [story, password, expected] of passwordCases) {
  test(`S9: ${story}`, () => assert.equal(passwordFault(password, own), expected))
}

test('S9: no text of any kind makes the check stumble', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string(),
      (text, name) => void passwordFault(text, [name]),
    ),
  )
})

const networkCases: [string, string, string][] = [
  ['an IPv4 address is its own network', '203.0.113.7', '203.0.113.7'],
  ['IPv4 inside IPv6 is that IPv4', '::ffff:203.0.113.7', '203.0.113.7'],
  ['the same in figures', '::ffff:cb00:7107', '203.0.113.7'],
  ['a household in IPv6 is a /64', '2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
  ['written out in full it is the same', '2001:0DB8:0001:0002:0000:0000:0000:0009', '2001:db8:1:2::/64'],
  ['a zone falls off', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['nonsense is one network', 'nonsense', 'unknown'],
]
for (const [story, address, expected] of networkCases) {
  test(`S13: ${story}`, () => assert.equal(networkOf(address), expected))
}

test('S16: a list of addresses holds single ones and networks, in both kinds', () => {
  assert.ok(isOnList([], '203.0.113.7'))
  assert.ok(isOnList(['203.0.113.0/24'], '::ffff:203.0.113.7'))
  assert.ok(isOnList(['2001:db8::/32'], '2001:db8:9::1'))
  assert.ok(!isOnList(['203.0.113.0/24'], '203.0.114.1'))
  assert.ok(!isOnList(['203.0.113.0/24'], null))
  for (const good of ['203.0.113.7', '203.0.113.0/24', '2001:db8::/32', '::1'])
    assert.ok(isNetwork(good), good)
  for (const bad of [
    '',
    '203.0.113',
    '203.0.113.0/33',
    '203.0.113.0/x',
    '::/129',
    'a.example',
    '1.2.3.4/8/8',
  ])
    assert.ok(!isNetwork(bad), bad)
})
