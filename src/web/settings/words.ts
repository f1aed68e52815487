/** The words of the settings hub: each screen's name, what it is for, and other words that people look for it with. */
import { words } from '../../base/words.ts'

export const settingsWords = {
  title: words('Instellingen', 'Settings'),
  search: words('Zoek een instelling', 'Search for a setting'),
  none: words('Niets gevonden voor “{text}”', 'Nothing found for “{text}”'),
  noneWhy: words('Probeer een ander woord.', 'Try another word.'),
  selling: words('Bedrijf en verkoop', 'Business and selling'),
  delivering: words('Plannen en leveren', 'Planning and delivery'),
  relations: words('Relaties', 'Customers and suppliers'),
  money: words('Geld en btw', 'Money and VAT'),
  people: words('Mensen en toegang', 'People and access'),
  mail: words('E-mail', 'E-mail'),
  watch: words('In de gaten houden', 'Monitoring'),
}

export const tileWords = {
  apps: [
    words('Apps', 'Apps'),
    words('Welke onderdelen u gebruikt', 'Which parts you use'),
    words('aanzetten uitzetten activeren onderdeel module', 'switch on off activate part module'),
  ],
  connections: [
    words('Koppelingen', 'Connections'),
    words('Webshops, vervoerders en btw-controle', 'Webshops, carriers and VAT checks'),
    words('integratie sync api webshop vervoerder webhook', 'integration sync api webshop carrier webhook'),
  ],
  contract: [
    words('Contract', 'Contract'),
    words('Uw gegevens voor wie Pakhuis beheert', 'Your details for whoever runs Pakhuis'),
    words('abonnement betaalmethode machtiging incasso', 'subscription payment method mandate direct debit'),
  ],
  channels: [
    words('Verkoopkanalen', 'Sales channels'),
    words('Waar bestellingen vandaan komen', 'Where orders come from'),
    words('webshop winkel kassa telefoon', 'webshop store counter phone'),
  ],
  locations: [
    words('Locaties', 'Locations'),
    words('Magazijnen, winkels en afhaalpunten', 'Warehouses, stores and pickup points'),
    words('magazijn winkel afhalen capaciteit voorraad', 'warehouse store pickup capacity stock'),
  ],
  businesses: [
    words('Bedrijven', 'Businesses'),
    words('Naam, logo, facturen, bank en voorwaarden', 'Name, logo, invoices, bank and terms'),
    words(
      'kvk btw iban factuur logo administratie nummerreeks voorwaarden afzender openingstijden voettekst offerte reparatie',
      'coc vat iban invoice logo company number series terms sender opening hours footer quote repair',
    ),
  ],
  purchaseInvoices: [
    words('Inkoopfacturen', 'Purchase invoices'),
    words('Voorbelasting en verlegde btw voor de aangifte', 'Input VAT and reverse charge for the return'),
    words('leverancier voorbelasting verlegd ubl 5b 4b', 'supplier input vat reverse charge ubl 5b 4b'),
  ],
  vat: [
    words('Btw-tabellen', 'VAT tables'),
    words('Tarieven, gebieden, grenzen en de EU-drempel', 'Rates, territories, limits and the EU threshold'),
    words(
      'belasting tarief oss drempel eu land laag hoog',
      'tax rate oss threshold eu country reduced standard',
    ),
  ],
  organisations: [
    words('Organisaties', 'Organisations'),
    words('Zakelijke klanten en leveranciers', 'Business customers and suppliers'),
    words('leverancier klant bedrijf krediet kvk', 'supplier customer company credit'),
  ],
  reminders: [
    words('Herinneringen en factuurlinks', 'Reminders and invoice links'),
    words('Wanneer klanten een herinnering krijgen', 'When customers get a reminder'),
    words(
      'aanmaning incassokosten veertiendagenbrief betaaltermijn te laat wanbetaler debiteur',
      'overdue dunning collection costs fourteen-day letter payment term late debtor',
    ),
  ],
  labels: [
    words('Labels', 'Labels'),
    words(
      'Kenmerken voor organisaties, klanten en bestellingen',
      'Tags for organisations, customers and orders',
    ),
    words('labelgroep subgroep kenmerk tag', 'label group subgroup mark tag'),
  ],
  customerGroups: [
    words('Klantgroepen', 'Customer groups'),
    words('Wie in welke verkoopkanalen mag komen', 'Who can use which sales channels'),
    words('groep portaal toegang', 'group portal access'),
  ],
  brands: [
    words('Merken', 'Brands'),
    words('De merken van uw artikelen', 'The brands of your products'),
    words('fabrikant', 'manufacturer'),
  ],
  priceRules: [
    words('Kortingsregels', 'Price rules'),
    words('Wie korting krijgt, en waarop', 'Who gets a discount, and on what'),
    words(
      'prijsregel vaste klant label procent aanbieding',
      'discount regular customer label percentage offer',
    ),
  ],
  shippingRules: [
    words('Verzendregels', 'Shipping rules'),
    words('Met welke vervoerder een zending standaard gaat', 'Which carrier takes a shipment by default'),
    words('verzendmethode vervoerder land gewicht pakket', 'shipping method carrier country weight parcel'),
  ],
  planningPolicies: [
    words('Planningsregels', 'Planning rules'),
    words('Hoe bestellingen vanzelf een dag krijgen', 'How orders get a day automatically'),
    words(
      'plannen voorstellen dag sluittijd vervoerder capaciteit',
      'plan propose day cut-off carrier capacity',
    ),
  ],
  users: [
    words('Gebruikers', 'Users'),
    words('Wie met Pakhuis werkt', 'Who works with Pakhuis'),
    words(
      'medewerker collega uitnodigen wachtwoord tweede stap 2fa',
      'staff colleague invite password two-step 2fa',
    ),
  ],
  roles: [
    words('Rollen en rechten', 'Roles and rights'),
    words('Wie wat mag', 'Who may do what'),
    words('rechten toegang bevoegdheid', 'rights access permission'),
  ],
  apiKeys: [
    words('API-toegang', 'API access'),
    words('Sleutels voor andere programma’s', 'Keys for other programs'),
    words('api sleutel token koppeling', 'api key token integration'),
  ],
  activity: [
    words('Activiteitenlog', 'Activity log'),
    words('Wie wat deed, en wanneer', 'Who did what, and when'),
    words('log geschiedenis audit wijzigingen', 'log history audit changes'),
  ],
  tasks: [
    words('Taken', 'Tasks'),
    words('Wat op iemand wacht', 'What needs somebody’s attention'),
    words('fout opnieuw probleem', 'error retry problem'),
  ],
  messages: [
    words('Uitgaande e-mail', 'Outgoing mail'),
    words('Wat naar klanten ging en nog gaat', 'What has been and will be sent to customers'),
    words('outbox mail mailserver smtp verzonden bericht', 'outbox mail server smtp sent message'),
  ],
  templates: [
    words('E-mailsjablonen', 'Mail templates'),
    words('De tekst van e-mails en wanneer ze gaan', 'The text of e-mails and when they are sent'),
    words('sjabloon mail tekst statusmail', 'template mail text status'),
  ],
  textBlocks: [
    words('Tekstblokken', 'Text blocks'),
    words('Teksten die e-mails en facturen delen', 'Texts shared by e-mails and invoices'),
    words('voorwaarden tekst factuur mail herbruikbaar', 'terms text invoice mail reusable'),
  ],
  account: [
    words('Mijn account', 'My account'),
    words('Taal, weergave, wachtwoord en tweede stap', 'Language, appearance, password and two-step sign-in'),
    words(
      'taal donker wachtwoord 2fa toegangssleutel sessies',
      'language dark password 2fa passkey sessions',
    ),
  ],
} as const
