/** Our own words for the mails about quotes: the quote itself, a reminder and the confirmation, in Dutch, English and German. */
import type { MailBlock, MailEvent, MailTemplate } from './schema.ts'

type Letter = Pick<MailTemplate, 'subject' | 'blocks'>

const text = (words: string): MailBlock => ({ kind: 'text', text: words })
const button = (words: string): MailBlock => ({ kind: 'button', text: words, link: '{{ link }}' })
const lines: MailBlock = { kind: 'order-lines' }

type QuoteEvent = Extract<MailEvent, `quote.${string}`>

const nl = {
  dear: text('Beste {{ customer.name }},'),
  ask: text('Heb je een vraag of wil je iets anders? Beantwoord dan deze e-mail.'),
}
const en = {
  dear: text('Dear {{ customer.name }},'),
  ask: text('Do you have a question, or would you like something else? Just reply to this e-mail.'),
}
const de = {
  dear: text('Guten Tag {{ customer.name }},'),
  ask: text('Haben Sie eine Frage oder einen anderen Wunsch? Antworten Sie einfach auf diese E-Mail.'),
}

export const quoteLetters: Readonly<
  Record<QuoteEvent, { readonly nl: Letter; readonly en: Letter; readonly de: Letter }>
> = {
  'quote.sent': {
    nl: {
      subject: 'Offerte {{ quote.number }} van {{ business.name }}',
      blocks: [
        nl.dear,
        text(
          '{% if quote.isNewVersion %}We hebben onze offerte {{ quote.number }} aangepast; deze versie vervangt de vorige.{% else %}Hierbij onze offerte {{ quote.number }}.{% endif %} Het totaal is {{ quote.total }}. De offerte is geldig tot en met {{ quote.validUntil }} en zit ook als PDF bij deze e-mail.',
        ),
        button('Bekijk de offerte'),
        text('Op die pagina kun je ook akkoord gaan of de offerte afwijzen.'),
        nl.ask,
      ],
    },
    en: {
      subject: 'Quote {{ quote.number }} from {{ business.name }}',
      blocks: [
        en.dear,
        text(
          '{% if quote.isNewVersion %}We have changed our quote {{ quote.number }}; this version replaces the previous one.{% else %}This is our quote {{ quote.number }}.{% endif %} The total is {{ quote.total }}. The quote is valid until {{ quote.validUntil }} and is attached to this e-mail as a PDF.',
        ),
        button('View the quote'),
        text('On that page you can also accept or decline it.'),
        en.ask,
      ],
    },
    de: {
      subject: 'Angebot {{ quote.number }} von {{ business.name }}',
      blocks: [
        de.dear,
        text(
          '{% if quote.isNewVersion %}wir haben unser Angebot {{ quote.number }} geändert; diese Version ersetzt die vorige.{% else %}hier ist unser Angebot {{ quote.number }}.{% endif %} Der Gesamtbetrag ist {{ quote.total }}. Das Angebot gilt bis {{ quote.validUntil }} und liegt dieser E-Mail als PDF bei.',
        ),
        button('Angebot ansehen'),
        text('Auf dieser Seite können Sie es auch annehmen oder ablehnen.'),
        de.ask,
      ],
    },
  },
  'quote.reminder': {
    nl: {
      subject: 'Offerte {{ quote.number }} is nog geldig tot en met {{ quote.validUntil }}',
      blocks: [
        nl.dear,
        text(
          'Onze offerte {{ quote.number }} van {{ quote.total }} is nog geldig tot en met {{ quote.validUntil }}. Wil je er gebruik van maken?',
        ),
        button('Bekijk de offerte'),
        nl.ask,
      ],
    },
    en: {
      subject: 'Quote {{ quote.number }} is still valid until {{ quote.validUntil }}',
      blocks: [
        en.dear,
        text(
          'Our quote {{ quote.number }} for {{ quote.total }} is still valid until {{ quote.validUntil }}. Would you like to make use of it?',
        ),
        button('View the quote'),
        en.ask,
      ],
    },
    de: {
      subject: 'Angebot {{ quote.number }} gilt noch bis {{ quote.validUntil }}',
      blocks: [
        de.dear,
        text(
          'unser Angebot {{ quote.number }} über {{ quote.total }} gilt noch bis {{ quote.validUntil }}. Möchten Sie es annehmen?',
        ),
        button('Angebot ansehen'),
        de.ask,
      ],
    },
  },
  'quote.accepted': {
    nl: {
      subject: 'Offerte {{ quote.number }} is nu bestelling {{ order.number }}',
      blocks: [
        nl.dear,
        text(
          'Bedankt voor je akkoord op offerte {{ quote.number }}. We hebben er bestelling {{ order.number }} van gemaakt, voor {{ quote.total }}.',
        ),
        lines,
        text('Zodra er iets te melden is, hoor je van ons.'),
        nl.ask,
      ],
    },
    en: {
      subject: 'Quote {{ quote.number }} is now order {{ order.number }}',
      blocks: [
        en.dear,
        text(
          'Thank you for accepting quote {{ quote.number }}. It is now order {{ order.number }}, for {{ quote.total }}.',
        ),
        lines,
        text('You will hear from us as soon as there is news.'),
        en.ask,
      ],
    },
    de: {
      subject: 'Angebot {{ quote.number }} ist jetzt Bestellung {{ order.number }}',
      blocks: [
        de.dear,
        text(
          'vielen Dank, dass Sie unser Angebot {{ quote.number }} angenommen haben. Daraus wurde Bestellung {{ order.number }} über {{ quote.total }}.',
        ),
        lines,
        text('Sobald es etwas Neues gibt, hören Sie von uns.'),
        de.ask,
      ],
    },
  },
}
