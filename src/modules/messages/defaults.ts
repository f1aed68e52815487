/** Our own words for every mail, in Dutch and English; used until a merchant writes others. */
import { invoiceLetters } from './invoice-letters.ts'
import { quoteLetters } from './quote-letters.ts'
import type { MailBlock, MailEvent } from './schema.ts'

export type Letter = { readonly subject: string; readonly blocks: readonly MailBlock[] }

const text = (words: string): MailBlock => ({ kind: 'text', text: words })
const heading = (words: string): MailBlock => ({ kind: 'heading', text: words })
const button = (words: string, link: string): MailBlock => ({ kind: 'button', text: words, link })
const block = (kind: 'order-lines' | 'address' | 'shipments' | 'divider'): MailBlock => ({ kind })

const beste = text('Beste {{ customer.name }},')
const dear = text('Dear {{ customer.name }},')
const vragen = text('Heb je een vraag? Beantwoord dan deze e-mail.')
const questions = text('Do you have a question? Just reply to this e-mail.')

const dayNl = '{{ order.plannedOn }}{% if order.partOfDay %} ({{ order.partOfDay }}){% endif %}'

type Spoken = 'nl' | 'en' | 'de'

/** The language that our own words have for a reader: theirs when we speak it, English for everybody else. */
export const spokenFor = (event: MailEvent, language: string): Spoken =>
  language === 'nl' || (language === 'de' && defaultLetters[event].de) ? language : 'en'

export const usualLetter = (event: MailEvent, language: string): Letter =>
  defaultLetters[event][spokenFor(event, language)] ?? defaultLetters[event].en

export const defaultLetters: Readonly<
  Record<MailEvent, { readonly nl: Letter; readonly en: Letter; readonly de?: Letter }>
> = {
  'order.received': {
    nl: {
      subject: 'Je bestelling {{ order.number }} is binnen',
      blocks: [
        heading('We hebben je bestelling ontvangen'),
        beste,
        text(
          'Bedankt voor je bestelling van {{ order.placedOn }}. Hieronder zie je wat je hebt besteld. Zodra er iets verandert, laten we het je weten.',
        ),
        block('order-lines'),
        text(
          '{% if order.isPickup %}Je haalt je bestelling bij ons af. We mailen je als alles klaarligt.{% else %}We bezorgen op dit adres:{% endif %}',
        ),
        block('address'),
        vragen,
      ],
    },
    en: {
      subject: 'Your order {{ order.number }} has arrived with us',
      blocks: [
        heading('We have received your order'),
        dear,
        text(
          'Thank you for your order of {{ order.placedOn }}. Below you see what you ordered. We write again as soon as something changes.',
        ),
        block('order-lines'),
        text(
          '{% if order.isPickup %}You collect your order from us. We write when everything is ready.{% else %}We deliver to this address:{% endif %}',
        ),
        block('address'),
        questions,
      ],
    },
  },
  'order.paid': {
    nl: {
      subject: 'Je betaling voor bestelling {{ order.number }} is binnen',
      blocks: [
        heading('Je betaling is binnen'),
        beste,
        text(
          'We hebben {{ order.paid }} ontvangen voor bestelling {{ order.number }}.{% if order.due %} Er staat nog {{ order.due }} open.{% endif %} We gaan ermee aan de slag.',
        ),
        vragen,
      ],
    },
    en: {
      subject: 'We received your payment for order {{ order.number }}',
      blocks: [
        heading('Your payment has come in'),
        dear,
        text(
          'We received {{ order.paid }} for order {{ order.number }}.{% if order.due %} {{ order.due }} is still open.{% endif %} We are getting to work on it.',
        ),
        questions,
      ],
    },
  },
  'order.planned': {
    nl: {
      subject:
        '{% if order.isPickup %}Je kunt bestelling {{ order.number }} afhalen op {{ order.plannedOn }}{% else %}We bezorgen bestelling {{ order.number }} op {{ order.plannedOn }}{% endif %}',
      blocks: [
        heading('Je bestelling is ingepland'),
        beste,
        text(
          `Alles van bestelling {{ order.number }} is op voorraad. {% if order.isPickup %}Je kunt je bestelling afhalen op ${dayNl}, op dit adres:{% else %}We bezorgen je bestelling op ${dayNl}, op dit adres:{% endif %}`,
        ),
        block('address'),
        block('order-lines'),
        text(
          '{% if order.due %}Van deze bestelling staat nog {{ order.due }} open. {% endif %}Komt deze dag niet uit? Beantwoord dan deze e-mail, dan zoeken we samen een andere.',
        ),
      ],
    },
    en: {
      subject:
        '{% if order.isPickup %}You can collect order {{ order.number }} on {{ order.plannedOn }}{% else %}We deliver order {{ order.number }} on {{ order.plannedOn }}{% endif %}',
      blocks: [
        heading('Your order has been planned'),
        dear,
        text(
          `Everything of order {{ order.number }} is in stock. {% if order.isPickup %}You can collect your order on ${dayNl}, at this address:{% else %}We deliver your order on ${dayNl}, at this address:{% endif %}`,
        ),
        block('address'),
        block('order-lines'),
        text(
          '{% if order.due %}{{ order.due }} of this order is still open. {% endif %}Does this day not suit you? Reply to this e-mail and we find another one together.',
        ),
      ],
    },
  },
  'order.delayed': {
    nl: {
      subject: 'Bestelling {{ order.number }} komt later dan gedacht',
      blocks: [
        heading('Je bestelling heeft meer tijd nodig'),
        beste,
        text(
          'Een deel van bestelling {{ order.number }} is nog niet bij ons binnen.{% if order.expectedOn %} We verwachten alles op {{ order.expectedOn }}.{% endif %} Zodra we het hebben, hoor je van ons op welke dag je bestelling komt.',
        ),
        block('order-lines'),
        text('Wil je niet wachten? Beantwoord dan deze e-mail, dan zoeken we een oplossing.'),
      ],
    },
    en: {
      subject: 'Order {{ order.number }} takes longer than we thought',
      blocks: [
        heading('Your order needs more time'),
        dear,
        text(
          'Part of order {{ order.number }} has not reached us yet.{% if order.expectedOn %} We expect everything on {{ order.expectedOn }}.{% endif %} Once we have it, you hear from us on which day your order comes.',
        ),
        block('order-lines'),
        text('Would you rather not wait? Reply to this e-mail and we look for a solution.'),
      ],
    },
  },
  'order.ready': {
    nl: {
      subject: 'Bestelling {{ order.number }} ligt klaar',
      blocks: [
        heading('Je bestelling ligt klaar'),
        beste,
        text('Je kunt bestelling {{ order.number }} afhalen op dit adres:'),
        block('address'),
        block('order-lines'),
        text(
          '{% if order.due %}Bij het afhalen reken je nog {{ order.due }} af. {% endif %}Neem deze e-mail mee, of noem je bestelnummer aan de balie.',
        ),
      ],
    },
    en: {
      subject: 'Order {{ order.number }} is ready for you',
      blocks: [
        heading('Your order is ready'),
        dear,
        text('You can collect order {{ order.number }} at this address:'),
        block('address'),
        block('order-lines'),
        text(
          '{% if order.due %}When you collect it, {{ order.due }} is still to be paid. {% endif %}Bring this e-mail, or tell us your order number at the counter.',
        ),
      ],
    },
  },
  'order.shipped': {
    nl: {
      subject: 'Bestelling {{ order.number }} is onderweg',
      blocks: [
        heading('Je bestelling is onderweg'),
        beste,
        text(
          'We hebben bestelling {{ order.number }} meegegeven{% if shipments.size > 0 %}. Hieronder kun je zien waar je pakket is{% endif %}.',
        ),
        block('shipments'),
        text('Het gaat naar dit adres:'),
        block('address'),
        block('order-lines'),
        vragen,
      ],
    },
    en: {
      subject: 'Order {{ order.number }} is on its way',
      blocks: [
        heading('Your order is on its way'),
        dear,
        text(
          'We have handed over order {{ order.number }}{% if shipments.size > 0 %}. Below you can see where your parcel is{% endif %}.',
        ),
        block('shipments'),
        text('It goes to this address:'),
        block('address'),
        block('order-lines'),
        questions,
      ],
    },
  },
  'order.cancelled': {
    nl: {
      subject: 'Bestelling {{ order.number }} is geannuleerd',
      blocks: [
        heading('Je bestelling is geannuleerd'),
        beste,
        text(
          'Bestelling {{ order.number }} van {{ order.placedOn }} is geannuleerd. Je ontvangt er niets meer van.{% if order.paid %} Wat je hebt betaald, {{ order.paid }}, krijg je van ons terug.{% endif %}',
        ),
        text('Klopt dit niet? Beantwoord dan deze e-mail.'),
      ],
    },
    en: {
      subject: 'Order {{ order.number }} has been cancelled',
      blocks: [
        heading('Your order has been cancelled'),
        dear,
        text(
          'Order {{ order.number }} of {{ order.placedOn }} has been cancelled. Nothing of it will be sent.{% if order.paid %} What you paid, {{ order.paid }}, comes back to you.{% endif %}',
        ),
        text('Is this not right? Reply to this e-mail.'),
      ],
    },
  },
  ...invoiceLetters,
  ...quoteLetters,
  'user.invited': {
    nl: {
      subject: 'Je bent uitgenodigd voor {{ business.name }}',
      blocks: [
        text('Beste {{ user.name }},'),
        text(
          'Je krijgt toegang tot de backoffice van {{ business.name }}. Kies met de knop hieronder je eigen wachtwoord. De link werkt één keer en blijft zeven dagen geldig.',
        ),
        button('Uitnodiging aannemen', '{{ link }}'),
        { kind: 'small', text: 'Verwachtte je deze e-mail niet? Dan hoef je niets te doen.' },
      ],
    },
    en: {
      subject: 'You are invited to {{ business.name }}',
      blocks: [
        text('Dear {{ user.name }},'),
        text(
          'You are given access to the back office of {{ business.name }}. Choose a password of your own with the button below. The link works once and stays valid for seven days.',
        ),
        button('Accept the invitation', '{{ link }}'),
        { kind: 'small', text: 'Did you not expect this e-mail? Then there is nothing you need to do.' },
      ],
    },
  },
  'user.reset': {
    nl: {
      subject: 'Nieuw wachtwoord kiezen',
      blocks: [
        text('Beste {{ user.name }},'),
        text(
          'Er is een nieuw wachtwoord voor je account gevraagd. Kies het met de knop hieronder. De link werkt één keer en maar kort.',
        ),
        button('Nieuw wachtwoord kiezen', '{{ link }}'),
        {
          kind: 'small',
          text: 'Heb je dit niet zelf gevraagd? Dan hoef je niets te doen: je wachtwoord blijft zoals het is.',
        },
      ],
    },
    en: {
      subject: 'Choose a new password',
      blocks: [
        text('Dear {{ user.name }},'),
        text(
          'A new password was asked for your account. Choose it with the button below. The link works once, and not for long.',
        ),
        button('Choose a new password', '{{ link }}'),
        {
          kind: 'small',
          text: 'Was it not you who asked? Then there is nothing you need to do: your password stays as it is.',
        },
      ],
    },
  },
  'user.email': {
    nl: {
      subject: 'Bevestig je nieuwe e-mailadres',
      blocks: [
        text('Beste {{ user.name }},'),
        text(
          'Je wilt voortaan met dit e-mailadres inloggen. Bevestig dat met de knop hieronder. De link werkt één keer en maar kort.',
        ),
        button('E-mailadres bevestigen', '{{ link }}'),
        {
          kind: 'small',
          text: 'Heb je dit niet zelf gevraagd? Dan hoef je niets te doen: er verandert niets.',
        },
      ],
    },
    en: {
      subject: 'Confirm your new e-mail address',
      blocks: [
        text('Dear {{ user.name }},'),
        text(
          'From now on you want to sign in with this e-mail address. Confirm that with the button below. The link works once, and not for long.',
        ),
        button('Confirm the address', '{{ link }}'),
        {
          kind: 'small',
          text: 'Was it not you who asked? Then there is nothing you need to do: nothing changes.',
        },
      ],
    },
  },
}
