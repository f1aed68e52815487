/** What a template may fill in: every variable with its words and an example, which a template is tried with when it is saved. */
import { customerLang, say, words, type Words } from '../../base/words.ts'
import type { MailEvent } from './schema.ts'

/** Plain words, ready to be read: amounts and days are written out in the language of the mail. Empty is ''. */
export type MailContents = {
  readonly business: {
    readonly name: string
    readonly email: string
    readonly phone: string
    readonly website: string
    /** The person whom customers ask for (S1-2e). */
    readonly support: string
    readonly supportEmail: string
    readonly supportPhone: string
    readonly address: string
    /** Where the logo lies in the mail, such as cid:…; the mail carries it along. */
    readonly logo: string
    readonly openingHours: string
  }
  readonly channel: { readonly name: string }
  readonly customer: {
    readonly name: string
    readonly company: string
    /** Of the customer's organisation (S2-12), as the business's own. */
    readonly logo: string
    /** The user of ours who looks after that organisation (S2-7). */
    readonly manager: string
    readonly managerEmail: string
  }
  readonly order: {
    readonly number: string
    readonly placedOn: string
    readonly total: string
    readonly shipping: string
    readonly paid: string
    readonly due: string
    readonly paymentMethod: string
    readonly shippingMethod: string
    readonly reference: string
    readonly isPickup: boolean
    readonly plannedOn: string
    readonly partOfDay: string
    readonly expectedOn: string
  }
  readonly lines: readonly {
    readonly name: string
    readonly sku: string
    readonly quantity: string
    readonly amount: string
  }[]
  /** What the shop charged beside the goods and the shipping. */
  readonly charges: readonly { readonly name: string; readonly amount: string }[]
  readonly address: readonly string[]
  readonly shipments: readonly { readonly carrier: string; readonly code: string; readonly url: string }[]
  readonly invoice: {
    readonly number: string
    readonly day: string
    readonly total: string
    readonly due: string
    readonly dueOn: string
    readonly isCredit: boolean
  }
  readonly quote: {
    readonly number: string
    readonly total: string
    readonly validUntil: string
    /** It replaces a version that was sent before. */
    readonly isNewVersion: boolean
  }
  readonly reminder: {
    readonly total: string
    /** What the law or we say of not paying, written out with its amounts. */
    readonly notice: string
    readonly costs: string
    readonly invoices: readonly {
      readonly number: string
      readonly day: string
      readonly dueOn: string
      readonly due: string
      /** What to mention with the payment. */
      readonly reference: string
    }[]
  }
  readonly user: { readonly name: string }
  readonly link: string
}

/** Nothing to say: what a mail does not know stays empty, so that a template can ask for it. */
export const noContents: MailContents = {
  business: {
    name: '',
    email: '',
    phone: '',
    website: '',
    support: '',
    supportEmail: '',
    supportPhone: '',
    address: '',
    logo: '',
    openingHours: '',
  },
  channel: { name: '' },
  customer: { name: '', company: '', logo: '', manager: '', managerEmail: '' },
  order: {
    number: '',
    placedOn: '',
    total: '',
    shipping: '',
    paid: '',
    due: '',
    paymentMethod: '',
    shippingMethod: '',
    reference: '',
    isPickup: false,
    plannedOn: '',
    partOfDay: '',
    expectedOn: '',
  },
  lines: [],
  charges: [],
  address: [],
  shipments: [],
  invoice: { number: '', day: '', total: '', due: '', dueOn: '', isCredit: false },
  quote: { number: '', total: '', validUntil: '', isNewVersion: false },
  reminder: { total: '', notice: '', costs: '', invoices: [] },
  user: { name: '' },
  link: '',
}

/** An example of everything, as a customer who reads that language would find it. */
export function exampleIn(language: string): MailContents {
  const lang = customerLang(language)
  const t = (nl: string, en: string, de: string) => say(words(nl, en, de), lang)
  const total = t('€ 125,95', '€125.95', '125,95 €')
  const due = t('€ 25,95', '€25.95', '25,95 €')
  const invoicedOn = t('maandag 2 maart 2026', 'Monday 2 March 2026', 'Montag, 2. März 2026')
  const dueOn = t('maandag 16 maart 2026', 'Monday 16 March 2026', 'Montag, 16. März 2026')
  const costs = t('€ 40,00', '€40.00', '40,00 €')
  const someone = t('Klant Voorbeeld', 'Customer Example', 'Kunde Beispiel')
  return {
    business: {
      name: t('Voorbeeldwinkel', 'Example Shop', 'Beispielladen'),
      email: 'winkel@voorbeeld.example',
      phone: '0229 000 000',
      website: 'https://voorbeeld.example',
      support: t('Collega Voorbeeld', 'Colleague Example', 'Kollegin Beispiel'),
      supportEmail: 'vragen@voorbeeld.example',
      supportPhone: '0229 000 001',
      address: 'Voorbeeldstraat 1, 1234 AB Voorbeeldstad',
      logo: '',
      openingHours: t('ma-vr 9:00-17:30', 'Mon-Fri 9:00-17:30', 'Mo-Fr 9:00-17:30'),
    },
    channel: { name: 'Webshop' },
    customer: {
      name: someone,
      company: '',
      logo: '',
      manager: t('Collega Voorbeeld', 'Colleague Example', 'Kollegin Beispiel'),
      managerEmail: 'collega@voorbeeld.example',
    },
    order: {
      number: '10001',
      placedOn: invoicedOn,
      total,
      shipping: t('€ 5,95', '€5.95', '5,95 €'),
      paid: t('€ 100,00', '€100.00', '100,00 €'),
      due,
      paymentMethod: 'iDEAL',
      shippingMethod: t('Pakket', 'Parcel', 'Paket'),
      reference: '',
      isPickup: false,
      plannedOn: t('donderdag 5 maart 2026', 'Thursday 5 March 2026', 'Donnerstag, 5. März 2026'),
      partOfDay: t('ochtend', 'morning', 'Vormittag'),
      expectedOn: t('vrijdag 6 maart 2026', 'Friday 6 March 2026', 'Freitag, 6. März 2026'),
    },
    lines: [
      {
        name: t('Voorbeeldartikel', 'Example product', 'Beispielartikel'),
        sku: 'VB-1',
        quantity: '2',
        amount: t('€ 117,00', '€117.00', '117,00 €'),
      },
    ],
    charges: [
      {
        name: t('Cadeauverpakking', 'Gift wrapping', 'Geschenkverpackung'),
        amount: t('€ 3,00', '€3.00', '3,00 €'),
      },
    ],
    address: [someone, 'Voorbeeldlaan 2', '1234 AB Voorbeeldstad'],
    shipments: [
      {
        carrier: t('Bezorger', 'Carrier', 'Paketdienst'),
        code: '3SVB123456',
        url: 'https://voorbeeld.example/volgen/3SVB123456',
      },
    ],
    invoice: { number: 'F2026-0001', day: invoicedOn, total, due, dueOn, isCredit: false },
    quote: {
      number: 'O2026-00001',
      total,
      validUntil: t('woensdag 1 april 2026', 'Wednesday 1 April 2026', 'Mittwoch, 1. April 2026'),
      isNewVersion: false,
    },
    reminder: {
      total: due,
      notice: t(
        'Betaal binnen veertien dagen, gerekend vanaf de dag nadat je deze brief hebt ontvangen. Daarna komt er € 40,00 aan incassokosten bij.',
        'Please pay within fourteen days of the day after you receive this letter. After that, €40.00 in collection costs is added.',
        'Bitte zahlen Sie innerhalb von vierzehn Tagen ab dem Tag nach Erhalt dieses Schreibens. Danach kommen 40,00 € Inkassokosten hinzu.',
      ),
      costs,
      invoices: [{ number: 'F2026-0001', day: invoicedOn, dueOn, due, reference: 'RF12F20260001' }],
    },
    user: { name: t('Collega Voorbeeld', 'Colleague Example', 'Kollegin Beispiel') },
    link: 'https://voorbeeld.example/link',
  }
}

export const exampleContents: MailContents = exampleIn('nl')

const everywhere: Record<string, Words> = {
  'business.name': words('Handelsnaam', 'Trade name'),
  'business.email': words('E-mailadres van het bedrijf', "Business's e-mail address"),
  'business.phone': words('Telefoon van het bedrijf', "Business's phone"),
  'business.website': words('Website van het bedrijf', "Business's website"),
  'business.support': words('Contactpersoon voor klanten', 'Support contact'),
  'business.supportEmail': words('E-mailadres van de contactpersoon', "Support contact's e-mail address"),
  'business.supportPhone': words('Telefoon van de contactpersoon', "Support contact's phone"),
  'business.address': words('Adres van het bedrijf op één regel', "Business's address on one line"),
  'business.openingHours': words('Openingstijden', 'Opening hours'),
  'business.logo': words(
    'Logo van het bedrijf, als adres van een afbeelding',
    "Business's logo, as the address of an image",
  ),
}

const theCustomer: Record<string, Words> = {
  'customer.name': words('Naam van de klant', "Customer's name"),
  'customer.logo': words(
    'Logo van de organisatie van de klant, als adres van een afbeelding; leeg zonder',
    "Logo of the customer's organisation, as the address of an image; empty without",
  ),
  'customer.manager': words(
    'Accountmanager van de organisatie; leeg zonder',
    "Organisation's account manager; empty without",
  ),
  'customer.managerEmail': words(
    'E-mailadres van de accountmanager; leeg zonder',
    "Account manager's e-mail address; empty without",
  ),
}

const aboutCustomer: Record<string, Words> = {
  'channel.name': words('Verkoopkanaal', 'Sales channel'),
  ...theCustomer,
  'customer.company': words('Bedrijf van de klant', "Customer's company"),
  'order.number': words('Bestelnummer', 'Order number'),
}

const aboutOrder: Record<string, Words> = {
  ...aboutCustomer,
  'order.placedOn': words('Besteld op', 'Placed on'),
  'order.total': words('Totaal', 'Total'),
  'order.shipping': words('Verzendkosten', 'Shipping costs'),
  'order.paid': words('Betaald', 'Paid'),
  'order.due': words('Nog open; leeg als alles betaald is', 'Still open; empty when all is paid'),
  'order.paymentMethod': words('Betaalwijze', 'Payment method'),
  'order.shippingMethod': words('Verzendmethode', 'Shipping method'),
  'order.reference': words('Referentie', 'Reference'),
  'order.isPickup': words('Wordt afgehaald', 'Is collected'),
  'order.plannedOn': words('Gepland op', 'Planned on'),
  'order.partOfDay': words('Dagdeel', 'Part of the day'),
  'order.expectedOn': words('Verwacht op', 'Expected on'),
  lines: words(
    'Regels: line.name, line.sku, line.quantity, line.amount',
    'Lines: line.name, line.sku, line.quantity, line.amount',
  ),
  charges: words('Toeslagen: charge.name, charge.amount', 'Surcharges: charge.name, charge.amount'),
  address: words('Bezorg- of afhaaladres, per regel', 'Delivery or pickup address, line by line'),
  shipments: words(
    'Zendingen: shipment.carrier, shipment.code, shipment.url',
    'Shipments: shipment.carrier, shipment.code, shipment.url',
  ),
}

const aboutInvoice: Record<string, Words> = {
  ...aboutCustomer,
  'invoice.number': words('Factuurnummer', 'Invoice number'),
  'invoice.day': words('Factuurdatum', 'Invoice date'),
  'invoice.total': words('Factuurbedrag', 'Invoice amount'),
  'invoice.due': words(
    'Nog te betalen; leeg als alles betaald is',
    'Still to be paid; empty when all is paid',
  ),
  'invoice.dueOn': words('Vervaldatum', 'Due date'),
  'invoice.isCredit': words('Is een creditnota', 'Is a credit note'),
}

const aboutReminder: Record<string, Words> = {
  ...theCustomer,
  'reminder.total': words('Wat in totaal openstaat', 'What is open in all'),
  'reminder.notice': words('Wat er volgt als niet wordt betaald', 'What follows when nothing is paid'),
  'reminder.costs': words('Incassokosten; leeg zonder', 'Collection costs; empty without'),
  'reminder.invoices': words(
    'Facturen: one.number, one.day, one.dueOn, one.due, one.reference (betalingskenmerk)',
    'Invoices: one.number, one.day, one.dueOn, one.due, one.reference (payment reference)',
  ),
}

const aboutUser: Record<string, Words> = {
  'user.name': words('Naam van de gebruiker', "User's name"),
  link: words('De persoonlijke link', 'The personal link'),
}

const aboutQuote: Record<string, Words> = {
  ...aboutCustomer,
  'order.number': words('Bestelnummer, na akkoord', 'Order number, once accepted'),
  'quote.number': words('Offertenummer', 'Quote number'),
  'quote.total': words('Totaal van de offerte', 'Total of the quote'),
  'quote.validUntil': words('Geldig tot en met', 'Valid until'),
  'quote.isNewVersion': words('Vervangt een eerdere versie', 'Replaces an earlier version'),
  lines: words(
    'Regels: line.name, line.sku, line.quantity, line.amount',
    'Lines: line.name, line.sku, line.quantity, line.amount',
  ),
  link: words('De persoonlijke link', 'The personal link'),
}

/** The variables that make sense in a mail, for the list beside the editor. */
export function variablesOf(event: MailEvent): { name: string; words: Words }[] {
  const about = event.startsWith('user.')
    ? aboutUser
    : event.startsWith('invoice.reminder')
      ? aboutReminder
      : event.startsWith('invoice.')
        ? aboutInvoice
        : event.startsWith('quote.')
          ? aboutQuote
          : aboutOrder
  return Object.entries({ ...everywhere, ...about }).map(([name, text]) => ({ name, words: text }))
}
