/** Who we trade with and as whom: own businesses, organisations in every role, their people and addresses. */
import {
  choice,
  country,
  currency,
  day,
  email,
  integer,
  json,
  language,
  link,
  longText,
  moment,
  money,
  phone,
  quantity,
  text,
  textList,
  url,
  yesNo,
} from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { taxCategories } from '../../base/tax-category.ts'
import { words, type Words } from '../../base/words.ts'

/** How the page of an invoice is laid out. */
export const invoiceLayouts = {
  letter: words('Brief: logo links, ruim', 'Letter: logo on the left, roomy'),
  modern: words('Modern: logo rechts, met kleurvlak', 'Modern: logo on the right, with a band'),
  compact: words('Compact: veel regels op een blad', 'Compact: many lines on a page'),
} satisfies Record<string, Words>

/** When an order is invoiced by itself (S1-3a). */
export const invoiceMoments = {
  direct: words('Meteen', 'At once'),
  paid: words('Zodra alles betaald is', 'Once paid in full'),
  planned: words('Bij afdrukken van de dag', 'When the day is printed'),
  shipped: words('Zodra verzonden', 'Once shipped'),
  'by-hand': words('Met de hand', 'By hand'),
} satisfies Record<string, Words>

/** The columns of an invoice, in their order. */
export const invoiceColumns = {
  position: words('Regelnummer', 'Line number'),
  sku: words('Artikelcode', 'Item code'),
  quantity: words('Aantal', 'Quantity'),
  'unit-price': words('Prijs', 'Price'),
  'vat-rate': words('Btw', 'VAT'),
  amount: words('Bedrag', 'Amount'),
} satisfies Record<string, Words>

/** An own business: the selling party on orders and invoices, with everything that stands on its papers. */
export const Business = record('businesses', 'Bedrijf', 'Business', {
  legalName: text('Statutaire naam', 'Legal name'),
  tradeName: text('Handelsnaam', 'Trade name'),
  cocNumber: text('KvK-nummer', 'Chamber of Commerce number', { max: 40 }).nullable(),
  vatNumber: text('Btw-nummer', 'VAT number', { max: 20 }).nullable(),
  taxNumber: text('Belastingnummer', 'Tax number', {
    max: 30,
    help: words(
      'Alleen voor een bedrijf zonder btw-nummer, zoals de Steuernummer van een Duitse Kleinunternehmer.',
      'Only for a business without a VAT number, such as the Steuernummer of a German Kleinunternehmer.',
    ),
  }).nullable(),
  peppolScheme: text('Peppol-schema', 'Peppol scheme', {
    max: 4,
    help: words(
      'Alleen als Peppol u niet al kent aan uw KvK-, ondernemings- of btw-nummer. Bijvoorbeeld 0088 voor een GLN of 0060 voor een DUNS-nummer.',
      'Only if Peppol does not know you by your register or VAT number already. For instance 0088 for a GLN or 0060 for a DUNS number.',
    ),
  }).nullable(),
  peppolId: text('Peppol-adres', 'Peppol address', {
    max: 50,
    help: words('Het nummer zelf.', 'The number itself.'),
  }).nullable(),
  country: country('Land', 'Country'),
  currency: currency('Valuta', 'Currency').default('EUR'),
  language: language('Taal', 'Language').default('nl'),
  timeZone: text('Tijdzone', 'Time zone', { max: 60 }).default('Europe/Amsterdam'),
  street: text('Straat', 'Street').default(''),
  houseNumber: text('Huisnummer', 'House number', { max: 20 }).default(''),
  postcode: text('Postcode', 'Postcode', { max: 20 }).default(''),
  city: text('Plaats', 'Town').default(''),
  email: email('E-mailadres', 'E-mail address').nullable(),
  phone: phone('Telefoon', 'Phone').nullable(),
  website: url('Website', 'Website').nullable(),
  iban: text('IBAN', 'IBAN', { max: 40 }).nullable(),
  bic: text('BIC', 'BIC', { max: 11 }).nullable(),
  logo: link('Logo', 'Logo', 'files', { derived: true }).nullable(),
  backOfficeName: text('Naam van de backoffice', 'Name of the back office', { max: 80 }).nullable(),
  pricesLead: choice('Leidende prijzen', 'Prices we set', {
    'with-vat': words('Inclusief btw (consumenten)', 'With VAT (consumers)'),
    'without-vat': words('Exclusief btw (zakelijk)', 'Without VAT (business)'),
  }).default('with-vat'),
  openingHours: longText('Openingstijden', 'Opening hours', { max: 2000 }).nullable(),
  contactEmail: email('E-mailadres voor klanten', 'E-mail address for customers').nullable(),
  invoiceFooter: longText('Voettekst van facturen', 'Footer of invoices', { max: 2000 }).nullable(),
  invoiceColumns: textList('Kolommen op de factuur', 'Columns on the invoice', { max: 40 }).default([
    'sku',
    'quantity',
    'unit-price',
    'vat-rate',
    'amount',
  ]),
  invoiceLayout: choice('Indeling van facturen', 'Layout of invoices', invoiceLayouts).default('letter'),
  showsBank: yesNo('Bankrekening op de factuur', 'Bank account on the invoice').default(true),
  showsGrossToConsumers: yesNo('Prijzen aan consumenten inclusief btw', 'Prices to consumers including VAT', {
    help: words(
      'Aan bedrijven staan prijzen altijd exclusief btw, zoals de wet vraagt. De btw en beide totalen staan op elke factuur.',
      'Prices to businesses always exclude VAT, as the law asks. The VAT and both totals stand on each invoice.',
    ),
  }).default(true),
  invoiceTexts: textList('Tekstblokken op de factuur', 'Text blocks on the invoice', { max: 80 }).default([]),
  termsWithInvoice: choice('Algemene voorwaarden bij de factuur', 'General terms with the invoice', {
    none: words('Niet', 'Do not include'),
    link: words('Als webadres op de factuur', 'As a web address on the invoice'),
    attached: words('Als PDF bij de e-mail', 'As a PDF with the mail'),
  }).default('none'),
  makesUbl: yesNo('UBL bij de factuur', 'UBL with the invoice').default(true),
  paymentTermDays: integer('Betaaltermijn (in dagen)', 'Payment term (days)', { min: 0, max: 365 }).default(
    14,
  ),
  supportName: text('Contactpersoon voor klanten', 'Support contact').nullable(),
  supportEmail: email(
    'E-mailadres van de contactpersoon',
    'E-mail address of the support contact',
  ).nullable(),
  supportPhone: phone('Telefoon van de contactpersoon', 'Phone of the support contact').nullable(),
  defaultTaxCategory: choice(
    'Btw-categorie van nieuwe artikelen',
    'VAT category of new products',
    taxCategories,
  ).default('standard'),
  repairSlipNote: longText('Voetnoot op de reparatiebon', 'Footnote on the repair slip', {
    max: 2000,
  }).nullable(),
  repairReceiptNote: longText('Voetnoot op het reparatiebewijs', 'Footnote on the repair receipt', {
    max: 2000,
  }).nullable(),
  quoteNote: longText('Tekst op offertes', 'Text on quotes', { max: 2000 }).nullable(),
  quoteValidDays: integer('Geldigheid van offertes (dagen)', 'Quotes are valid for (days)', {
    min: 1,
    max: 365,
  }).default(30),
  quoteReminderDays: integer('Herinnering voor het verlopen (dagen)', 'Reminder before it expires (days)', {
    min: 0,
    max: 60,
    help: words('0 is geen herinnering.', '0 means no reminder.'),
  }).default(3),
  quoteDepositPercent: integer(
    'Aanbetaling bij akkoord op een offerte (%)',
    'Deposit when a quote is accepted (%)',
    {
      min: 0,
      max: 100,
      help: words(
        '0 is geen aanbetaling. Geldt voor offertes die u hierna maakt.',
        '0 means no deposit. Applies to quotes made from now on.',
      ),
    },
  ).default(0),
  invoiceMoment: choice('Factuurmoment', 'Invoice moment', invoiceMoments, {
    help: words(
      'Wanneer een bestelling vanzelf wordt gefactureerd. Een levering zonder btw aan een bedrijf elders in de EU wacht op de verzenddatum.',
      'When an order is invoiced by itself. A supply without VAT to a business elsewhere in the EU waits for the shipping date.',
    ),
  }).default('planned'),
  invoiceWithOrder: choice(
    'Factuur bij een handmatige bestelling',
    'Invoice with an order by hand',
    {
      none: words('Volgens het factuurmoment', 'At the invoice moment'),
      concept: words('Als concept', 'As a draft'),
      final: words('Meteen definitief', 'Final at once'),
    },
    {
      help: words(
        'Gaat voor het factuurmoment. Een concept blijft liggen tot iemand het definitief maakt.',
        'Goes before the invoice moment. A draft waits until somebody makes it final.',
      ),
    },
  ).default('none'),
  isActive: yesNo('Actief', 'Active').default(true),
})
export type Business = Row<typeof Business>

export const BusinessAccount = record('business_accounts', 'Bankrekening', 'Bank account', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  name: text('Naam', 'Name', { max: 80 }),
  iban: text('IBAN', 'IBAN', { max: 42 }),
  bic: text('BIC', 'BIC', { max: 11 }).nullable(),
  holder: text('Tenaamstelling', 'Account holder'),
  currency: currency('Valuta', 'Currency').default('EUR'),
  isOnInvoice: yesNo('Staat op facturen', 'Shown on invoices').default(false),
  isActive: yesNo('Actief', 'Active').default(true),
})
export type BusinessAccount = Row<typeof BusinessAccount>

/** How the documents of a year are numbered. `{year}` or `{yy}` in the prefix keeps the years apart. */
export const NumberPlan = record('number_plans', 'Nummerreeks', 'Number series', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  kind: choice('Document', 'Document', {
    invoice: words('Factuur', 'Invoice'),
    'credit-note': words('Creditnota', 'Credit note'),
    order: words('Handmatige bestelling', 'Order by hand'),
    quote: words('Offerte', 'Quote'),
    'packing-slip': words('Pakbon', 'Packing slip'),
  }),
  year: integer('Jaar', 'Year', { min: 2000, max: 2100 }),
  prefix: text('Voorvoegsel', 'Prefix', { max: 20 }),
  firstNumber: integer('Eerste nummer', 'First number', { min: 1, max: 999_999_999 }).default(1),
  digits: integer('Aantal cijfers', 'Digits', { min: 1, max: 12 }).default(5),
})
export type NumberPlan = Row<typeof NumberPlan>

export const organisationRoles = {
  customer: words('Klant', 'Customer'),
  supplier: words('Leverancier', 'Supplier'),
  business: words('Eigen bedrijf', 'Own business'),
  location: words('Eigen locatie', 'Own location'),
  carrier: words('Vervoerder', 'Carrier'),
  'fulfilment-partner': words('Fulfilmentpartij', 'Fulfilment partner'),
} satisfies Record<string, Words>

export const invoiceRoutes = {
  'email-pdf': words('E-mail met PDF', 'E-mail with PDF'),
  'email-ubl': words('E-mail met UBL', 'E-mail with UBL'),
  peppol: words('Peppol', 'Peppol'),
  post: words('Post', 'Post'),
  portal: words('Alleen in Mijn account', 'In My account only'),
} satisfies Record<string, Words>

export const creditPolicies = {
  block: words('Weigeren', 'Refuse'),
  hold: words('Tegenhouden', 'Hold'),
  warn: words('Waarschuwen', 'Warn'),
} satisfies Record<string, Words>

const moneyRight = 'customers.money'

/** A company in any role: customer, supplier or both at once (S2-1). */
export const Organisation = record('organisations', 'Organisatie', 'Organisation', {
  name: text('Naam', 'Name'),
  code: text('Code', 'Code', { max: 40 }).nullable(),
  roles: textList('Rollen', 'Roles', { max: 40 }).default(['customer']),
  cocNumber: text('KvK-nummer', 'Chamber of Commerce number', { max: 40 }).nullable(),
  vatNumber: text('Btw-nummer', 'VAT number', { max: 20 }).nullable(),
  country: country('Land', 'Country').default('NL'),
  outsideProof: text('Bewijs van ondernemerschap buiten de EU', 'Proof of being a business outside the EU', {
    max: 200,
    help: words(
      'Alleen voor een organisatie buiten de EU: waaruit blijkt dat zij een onderneming is, bijvoorbeeld een uittreksel van haar belastingdienst met datum. Diensten aan haar blijven dan buiten de btw.',
      'Only for an organisation outside the EU: what shows that it is a business, for instance an extract of its tax office with the date. Services to it then stay outside the scope of VAT.',
    ),
  }).nullable(),
  email: email('E-mailadres', 'E-mail address').nullable(),
  phone: phone('Telefoon', 'Phone').nullable(),
  phoneKey: text('Telefoonsleutel', 'Phone key', { derived: true }).nullable(),
  website: url('Website', 'Website').nullable(),
  language: language('Taal', 'Language').default('nl'),
  currency: currency('Valuta', 'Currency').default('EUR'),
  paymentTermDays: integer('Betaaltermijn (in dagen)', 'Payment term (days)', {
    min: 0,
    max: 365,
  }).nullable(),
  creditLimit: money('Uitgavenlimiet', 'Credit limit', { min: 0, right: moneyRight }).nullable(),
  creditPolicy: choice('Boven de limiet', 'Above the limit', creditPolicies).default('hold'),
  countsOpenOrders: yesNo('Tel open bestellingen mee', 'Count open orders').default(false),
  accountManager: link('Accountmanager', 'Account manager', 'users').nullable(),
  billingEmails: textList('Facturatie-e-mailadressen', 'Billing e-mail addresses', { max: 254 }).default([]),
  invoiceRoutes: textList('Factuur ontvangen per', 'Receives invoices by', { max: 40 }).default([
    'email-pdf',
  ]),
  getsReminders: yesNo('Krijgt herinneringen', 'Gets reminders').default(true),
  peppolScheme: text('Peppol-schema', 'Peppol scheme', {
    max: 4,
    help: words(
      'Vier cijfers, zoals 0106 voor een KvK-nummer.',
      'Four digits, such as 0106 for a Dutch Chamber of Commerce number.',
    ),
  }).nullable(),
  peppolId: text('Peppol-deelnemer', 'Peppol participant', {
    max: 50,
    help: words(
      'Het nummer zelf. Zonder dit gaat de e-factuur niet over Peppol.',
      'The number itself. Without it no e-invoice goes over Peppol.',
    ),
  }).nullable(),
  iban: text('IBAN', 'IBAN', { max: 42, right: moneyRight }).nullable(),
  ibanHolder: text('Tenaamstelling', 'Account holder', { right: moneyRight }).nullable(),
  mandateReference: text('Kenmerk van de machtiging', 'Mandate reference', {
    max: 35,
    right: moneyRight,
  }).nullable(),
  mandateDay: day('Machtiging getekend op', 'Mandate signed on', { right: moneyRight }).nullable(),
  logo: link('Logo', 'Logo', 'files', { derived: true }).nullable(),
  sharesAccount: yesNo('Contacten delen het account', 'Contacts share the account').default(false),
  customerGroup: link('Klantgroep', 'Customer group', 'customer_groups').nullable(),
  isComplete: yesNo('Heeft een adres', 'Has an address', { derived: true }).default(false),
  mergedInto: link('Samengevoegd met', 'Merged into', 'organisations', { derived: true }).nullable(),
  isArchived: yesNo('Gearchiveerd', 'Archived').default(false),
})
export type Organisation = Row<typeof Organisation>

/** What we agreed with a supplier (S0-3e). */
export const SupplierTerms = record('supplier_terms', 'Leveranciersafspraken', 'Supplier terms', {
  organisation: link('Leverancier', 'Supplier', 'organisations', { fixed: true }),
  ordersEmail: email('E-mailadres voor bestellingen', 'E-mail address for orders').nullable(),
  financeEmail: email('E-mailadres van de administratie', 'E-mail address of finance').nullable(),
  customerNumber: text('Ons klantnummer', 'Our customer number', { max: 40 }).nullable(),
  paymentTermDays: integer('Betaaltermijn (in dagen)', 'Payment term (days)', {
    min: 0,
    max: 365,
  }).nullable(),
  leadTimeDays: integer('Levertijd (dagen)', 'Lead time (days)', { min: 0, max: 730 }).nullable(),
  minimumAmount: money('Minimaal bestelbedrag', 'Minimum order amount', { min: 0 }).nullable(),
  orderMultiple: quantity('Bestellen per', 'Order in multiples of', { min: 1 }).default(1000),
  currency: currency('Valuta', 'Currency').default('EUR'),
  incoterm: text('Incoterm', 'Incoterm', { max: 3 }).nullable(),
  language: language('Taal', 'Language').default('nl'),
})
export type SupplierTerms = Row<typeof SupplierTerms>

/** A person that we deal with: a guest, a customer with an account, or somebody at an organisation. */
export const Contact = record('contacts', 'Klant', 'Customer', {
  name: text('Naam', 'Name'),
  email: email('E-mailadres', 'E-mail address').nullable(),
  emailKey: text('E-mailsleutel', 'E-mail key', { derived: true }).nullable(),
  phone: phone('Telefoon', 'Phone').nullable(),
  phoneKey: text('Telefoonsleutel', 'Phone key', { derived: true }).nullable(),
  organisation: link('Organisatie', 'Organisation', 'organisations').nullable(),
  jobTitle: text('Functie', 'Job title').nullable(),
  customerGroup: link('Klantgroep', 'Customer group', 'customer_groups').nullable(),
  language: language('Taal', 'Language').default('nl'),
  isGuest: yesNo('Gast', 'Guest', {
    help: words('Koopt zonder account.', 'Buys without an account.'),
  }).default(true),
  street: text('Straat', 'Street').default(''),
  houseNumber: text('Huisnummer', 'House number', { max: 20 }).default(''),
  postcode: text('Postcode', 'Postcode', { max: 20 }).default(''),
  city: text('Plaats', 'Town').default(''),
  country: country('Land', 'Country').default('NL'),
  mergedInto: link('Samengevoegd met', 'Merged into', 'contacts', { derived: true }).nullable(),
  isArchived: yesNo('Gearchiveerd', 'Archived').default(false),
})
export type Contact = Row<typeof Contact>

export const addressKinds = {
  invoice: words('Factuuradres', 'Invoice address'),
  shipping: words('Verzendadres', 'Shipping address'),
  visiting: words('Bezoekadres', 'Visiting address'),
} satisfies Record<string, Words>

/** An address of an organisation or of a contact; the first of its kind is the default. */
export const Address = record('addresses', 'Adres', 'Address', {
  organisation: link('Organisatie', 'Organisation', 'organisations', {
    fixed: true,
    derived: true,
  }).nullable(),
  contact: link('Klant', 'Customer', 'contacts', { fixed: true, derived: true }).nullable(),
  kind: choice('Soort', 'Kind', addressKinds, { fixed: true }),
  name: text('Naam op het adres', 'Name at the address').default(''),
  attention: text('Ter attentie van', 'For the attention of').nullable(),
  street: text('Straat', 'Street'),
  houseNumber: text('Huisnummer', 'House number', { max: 20 }).default(''),
  houseNumberSuffix: text('Toevoeging', 'Suffix', { max: 20 }).nullable(),
  postcode: text('Postcode', 'Postcode', { max: 20 }).default(''),
  city: text('Plaats', 'Town'),
  region: text('Regio', 'Region', { max: 80 }).nullable(),
  country: country('Land', 'Country'),
  phone: phone('Telefoon', 'Phone').nullable(),
  deliveryNotes: text('Aanwijzingen voor de bezorger', 'Notes for the driver', { max: 500 }).nullable(),
  postcodeKey: text('Postcodesleutel', 'Postcode key', { derived: true }).default(''),
  isDefault: yesNo('Standaard', 'Default').default(false),
})
export type Address = Row<typeof Address>

/** Which portals and storefronts a customer may enter (I-04). */
export const CustomerGroup = record('customer_groups', 'Klantgroep', 'Customer group', {
  name: text('Naam', 'Name', { max: 80 }),
  channels: textList('Toegang tot verkoopkanalen', 'Access to sales channels', { max: 36 }).default([]),
  isArchived: yesNo('Gearchiveerd', 'Archived').default(false),
})
export type CustomerGroup = Row<typeof CustomerGroup>

export const labelLevels = {
  organisation: words('Organisaties', 'Organisations'),
  contact: words('Klanten', 'Customers'),
  order: words('Bestellingen', 'Orders'),
} satisfies Record<string, Words>

export const LabelGroup = record('label_groups', 'Labelgroep', 'Label group', {
  level: choice('Voor', 'For', labelLevels, { fixed: true }),
  name: text('Naam', 'Name', { max: 80 }),
  isArchived: yesNo('Gearchiveerd', 'Archived').default(false),
})
export type LabelGroup = Row<typeof LabelGroup>

export const LabelSubgroup = record('label_subgroups', 'Labelsubgroep', 'Label subgroup', {
  labelGroup: link('Labelgroep', 'Label group', 'label_groups', { fixed: true }),
  name: text('Naam', 'Name', { max: 80 }),
  isArchived: yesNo('Gearchiveerd', 'Archived').default(false),
})
export type LabelSubgroup = Row<typeof LabelSubgroup>

export const Label = record('labels', 'Label', 'Label', {
  subgroup: link('Subgroep', 'Subgroup', 'label_subgroups', { fixed: true }),
  name: text('Naam', 'Name', { max: 60 }),
  colour: choice('Kleur', 'Colour', {
    grey: words('Grijs', 'Grey'),
    blue: words('Blauw', 'Blue'),
    green: words('Groen', 'Green'),
    yellow: words('Geel', 'Yellow'),
    red: words('Rood', 'Red'),
    violet: words('Paars', 'Violet'),
  }).default('grey'),
  isArchived: yesNo('Gearchiveerd', 'Archived').default(false),
})
export type Label = Row<typeof Label>

export const LabelUse = record('label_uses', 'Gebruik van een label', 'Use of a label', {
  label: link('Label', 'Label', 'labels', { fixed: true }),
  about: link('Waarop', 'On', '*', { fixed: true }),
})

/** What one merge moved and filled in, so that it can be taken back. */
export const Merge = record('merges', 'Samenvoeging', 'Merge', {
  kind: choice('Soort', 'Kind', {
    organisation: words('Organisatie', 'Organisation'),
    contact: words('Klant', 'Customer'),
  }),
  kept: link('Blijft', 'Kept', '*'),
  merged: link('Opgegaan', 'Merged', '*'),
  moved: json<Readonly<Record<string, readonly string[]>>>('Verplaatst', 'Moved'),
  filled: json<Readonly<Record<string, unknown>>>('Aangevuld', 'Filled in'),
  undoUntil: moment('Terug te draaien tot', 'Can be undone until'),
  undoneAt: moment('Teruggedraaid op', 'Undone at').nullable(),
})
export type Merge = Row<typeof Merge>

export const rights: Record<string, Words> = {
  'businesses.see': words('Bedrijven bekijken', 'View businesses'),
  'businesses.manage': words('Bedrijven beheren', 'Manage businesses'),
  'customers.see': words('Klanten en organisaties bekijken', 'View customers and organisations'),
  'customers.manage': words('Klanten en organisaties wijzigen', 'Change customers and organisations'),
  'customers.money': words(
    'IBAN en uitgavenlimiet van organisaties zien en wijzigen',
    'See and change the IBAN and credit limit of organisations',
  ),
  'customers.merge': words('Klanten en organisaties samenvoegen', 'Merge customers and organisations'),
  'customers.import': words('Organisaties importeren', 'Import organisations'),
  'customers.export': words('Organisaties exporteren', 'Export organisations'),
  'labels.see': words('Labels bekijken', 'View labels'),
  'labels.manage': words('Labels beheren', 'Manage labels'),
}

export const events: Record<string, Words> = {
  'business.created': words('Bedrijf gemaakt', 'Business created'),
  'business.changed': words('Bedrijf gewijzigd', 'Business changed'),
  'business-account.created': words('Bankrekening toegevoegd', 'Bank account added'),
  'business-account.changed': words('Bankrekening gewijzigd', 'Bank account changed'),
  'number-series.planned': words('Nummerreeks ingesteld', 'Number series set'),
  'contact.created': words('Klant gemaakt', 'Customer created'),
  'contact.changed': words('Klant gewijzigd', 'Customer changed'),
  'contact.merged': words('Klant samengevoegd', 'Customer merged'),
  'contact.parted': words('Samenvoegen van klant teruggedraaid', 'Merge of customer undone'),
  'organisation.created': words('Organisatie gemaakt', 'Organisation created'),
  'organisation.changed': words('Organisatie gewijzigd', 'Organisation changed'),
  'organisation.vat-number-changed': words('Btw-nummer gewijzigd', 'VAT number changed'),
  'organisation.merged': words('Organisatie samengevoegd', 'Organisation merged'),
  'organisation.parted': words('Samenvoegen van organisatie teruggedraaid', 'Merge of organisation undone'),
  'organisation.over-limit': words('Boven de uitgavenlimiet', 'Above the credit limit'),
  'organisations.exported': words('Organisaties geëxporteerd', 'Organisations exported'),
  'supplier-terms.changed': words('Leveranciersafspraken gewijzigd', 'Supplier terms changed'),
  'address.added': words('Adres toegevoegd', 'Address added'),
  'address.changed': words('Adres gewijzigd', 'Address changed'),
  'address.removed': words('Adres verwijderd', 'Address removed'),
  'customer-group.created': words('Klantgroep gemaakt', 'Customer group created'),
  'customer-group.changed': words('Klantgroep gewijzigd', 'Customer group changed'),
  'label-group.created': words('Labelgroep gemaakt', 'Label group created'),
  'label-group.changed': words('Labelgroep gewijzigd', 'Label group changed'),
  'label-subgroup.created': words('Labelsubgroep gemaakt', 'Label subgroup created'),
  'label-subgroup.changed': words('Labelsubgroep gewijzigd', 'Label subgroup changed'),
  'label.created': words('Label gemaakt', 'Label created'),
  'label.changed': words('Label gewijzigd', 'Label changed'),
  'labels.set': words('Labels gewijzigd', 'Labels changed'),
}

export const refusals: Record<string, Words> = {
  'contact.search-too-short': words(
    'Typ minstens twee tekens om te zoeken.',
    'Type at least two characters to search.',
  ),
  'organisation.coc-wrong': words(
    'Een KvK-nummer heeft 8 cijfers, zoals op het uittreksel. Controleer het nummer of kies een ander land.',
    'A Chamber of Commerce number has 8 digits, as on the extract. Check the number or choose another country.',
  ),
  'business-account.iban-taken': words(
    'Deze rekening staat al bij dit bedrijf. Wijzig die rekening, of controleer het IBAN.',
    'This business already has this account. Change that account, or check the IBAN.',
  ),
  'business.tax-number-wrong': words(
    'Dit belastingnummer heeft niet de vorm die in het land van het bedrijf geldt. Neem het over van een brief van het belastingkantoor, zoals 181/815/08155.',
    'This tax number does not have the form used in the country of the business. Copy it from a letter of the tax office, such as 181/815/08155.',
  ),
  'business.postcode-wrong': words(
    'Dit is geen postcode van het gekozen land: daar ziet een postcode eruit als {example}. Controleer de postcode of kies een ander land.',
    'This is not a postcode of the chosen country, where one looks like {example}. Check the postcode or choose another country.',
  ),
  'business.vat-number-elsewhere': words(
    'Het btw-nummer van dit bedrijf begint met {letters}, de letters van zijn land. Vul dat nummer in, of kies een ander land; nummers in andere landen zet u bij Btw-registraties.',
    'The VAT number of this business starts with {letters}, the letters of its country. Fill in that number, or choose another country; numbers in other countries go under VAT registrations.',
  ),
  'organisation.code-taken': words(
    'Een andere organisatie heeft deze code al. Kies een andere code, of zoek die organisatie op.',
    'Another organisation already has this code. Choose another code, or look up that organisation.',
  ),
  'customer.email-taken': words(
    'Een andere klant heeft dit e-mailadres al. Zoek die klant op, of vul een ander adres in.',
    'Another customer already has this e-mail address. Look up that customer, or enter another address.',
  ),
  'organisation.vat-number-wrong': words(
    'Dit btw-nummer heeft niet de lengte of het controlecijfer van een nummer dat met {country} begint. Neem het over van een factuur of brief waar het op staat, met de landcode ervoor.',
    'This VAT number does not have the length or check digit of a number that starts with {country}. Copy it from an invoice or letter that shows it, with the country code in front.',
  ),
  'organisation.vat-number-is-ours': words(
    '{number} is ons eigen btw-nummer. Vraag de klant of leverancier om het zijne, of geef de organisatie de rol eigen bedrijf.',
    '{number} is our own VAT number. Ask the customer or supplier for theirs, or give the organisation the role own business.',
  ),
  'organisation.vat-country-unknown': words(
    'Begin het btw-nummer met de landcode, bijvoorbeeld NL of BE.',
    'Start the VAT number with the country code, for example NL or BE.',
  ),
  'iban.wrong': words(
    'Dit IBAN klopt niet: de lengte of het controlegetal past niet. Neem het over van het bankafschrift.',
    'This IBAN is wrong: its length or check number does not fit. Copy it from the bank statement.',
  ),
  'iban.country-unknown': words(
    'Het land {country} heeft geen IBAN. Controleer de eerste twee letters.',
    'The country {country} has no IBAN. Check the first two letters.',
  ),
  'bic.wrong': words(
    'Een BIC heeft 8 of 11 tekens, zoals ABNANL2A.',
    'A BIC has 8 or 11 characters, such as ABNANL2A.',
  ),
  'organisation.role-unknown': words(
    'Kies een of meer rollen uit de lijst: {values}.',
    'Choose one or more roles from the list: {values}.',
  ),
  'organisation.role-needed': words(
    'Kies minstens één rol, zoals klant of leverancier.',
    'Choose at least one role, such as customer or supplier.',
  ),
  'organisation.route-unknown': words('Kies uit de lijst: {values}.', 'Choose from the list: {values}.'),
  'organisation.route-needs-peppol': words(
    'Vul voor Peppol het schema (vier cijfers, bijvoorbeeld 0106) en het nummer van de deelnemer in.',
    'For Peppol, fill in the scheme (four digits, for example 0106) and the number of the participant.',
  ),
  'peppol.half': words(
    'Vul het schema en het nummer allebei in, of geen van beide.',
    'Fill in both the scheme and the number, or neither.',
  ),
  'peppol.scheme-unknown': words(
    'Peppol kent schema {scheme} niet. Gebruikelijk zijn 0106 (KvK), 0208 (Belgisch ondernemingsnummer), 0088 (GLN), 0060 (DUNS) en 9930 (Duits btw-nummer).',
    'Peppol does not know scheme {scheme}. Usual are 0106 (Dutch Chamber of Commerce), 0208 (Belgian enterprise number), 0088 (GLN), 0060 (DUNS) and 9930 (German VAT number).',
  ),
  'peppol.number-wrong': words(
    '{number} kan geen nummer in schema {scheme} zijn: de lengte of het controlecijfer klopt niet. Neem het over van de bevestiging van de aanmelding.',
    '{number} cannot be a number in scheme {scheme}: its length or check digit is wrong. Copy it from the confirmation of the registration.',
  ),
  'organisation.route-portal-alone': words(
    'Alleen in Mijn account betekent: niet ook per e-mail, Peppol of post. Kies het een of het ander.',
    'In My account only means: not also by e-mail, Peppol or post. Choose one or the other.',
  ),
  'organisation.email-wrong': words(
    '{email} is geen e-mailadres. Zo ziet het eruit: naam@voorbeeld.nl',
    '{email} is not an e-mail address. It looks like this: name@example.com',
  ),
  'organisation.mandate-needs-iban': words(
    'Vul bij een machtiging ook het IBAN in.',
    'A mandate needs an IBAN too.',
  ),
  'organisation.incoterm-unknown': words(
    'Kies een Incoterm van 2020, zoals DAP of EXW.',
    'Choose an Incoterm of 2020, such as DAP or EXW.',
  ),
  'organisation.incomplete': words(
    '{name} heeft nog geen adres. Open de organisatie en voeg een factuuradres toe; daarna kan dit.',
    '{name} has no address yet. Open the organisation and add an invoice address; then this is possible.',
  ),
  'organisation.archived': words(
    '{name} is gearchiveerd. Haal de organisatie eerst uit het archief.',
    '{name} is archived. Take the organisation out of the archive first.',
  ),
  'organisation.needs-contact': words(
    'Bij een zakelijke bestelling hoort een contactpersoon. Kies er een of voeg er een toe bij {name}.',
    'A business order needs a contact. Choose one, or add one to {name}.',
  ),
  'organisation.contact-elsewhere': words(
    '{contact} hoort niet bij {name}. Kies een contactpersoon van deze organisatie.',
    '{contact} does not belong to {name}. Choose a contact of this organisation.',
  ),
  'organisation.over-limit': words(
    'Met deze bestelling staat {name} voor {total, money} open; de limiet is {limit, money}. Vraag om een betaling of verhoog de limiet.',
    'With this order {name} owes {total, money}; the limit is {limit, money}. Ask for a payment or raise the limit.',
  ),
  'organisation.not-a-supplier': words(
    '{name} is geen leverancier. Geef de organisatie eerst die rol.',
    '{name} is not a supplier. Give the organisation that role first.',
  ),
  'customer-group.no-such-channel': words(
    'Een van de verkoopkanalen bestaat niet (meer). Kies uit de lijst.',
    'One of the sales channels does not exist (any more). Choose from the list.',
  ),
  'address.owner-needed': words(
    'Een adres hoort bij een organisatie of bij een klant.',
    'An address belongs to an organisation or to a customer.',
  ),
  'logo.wrong': words(
    'Dit bestand is geen afbeelding die we kunnen lezen. Gebruik PNG, JPEG, WebP of SVG.',
    'This file is no image that we can read. Use PNG, JPEG, WebP or SVG.',
  ),
  'logo.too-large': words(
    'Dit logo is te groot. Gebruik er een van hooguit 5 MB en 25 megapixels.',
    'This logo is too large. Use one of at most 5 MB and 25 megapixels.',
  ),
  'label.needs-letter': words(
    'Een label heeft minstens één letter, zoals A1.',
    'A label has at least one letter, such as A1.',
  ),
  'label.wrong-level': words(
    'Label {name} is niet voor {level}. Kies een label uit een groep die daarvoor is.',
    'Label {name} is not for {level}. Choose a label from a group that is.',
  ),
  'merge.with-itself': words(
    'Kies twee verschillende om samen te voegen.',
    'Choose two different ones to merge.',
  ),
  'merge.merged-before': words(
    '{name} is al samengevoegd. Draai dat eerst terug.',
    '{name} was merged before. Undo that first.',
  ),
  'merge.too-late': words(
    'Samenvoegen kan tot 30 dagen erna worden teruggedraaid; dat is voorbij.',
    'A merge can be undone within 30 days; that has passed.',
  ),
  'merge.undone-before': words('Dit is al teruggedraaid.', 'This was undone before.'),
  'merge.later-first': words(
    'Hierna is er nog een samenvoeging geweest. Draai die eerst terug.',
    'There was another merge after this one. Undo that one first.',
  ),
  'series.prefix-needs-year': words(
    "Zet '{year}' of '{yy}' in het voorvoegsel, zodat nummers van twee jaren nooit gelijk zijn. Bijvoorbeeld F'{year}'-",
    "Put '{year}' or '{yy}' into the prefix, so that the numbers of two years are never the same. For example F'{year}'-",
  ),
  'series.in-use': words(
    'In {year} is al een nummer uit deze reeks gegeven. Stel de reeks in voor een later jaar.',
    'A number of this series was given in {year} already. Set the series for a later year.',
  ),
  'series.prefix-taken': words(
    'Dit voorvoegsel hoort al bij {kind}. Kies een ander.',
    'This prefix already belongs to {kind}. Choose another one.',
  ),
  'time-zone.unknown': words(
    'Kies een tijdzone zoals Europe/Amsterdam.',
    'Choose a time zone such as Europe/Amsterdam.',
  ),
  'currency.unknown': words(
    'Kies een bestaande munt, zoals EUR.',
    'Choose an existing currency, such as EUR.',
  ),
  'country.unknown': words('Kies een bestaand land, zoals NL.', 'Choose an existing country, such as NL.'),
  'invoice-column.unknown': words(
    'Kies kolommen uit de lijst: {values}.',
    'Choose columns from the list: {values}.',
  ),
  'invoice-column.needed': words(
    'Aantal, prijs, btw en bedrag staan volgens de wet op elke factuur. Laat die kolommen staan.',
    'By law, quantity, price, VAT and amount stand on every invoice. Leave those columns in.',
  ),
  'import.unreadable': words(
    'Dit bestand is geen werkblad dat we kunnen lezen. Sla het op als XLSX of als CSV en kies dat bestand.',
    'This file is no sheet that we can read. Save it as XLSX or as CSV and choose that file.',
  ),
  'import.no-rows': words(
    'Dit bestand heeft geen regels onder de kopregel.',
    'This file has no rows below its heading.',
  ),
  'import.too-many-rows': words(
    'Dit bestand heeft {count} regels; per keer kunnen er {most} in. Splits het bestand.',
    'This file has {count} rows; {most} fit in one go. Split the file.',
  ),
  'import.no-name-column': words(
    'Er is geen kolom Naam. Geef de kopregel de namen uit een export.',
    'There is no column Name. Give the heading the names of an export.',
  ),
  'import.unknown-column': words(
    'De kolom {column} kennen we niet. Verwijder hem of gebruik een naam uit een export.',
    'We do not know column {column}. Remove it or use a name from an export.',
  ),
  'import.twice-column': words(
    'De kolom {column} staat er twee keer in. Verwijder er een.',
    'Column {column} stands there twice. Remove one.',
  ),
  'import.row-wrong': words('{reason}', '{reason}'),
  'import.no-money-right': words(
    'De kolom {column} mag u niet wijzigen. Verwijder hem uit het bestand.',
    'You may not change column {column}. Remove it from the file.',
  ),
  'import.no-such-user': words(
    'Geen gebruiker met het adres {value}. Nodig die eerst uit of laat het veld leeg.',
    'No user with the address {value}. Invite them first, or leave the field empty.',
  ),
  'import.no-such-group': words(
    'Geen klantgroep {value}. Maak die eerst of laat het veld leeg.',
    'No customer group {value}. Make it first, or leave the field empty.',
  ),
  'import.code-taken': words(
    'Een andere organisatie heeft deze code al. Kies een andere, of vul de id van die organisatie in.',
    'Another organisation has this code already. Choose another one, or fill in the id of that organisation.',
  ),
  'import.no-such-id': words(
    'Geen organisatie met deze id. Laat de id leeg om een nieuwe te maken.',
    'No organisation with this id. Leave the id empty to make a new one.',
  ),
  'import.wrong-amount': words('Schrijf een bedrag als 1234,50.', 'Write an amount as 1234.50.'),
  'import.wrong-number': words('Schrijf hier een geheel getal.', 'Write a whole number here.'),
  'import.wrong-yes-no': words('Schrijf ja of nee.', 'Write yes or no.'),
  'import.wrong-choice': words('Kies een van: {values}.', 'Choose one of: {values}.'),
}

/** Work for a person that this area raises. */
export const tasks: Record<string, Words> = {
  'organisation.over-limit': words(
    '{name} staat met bestelling {number} voor {total, money} open; de limiet is {limit, money}.',
    'With order {number}, {name} owes {total, money}; the limit is {limit, money}.',
  ),
}
