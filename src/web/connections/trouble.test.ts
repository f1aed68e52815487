/** What a merchant reads when a system outside gives no answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { say, type Words } from '../../base/words.ts'
import { troubleText } from './trouble.ts'

const cases: [string, string, RegExp][] = [
  ['nothing answers', 'winkel.example:9: ECONNREFUSED', /^Op winkel\.example:9 antwoordt niets\./],
  ['the name does not exist', 'winkle.example: ENOTFOUND', /^Het adres winkle\.example is niet te vinden\./],
  ['it takes too long', 'winkel.example: no answer in time', /^winkel\.example gaf geen antwoord/],
  ['the certificate ran out', 'winkel.example: CERT_HAS_EXPIRED', /certificaat van winkel\.example/],
  ['what the other side says stays', 'Consumer key has expired', /^Consumer key has expired$/],
  ['a reason that we do not know stays', 'winkel.example: EPROTO', /^winkel\.example: EPROTO$/],
]
for (const [story, told, shown] of cases)
  test(story, () =>
    assert.match(
      troubleText(told, (text: Words, params) => say(text, 'nl', params)),
      shown,
    ),
  )

test('secrets whose key is gone are asked for again', () => {
  const told = troubleText('the key 70h4uIzD is not among the keys of this installation', (text) => text.nl)
  assert.match(told, /Vul ze bij Instellingen opnieuw in/)
})
