/** The words of mails: ours are whole in both languages, and nobody's own can do harm (S22, S23). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../base/refusal.ts'
import { compileMjml, fillTemplate, TemplateFault } from '../../platform/mail/templates.ts'
import { newWorld } from '../../../test/support/world.ts'
import {
  createTextBlock,
  getTemplate,
  listTemplates,
  restoreTemplate,
  saveTemplate,
  seeTemplate,
  templateVersions,
} from './actions.ts'
import { makeMail, seeMail, type NewMail } from './compose.ts'
import { defaultLetters } from './defaults.ts'
import { compileOwn, fillLetter } from './letters.ts'
import { mailEvents, type MailBlock, type MailEvent } from './schema.ts'
import { exampleContents, noContents, variablesOf } from './variables.ts'

const world = await newWorld()
const { act } = world
const events = Object.keys(mailEvents) as MailEvent[]
const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const mailTo = (bend: Partial<NewMail> = {}): NewMail => ({
  event: 'order.planned',
  about: world.business,
  aboutKind: 'orders',
  version: '1',
  channel: world.channel.id,
  business: world.business,
  language: 'nl',
  to: { name: 'Klant', address: 'klant@example.nl' },
  contents: exampleContents,
  ...bend,
})
const own = (blocks: readonly MailBlock[], subject = 'Onderwerp') =>
  act((ctx) =>
    saveTemplate(ctx, {
      event: 'order.planned',
      language: 'nl',
      channel: null,
      subject,
      blocks: [...blocks],
      isActive: true,
    }),
  )

test('our own words are whole in every language: everything is filled in and nothing comes from elsewhere', async () => {
  for (const event of events) {
    for (const language of ['nl', 'en', 'de'] as const) {
      const letter = defaultLetters[event][language]
      if (!letter) continue
      const made = await act((ctx) => compileOwn(ctx, letter, language))
      const mail = await act((ctx) =>
        fillLetter(ctx, { ...made, blocks: letter.blocks, language }, exampleContents),
      )
      for (const text of [mail.subject, mail.html, mail.plain]) {
        assert.doesNotMatch(text, /\{\{|\{%|undefined|\[object|liquidtag/, `${event} ${language}`)
        assert.ok(text.length > 10, `${event} ${language}`)
      }
      assert.doesNotMatch(mail.html, /<script|<link|<iframe|@import|src="http/i)
      assert.match(mail.html, new RegExp(`lang="${language}"`))
      assert.doesNotMatch(mail.plain, /<\w/)
    }
  }
})

test('words that are being written are shown in a mail before they are kept, in the language of that mail', async () => {
  const words: { event: MailEvent; language: string; subject: string; blocks: MailBlock[] } = {
    event: 'invoice.sent',
    language: 'en',
    subject: 'Invoice {{ invoice.number }}',
    blocks: [{ kind: 'text', text: 'Of {{ invoice.day }}, for {{ invoice.total }}.' }],
  }
  const seen = await act((ctx) => seeTemplate(ctx, words))
  assert.equal(seen.subject, 'Invoice F2026-0001')
  assert.match(seen.html, /Of Monday 2 March 2026, for €125\.95\./)
  const kept = await act((ctx) => getTemplate(ctx, { event: 'invoice.sent', language: 'en' }))
  assert.equal(kept.isOwn, false)
  const broken = { ...words, subject: '{{ invoice.number' }
  await assert.rejects(
    act((ctx) => seeTemplate(ctx, broken)),
    refusedWith('template.not-closed'),
  )
})

test('a fault in a template is told in the words of who writes it, without a place in our own HTML', async () => {
  const told = async (text: string): Promise<[string, unknown]> => {
    const no = await own([{ kind: 'text', text }]).then(
      () => assert.fail('taken'),
      (error: unknown) => error,
    )
    return no instanceof Refusal ? [no.code, no.params] : assert.fail(String(no))
  }
  assert.deepEqual(await told('{{ order.numbr }}'), ['template.unknown-variable', { name: 'order.numbr' }])
  assert.deepEqual(await told('{% if order.number %}ja'), [
    'template.not-closed',
    { tag: '{% if order.number %}' },
  ])
  assert.deepEqual(await told('{{ order.number | roodste }}'), [
    'template.faulty',
    { error: 'undefined filter: roodste' },
  ])
})

test('what a mail does not know leaves no half sentence with a figure missing', async () => {
  const letter = defaultLetters['order.planned'].nl
  const made = await act((ctx) => compileOwn(ctx, letter, 'nl'))
  const paid = { ...exampleContents, order: { ...exampleContents.order, due: '', partOfDay: '' } }
  const mail = await act((ctx) => fillLetter(ctx, { ...made, blocks: letter.blocks, language: 'nl' }, paid))
  assert.doesNotMatch(mail.plain, /staat nog|\(\)/)
  assert.match(mail.plain, /bezorgen je bestelling op donderdag 5 maart 2026, op dit adres/)
})

test('every variable of the list can be filled in', async () => {
  for (const event of events) {
    for (const { name } of variablesOf(event)) {
      const isList = ['lines', 'address', 'shipments'].includes(name)
      const html = isList ? `{% for one in ${name} %}x{% endfor %}` : `{{ ${name} }}`
      const filled = await fillTemplate({ subject: 'x', html, plain: html }, { ...exampleContents })
      if (!isList && !/company|reference|logo/.test(name)) assert.ok(filled.html.length > 0, name)
    }
  }
})

test('what a customer is called is text, whatever stands in it', async () => {
  const name = `<script>alert(1)</script>"><img src=x onerror=alert(2)> {{ order.total }}`
  const mail = await act((ctx) =>
    seeMail(
      ctx,
      mailTo({ contents: { ...exampleContents, customer: { ...exampleContents.customer, name } } }),
    ),
  )
  assert.doesNotMatch(mail.html, /<script|<img/)
  assert.match(mail.html, /&lt;script&gt;/)
  assert.match(mail.html, /\{\{ order\.total \}\}/)
  assert.match(mail.plain, /<script>alert\(1\)<\/script>/)
})

test('S23: scripts, includes and raw parts in MJML of somebody’s own do not reach the mail', async () => {
  const source = `<mj-section><mj-column><mj-text onclick="alert(1)">Welkom {{ customer.name }} <a href="javascript:alert(2)">klik</a><script>alert(3)</script></mj-text>
    <mj-include path="../../../package.json" /><mj-include path="/etc/hostname" type="html" />
    <mj-raw><script>alert(4)</script></mj-raw><mj-html-attributes><mj-selector path="div"><mj-html-attribute name="onload">alert(5)</mj-html-attribute></mj-selector></mj-html-attributes>
    <mj-image src="javascript:alert(6)" /></mj-column></mj-section>
    </mj-body><mj-head><mj-style>body { background: url(//elders.example) }</mj-style></mj-head>`
  await own([{ kind: 'mjml', source }])
  const mail = await act((ctx) => seeMail(ctx, mailTo()))
  assert.match(mail.html, /Welkom Klant Voorbeeld/)
  assert.match(mail.plain, /Welkom Klant Voorbeeld/)
  assert.doesNotMatch(mail.html + mail.plain, /alert|javascript:|"pakhuis"|elders\.example/)
})

test('S23: MJML itself reads no file, even when an include reaches it', async () => {
  const html = await compileMjml(
    '<mjml><mj-body><mj-include path="./package.json" /><mj-section><mj-column><mj-text>ok</mj-text></mj-column></mj-section></mj-body></mjml>',
  ).catch((error: Error) => error.message)
  assert.doesNotMatch(html, /devDependencies|"pakhuis"/)
})

const bombs: [string, string][] = [
  ['a loop over a hundred million', '{% for i in (1..100000000) %}x{% endfor %}'],
  [
    'loops in loops',
    '{% for i in (1..9000) %}{% for j in (1..9000) %}{% for k in (1..9000) %}{% endfor %}{% endfor %}{% endfor %}',
  ],
  [
    'a text that doubles sixty times',
    '{% assign a = "x" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}',
  ],
]
for (const [story, bomb] of bombs)
  test(`S22: ${story} is refused when it is saved, and mails go on`, async () => {
    await assert.rejects(own([{ kind: 'text', text: bomb }]), refusedWith('template.faulty'))
    const mail = await fillTemplate({ subject: 'a', html: '{{ b }}', plain: 'c' }, { b: 'd' })
    assert.equal(mail.html, 'd')
  })

test('S22: a template that slips past the limits loses its thread, and the mails behind it are made', async () => {
  const sections = '<mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section>'.repeat(50_000)
  const stuck = compileMjml(`<mjml><mj-body>${sections}</mj-body></mjml>`, 500)
  const behind = fillTemplate({ subject: 'a', html: '{{ b }}', plain: 'c' }, { b: 'd' })
  await assert.rejects(
    stuck,
    (error: unknown) => error instanceof TemplateFault && /too long/.test(error.message),
  )
  assert.equal((await behind).html, 'd')
})

test('S22: what reads files, writes past the escaping or asks for something that is not there is a fault', async () => {
  for (const words of [
    '{% include "x" %}',
    '{% render "x" %}',
    '{% layout "x" %}',
    '{% echo a %}',
    '{% raw %}{{ a }}{% endraw %}',
    '{{ a | raw }}',
    '{{ a.constructor }}',
    '{{ a.__proto__ }}',
    '{{ none }}',
    '{% if %}',
    '{% cycle "<b>" %}',
    '{{ a | nothing }}',
  ])
    await assert.rejects(
      fillTemplate({ subject: 's', html: words, plain: 'p' }, { a: 'x' }),
      TemplateFault,
      words,
    )
})

test('S21: a line end in a subject stays on one line', async () => {
  const { subject } = await fillTemplate(
    { subject: 'Bestelling {{ n }}', html: '', plain: '' },
    { n: '1\r\nBcc: x@example.nl' },
  )
  assert.equal(subject, 'Bestelling 1 Bcc: x@example.nl')
})

test('words of one’s own take the place of ours; what they were before can be read and taken again', async () => {
  const place = { event: 'order.planned' as const, language: 'nl', channel: null }
  const before = (await act((ctx) => getTemplate(ctx, { event: 'order.planned', language: 'nl' }))).revision
  await own([{ kind: 'text', text: 'Eerste tekst voor {{ order.number }}' }], 'Eerste')
  await own([{ kind: 'text', text: 'Tweede tekst' }], 'Tweede')
  assert.equal((await act((ctx) => seeMail(ctx, mailTo()))).subject, 'Tweede')
  const { rows } = await act((ctx) => templateVersions(ctx, { event: 'order.planned', language: 'nl' }))
  assert.deepEqual(
    rows.slice(-2).map(({ revision, subject }) => [revision - before, subject]),
    [
      [1, 'Eerste'],
      [2, 'Tweede'],
    ],
  )
  await act((ctx) => restoreTemplate(ctx, { ...place, revision: before + 1 }))
  const mail = await act((ctx) => seeMail(ctx, mailTo()))
  assert.deepEqual([mail.subject, /Eerste tekst voor 10001/.test(mail.plain)], ['Eerste', true])
  await act((ctx) => restoreTemplate(ctx, { ...place, revision: 0 }))
  assert.match((await act((ctx) => seeMail(ctx, mailTo()))).subject, /We bezorgen bestelling/)
})

test('the words of a channel go before those of all channels', async () => {
  await act((ctx) =>
    saveTemplate(ctx, {
      event: 'order.planned',
      language: 'nl',
      channel: world.channel.id,
      subject: 'Van dit kanaal',
      blocks: [{ kind: 'text', text: 'x' }],
      isActive: true,
    }),
  )
  assert.equal((await act((ctx) => seeMail(ctx, mailTo()))).subject, 'Van dit kanaal')
  assert.match(
    (await act((ctx) => seeMail(ctx, mailTo({ channel: null })))).subject,
    /We bezorgen bestelling/,
  )
})

test('a template that is out of use makes no mail', async () => {
  await act((ctx) =>
    saveTemplate(ctx, {
      event: 'order.ready',
      language: 'nl',
      channel: null,
      subject: 'x',
      blocks: [{ kind: 'divider' }],
      isActive: false,
    }),
  )
  assert.equal(await act((ctx) => makeMail(ctx, mailTo({ event: 'order.ready' }))), null)
})

test('S1-3c: a text block stands in the mail in its language, and is left out where there is none', async () => {
  await act((ctx) =>
    createTextBlock(ctx, {
      name: 'Retour',
      language: 'nl',
      text: 'Ruilen kan binnen 14 dagen.\nBewaar de bon & doos.',
    }),
  )
  await act((ctx) =>
    saveTemplate(ctx, {
      event: 'order.shipped',
      language: 'nl',
      channel: null,
      subject: 'x',
      blocks: [
        { kind: 'text-block', name: 'Retour' },
        { kind: 'text-block', name: 'Bestaat niet' },
      ],
      isActive: true,
    }),
  )
  const mail = await act((ctx) => seeMail(ctx, mailTo({ event: 'order.shipped', contents: noContents })))
  assert.match(mail.html, /Bewaar de bon &amp; doos\./)
  assert.match(mail.plain, /binnen 14 dagen\.\nBewaar de bon & doos\./)
})

test("a German mail has a merchant's own words and text blocks once they are there, and until then ours and the English ones", async () => {
  const german = (bend: Partial<NewMail> = {}) =>
    act((ctx) => seeMail(ctx, mailTo({ event: 'order.shipped', language: 'de', ...bend })))
  const { rows } = await act((ctx) => listTemplates(ctx, {}))
  const languagesOf = (event: MailEvent) => rows.find((row) => row.event === event)?.languages
  assert.deepEqual(languagesOf('order.shipped'), ['nl', 'en', 'de'])
  assert.deepEqual(languagesOf('user.invited'), ['nl', 'en'])
  const ours = await german()
  assert.deepEqual(
    [ours.language, ours.subject],
    ['de', `Bestellung ${mailTo().contents.order.number} ist unterwegs`],
  )
  assert.equal((await german({ language: 'fr' })).language, 'en')
  await act((ctx) =>
    saveTemplate(ctx, {
      event: 'order.shipped',
      language: 'de',
      channel: null,
      subject: 'Deine Bestellung ist unterwegs',
      blocks: [{ kind: 'order-lines' }, { kind: 'text-block', name: 'Umtausch' }],
      isActive: true,
    }),
  )
  const block = (language: string, text: string) =>
    act((ctx) => createTextBlock(ctx, { name: 'Umtausch', language, text }))
  await block('nl', 'Ruilen kan.')
  assert.match((await german()).plain, /Ruilen kan\./)
  await block('en', 'Exchange within 14 days.')
  assert.match((await german()).plain, /Exchange within 14 days\./)
  await block('de', 'Umtausch binnen 14 Tagen.')
  const mail = await german()
  assert.equal(mail.subject, 'Deine Bestellung ist unterwegs')
  assert.match(mail.plain, /Umtausch binnen 14 Tagen\./)
  assert.doesNotMatch(mail.plain, /Exchange|Ruilen/)
  assert.match(mail.html, />Artikel<[\s\S]*>Menge<[\s\S]*>Betrag</)
})
