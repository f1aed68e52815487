/** Our own words for the mails about an order, from its arrival to its cancellation, in Dutch, English and German. */
import type { MailBlock, MailEvent, MailTemplate } from './schema.ts'

type Letter = Pick<MailTemplate, 'subject' | 'blocks'>

const text = (words: string): MailBlock => ({ kind: 'text', text: words })
const heading = (words: string): MailBlock => ({ kind: 'heading', text: words })
const block = (kind: 'order-lines' | 'address' | 'shipments'): MailBlock => ({ kind })

const beste = text('Beste {{ customer.name }},')
const dear = text('Dear {{ customer.name }},')
const guten = text('Guten Tag {{ customer.name }},')
const vragen = text('Heb je een vraag? Beantwoord dan deze e-mail.')
const questions = text('Do you have a question? Just reply to this e-mail.')
const fragen = text('Haben Sie eine Frage? Antworten Sie einfach auf diese E-Mail.')

const onDay = '{{ order.plannedOn }}{% if order.partOfDay %} ({{ order.partOfDay }}){% endif %}'

export const orderLetters: Readonly<
  Record<
    Extract<MailEvent, `order.${string}`>,
    { readonly nl: Letter; readonly en: Letter; readonly de: Letter }
  >
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
      subject: 'We have received your order {{ order.number }}',
      blocks: [
        heading('We have received your order'),
        dear,
        text(
          'Thank you for your order of {{ order.placedOn }}. Here is what you ordered. We will write again as soon as anything changes.',
        ),
        block('order-lines'),
        text(
          '{% if order.isPickup %}You are collecting your order from us. We will write when everything is ready.{% else %}We will deliver to this address:{% endif %}',
        ),
        block('address'),
        questions,
      ],
    },
    de: {
      subject: 'Ihre Bestellung {{ order.number }} ist bei uns eingegangen',
      blocks: [
        heading('Wir haben Ihre Bestellung erhalten'),
        guten,
        text(
          'vielen Dank für Ihre Bestellung vom {{ order.placedOn }}. Hier sehen Sie, was Sie bestellt haben. Sobald sich etwas ändert, schreiben wir Ihnen.',
        ),
        block('order-lines'),
        text(
          '{% if order.isPickup %}Sie holen Ihre Bestellung bei uns ab. Wir schreiben Ihnen, sobald alles bereitliegt.{% else %}Wir liefern an diese Adresse:{% endif %}',
        ),
        block('address'),
        fragen,
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
      subject: 'We have received your payment for order {{ order.number }}',
      blocks: [
        heading('We have received your payment'),
        dear,
        text(
          'We have received {{ order.paid }} for order {{ order.number }}.{% if order.due %} {{ order.due }} is still outstanding.{% endif %} We are now getting your order ready.',
        ),
        questions,
      ],
    },
    de: {
      subject: 'Ihre Zahlung für Bestellung {{ order.number }} ist eingegangen',
      blocks: [
        heading('Ihre Zahlung ist eingegangen'),
        guten,
        text(
          'wir haben {{ order.paid }} für Bestellung {{ order.number }} erhalten.{% if order.due %} Offen sind noch {{ order.due }}.{% endif %} Wir kümmern uns jetzt darum.',
        ),
        fragen,
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
          `Alles van bestelling {{ order.number }} is op voorraad. {% if order.isPickup %}Je kunt je bestelling afhalen op ${onDay}, op dit adres:{% else %}We bezorgen je bestelling op ${onDay}, op dit adres:{% endif %}`,
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
        '{% if order.isPickup %}You can collect order {{ order.number }} on {{ order.plannedOn }}{% else %}We will deliver order {{ order.number }} on {{ order.plannedOn }}{% endif %}',
      blocks: [
        heading('Your order has been planned'),
        dear,
        text(
          `Everything in order {{ order.number }} is in stock. {% if order.isPickup %}You can collect your order on ${onDay}, at this address:{% else %}We will deliver your order on ${onDay}, to this address:{% endif %}`,
        ),
        block('address'),
        block('order-lines'),
        text(
          '{% if order.due %}{{ order.due }} is still outstanding on this order. {% endif %}If this day does not suit you, reply to this e-mail and we will find another one together.',
        ),
      ],
    },
    de: {
      subject:
        '{% if order.isPickup %}Sie können Bestellung {{ order.number }} am {{ order.plannedOn }} abholen{% else %}Wir liefern Bestellung {{ order.number }} am {{ order.plannedOn }}{% endif %}',
      blocks: [
        heading('Ihre Bestellung ist eingeplant'),
        guten,
        text(
          `alles aus Bestellung {{ order.number }} ist vorrätig. {% if order.isPickup %}Sie können sie am ${onDay} hier abholen:{% else %}Wir liefern sie am ${onDay} an diese Adresse:{% endif %}`,
        ),
        block('address'),
        block('order-lines'),
        text(
          '{% if order.due %}Von dieser Bestellung sind noch {{ order.due }} offen. {% endif %}Passt Ihnen dieser Tag nicht? Antworten Sie auf diese E-Mail, dann finden wir gemeinsam einen anderen.',
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
      subject: 'Order {{ order.number }} is taking longer than expected',
      blocks: [
        heading('Your order is taking longer'),
        dear,
        text(
          'Part of order {{ order.number }} has not reached us yet.{% if order.expectedOn %} We expect everything on {{ order.expectedOn }}.{% endif %} Once we have it, we will let you know which day your order is coming.',
        ),
        block('order-lines'),
        text('If you would rather not wait, reply to this e-mail and we will look for a solution.'),
      ],
    },
    de: {
      subject: 'Bestellung {{ order.number }} kommt später als gedacht',
      blocks: [
        heading('Ihre Bestellung braucht mehr Zeit'),
        guten,
        text(
          'ein Teil von Bestellung {{ order.number }} ist noch nicht bei uns eingetroffen.{% if order.expectedOn %} Wir erwarten alles am {{ order.expectedOn }}.{% endif %} Sobald alles da ist, schreiben wir Ihnen, an welchem Tag Ihre Bestellung kommt.',
        ),
        block('order-lines'),
        text('Möchten Sie nicht warten? Antworten Sie auf diese E-Mail, dann suchen wir eine Lösung.'),
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
          '{% if order.due %}There is {{ order.due }} left to pay when you collect it. {% endif %}Bring this e-mail, or tell us your order number at the counter.',
        ),
      ],
    },
    de: {
      subject: 'Bestellung {{ order.number }} liegt für Sie bereit',
      blocks: [
        heading('Ihre Bestellung liegt bereit'),
        guten,
        text('Sie können Bestellung {{ order.number }} hier abholen:'),
        block('address'),
        block('order-lines'),
        text(
          '{% if order.due %}Bei der Abholung sind noch {{ order.due }} zu zahlen. {% endif %}Bringen Sie diese E-Mail mit, oder nennen Sie uns Ihre Bestellnummer.',
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
          'Order {{ order.number }} is with the carrier{% if shipments.size > 0 %}. Follow your parcel below{% endif %}.',
        ),
        block('shipments'),
        text('It goes to this address:'),
        block('address'),
        block('order-lines'),
        questions,
      ],
    },
    de: {
      subject: 'Bestellung {{ order.number }} ist unterwegs',
      blocks: [
        heading('Ihre Bestellung ist unterwegs'),
        guten,
        text(
          'wir haben Bestellung {{ order.number }} auf den Weg gebracht{% if shipments.size > 0 %}. Hier sehen Sie, wo Ihr Paket ist{% endif %}.',
        ),
        block('shipments'),
        text('Sie geht an diese Adresse:'),
        block('address'),
        block('order-lines'),
        fragen,
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
          'Order {{ order.number }} of {{ order.placedOn }} has been cancelled. Nothing will be sent.{% if order.paid %} We will refund the {{ order.paid }} that you paid.{% endif %}',
        ),
        text('If this is not right, reply to this e-mail.'),
      ],
    },
    de: {
      subject: 'Bestellung {{ order.number }} wurde storniert',
      blocks: [
        heading('Ihre Bestellung wurde storniert'),
        guten,
        text(
          'Bestellung {{ order.number }} vom {{ order.placedOn }} wurde storniert. Sie erhalten daraus nichts mehr.{% if order.paid %} Ihre Zahlung von {{ order.paid }} erstatten wir Ihnen.{% endif %}',
        ),
        text('Ist das nicht richtig? Antworten Sie auf diese E-Mail.'),
      ],
    },
  },
}
