/** Each variable, set to what works and to what does not: a wrong one is told in a sentence that names it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig, WrongSetting } from './config.ts'

const key = 'A'.repeat(43)

const right: [string, Record<string, string>, Record<string, unknown>][] = [
  ['nothing at all', {}, { port: 4700, host: '127.0.0.1', publicUrl: null, trustedProxies: [] }],
  [
    'an address of its own',
    { PUBLIC_URL: 'https://pakhuis.example/' },
    { publicUrl: 'https://pakhuis.example' },
  ],
  [
    'reverse proxies',
    { TRUSTED_PROXIES: '10.0.0.7, 10.1.0.0/16 fd00::/8 loopback' },
    { trustedProxies: ['10.0.0.7', '10.1.0.0/16', 'fd00::/8', 'loopback'] },
  ],
  ['a pooler', { DATABASE_POOLER: 'yes' }, { namesStatements: false }],
  ['no pooler', { DATABASE_POOLER: 'no' }, { namesStatements: true }],
  ['a smaller reserve of disk', { LEAST_FREE_MB: '200' }, { leastFreeMegabytes: 200 }],
  ['two keys, the newest first', { SECRET_KEY: `${key},${key}` }, { secretKey: `${key},${key}` }],
  [
    'a mail server and its sender',
    { SMTP_URL: 'smtps://user:p%40ss@mail.example:465', MAIL_FROM: 'shop@example.nl' },
    { smtpUrl: 'smtps://user:p%40ss@mail.example:465', mailFrom: 'shop@example.nl' },
  ],
  ['variables that are there and empty', { PUBLIC_URL: '', SMTP_URL: '', MAIL_FROM: '' }, { mailFrom: null }],
]
for (const [story, environment, found] of right)
  test(`it takes ${story}`, () => assert.partialDeepStrictEqual(readConfig(environment, []), found))

const wrong: [string, string, RegExp][] = [
  ['PORT', '0.5', /PORT is 0\.5/],
  ['DATABASE_URL', 'mysql://here', /DATABASE_URL must begin with postgres/],
  ['DATABASE_POOLER', 'maybe', /DATABASE_POOLER is maybe: it must be yes or no/],
  ['PUBLIC_URL', 'nonsense', /PUBLIC_URL is nonsense/],
  ['PUBLIC_URL', 'pakhuis.example', /PUBLIC_URL is pakhuis\.example/],
  ['PUBLIC_URL', 'ftp://pakhuis.example', /PUBLIC_URL is ftp/],
  ['PUBLIC_URL', 'https://pakhuis.example/office', /and nothing after it/],
  ['TRUSTED_PROXIES', '10.0.0.7 nonsense', /TRUSTED_PROXIES has nonsense/],
  ['TRUSTED_PROXIES', '10.0.0.0/33', /TRUSTED_PROXIES has 10\.0\.0\.0\/33/],
  ['LEAST_FREE_MB', 'much', /LEAST_FREE_MB is much/],
  ['LEAST_FREE_MB', 'Infinity', /LEAST_FREE_MB is Infinity/],
  ['MAIL_FROM', 'Shop <shop@example.nl>', /MAIL_FROM is .* an e-mail address alone/],
]
for (const [name, value, words] of wrong)
  test(`it refuses ${name} ${value}`, () =>
    assert.throws(
      () => readConfig({ [name]: value }, []),
      (error) => error instanceof WrongSetting && words.test(error.message),
    ))

test('what may hold a secret is refused without repeating it', () => {
  for (const [name, value] of [
    ['SECRET_KEY', 'geheim'],
    ['SMTP_URL', 'mail.example:geheim'],
    ['SMTP_URL', 'http://user:geheim@mail.example'],
    ['SMTP_URL', 'smtp://user:geheim@ter@mail.example:x'],
  ] as const)
    assert.throws(
      () => readConfig({ [name]: value }, []),
      (error) =>
        error instanceof WrongSetting && error.message.startsWith(name) && !/geheim/.test(error.message),
      `${name} ${value}`,
    )
})
