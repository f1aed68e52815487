/** The words of VAT: treatments, warnings, the texts on invoices, every step of "why this VAT", and the refusals. */
import { isDay } from '../../base/day.ts'
import { categoryName } from '../../base/tax-category.ts'
import { say, words } from '../../base/words.ts'
import type { Lang, Words } from '../../base/words.ts'
import type { Note, TraceRule, TraceStep, Treatment, Warning } from './rules/decision.ts'
import { countryWords } from './schema/names.ts'
import { sourceName } from './schema/sources.ts'

export const treatments: Record<Treatment, Words> = {
  domestic: words('Binnenland', 'Domestic'),
  'domestic-reverse-charge': words('Binnenlandse verlegging', 'Domestic reverse charge'),
  'local-supply': words('Levering uit buitenlandse voorraad', 'Supply from stock abroad'),
  'intra-community-supply': words('Intracommunautaire levering', 'Intra-Community supply'),
  'distance-sale-oss': words('Afstandsverkoop via OSS', 'Distance sale through OSS'),
  'distance-sale-local': words('Afstandsverkoop op eigen btw-nummer', 'Distance sale under own local number'),
  'distance-sale-origin': words('Afstandsverkoop onder de drempel', 'Distance sale below the threshold'),
  'distance-sale-unregistered': words(
    'Afstandsverkoop zonder registratie',
    'Distance sale without registration',
  ),
  'distance-sale-import': words(
    'Afstandsverkoop via de invoerregeling (IOSS)',
    'Distance sale through the import scheme (IOSS)',
  ),
  export: words('Uitvoer', 'Export'),
  'margin-scheme': words('Margeregeling', 'Margin scheme'),
  'service-reverse-charge': words('Dienst, btw verlegd', 'Service, reverse charge'),
  'small-business-exempt': words('Kleineondernemersregeling', 'Small business scheme'),
  exempt: words('Vrijgesteld', 'Exempt'),
  'outside-scope': words('Buiten de btw van de EU', 'Outside the scope of EU VAT'),
}

const directive = (nl: string, en: string): Words =>
  words(`${nl} Richtlijn 2006/112/EG`, `${en} of Directive 2006/112/EC`)

/** The article that a treatment rests on, as an inspector would look it up. */
export const grounds: Record<Treatment, Words> = {
  domestic: directive('artikelen 31, 32 en 96', 'Articles 31, 32 and 96'),
  'domestic-reverse-charge': directive('artikel 199 bis', 'Article 199a'),
  'local-supply': directive('artikel 31', 'Article 31'),
  'intra-community-supply': directive('artikel 138 lid 1', 'Article 138(1)'),
  'distance-sale-oss': directive(
    'artikelen 33 onder a en 369 bis t/m 369 duodecies',
    'Articles 33(a) and 369a to 369k',
  ),
  'distance-sale-local': directive('artikel 33 onder a', 'Article 33(a)'),
  'distance-sale-origin': directive('artikel 59 quater lid 1', 'Article 59c(1)'),
  'distance-sale-unregistered': directive('artikel 33 onder a', 'Article 33(a)'),
  'distance-sale-import': directive('artikelen 33 onder c en 369 terdecies', 'Articles 33(c) and 369l'),
  export: directive('artikel 146 lid 1', 'Article 146(1)'),
  'margin-scheme': directive('artikelen 313 en 325', 'Articles 313 and 325'),
  'service-reverse-charge': directive('artikelen 44 en 196', 'Articles 44 and 196'),
  'small-business-exempt': directive('artikel 284', 'Article 284'),
  exempt: directive('artikel 135 lid 1', 'Article 135(1)'),
  'outside-scope': directive('artikelen 31, 44 en 54', 'Articles 31, 44 and 54'),
}

export const warnings: Record<Warning, Words> = {
  'registration-required': words(
    'In dit land is btw verschuldigd, maar er is daar geen geldig btw-nummer en geen OSS. Vraag een registratie aan.',
    'VAT is due in this country, but there is no valid number there and no OSS. Apply for a registration.',
  ),
  'b2b-taxed-as-consumer': words(
    'De klant heeft een geldig btw-nummer, maar dit verkoopkanaal verlegt geen btw. Er is btw berekend als bij een consument.',
    'The customer has a valid VAT number, but this channel never reverses the charge. VAT was charged as for a consumer.',
  ),
  'vat-number-invalid': words(
    'Het btw-nummer van de klant is ongeldig. Er is btw berekend als bij een consument.',
    'The customer’s VAT number is invalid. VAT was charged as for a consumer.',
  ),
  'vat-number-unverified': words(
    'Het btw-nummer van de klant kon niet worden gecontroleerd. Er is btw berekend; controleer het nummer later opnieuw.',
    'The customer’s VAT number could not be checked. VAT was charged; check the number again later.',
  ),
  'vat-number-last-valid-used': words(
    'Het btw-nummer kon nu niet worden gecontroleerd. De laatste geldige controle is gebruikt; controleer het opnieuw voor de factuur.',
    'The VAT number could not be checked now. The last valid check was used; check again before invoicing.',
  ),
  'vat-number-not-eu': words(
    'Dit btw-nummer telt hier niet als een nummer van een EU-lidstaat. Er is btw berekend als bij een consument.',
    'This VAT number does not count here as one of an EU member state. VAT was charged as for a consumer.',
  ),
  'buyer-vat-number-of-dispatch-state': words(
    'Het btw-nummer is van het land waaruit wij verzenden. Vraag de klant om een nummer van een andere lidstaat.',
    'The VAT number is of the country that we ship from. Ask the customer for a number of another member state.',
  ),
  'pickup-no-transport-proof': words(
    'Afgehaald door een buitenlandse ondernemer zonder bewijs van vervoer. Leg het bewijs vast om zonder btw te factureren.',
    'Collected by a foreign business without proof of transport. Record the proof to invoice without VAT.',
  ),
  'uk-low-value-consignment': words(
    'Zending tot £ 135 aan een consument in Groot-Brittannië: Britse btw is verschuldigd bij verkoop. Controleer de Britse registratie.',
    'Consignment up to £135 to a consumer in Great Britain: British VAT is due at the sale. Check the British registration.',
  ),
}

/** Invoices also go out in German. */
export type LegalText = Words & { readonly de: string }

/** The text that the law wants on the invoice; two of them name the law of the seller's own country. */
export function noteText(note: Note, sellerCountry: string): LegalText {
  return nationalNotes[sellerCountry]?.[note] ?? notes[note]
}

const legal = (nl: string, en: string, de: string): LegalText => ({ nl, en, de })

const notes: Record<Note, LegalText> = {
  'intra-community': legal(
    'Intracommunautaire levering, 0% btw (artikel 138 lid 1 Richtlijn 2006/112/EG)',
    'Intra-Community supply, 0% VAT (Article 138(1) of Directive 2006/112/EC)',
    'Steuerfreie innergemeinschaftliche Lieferung (Art. 138 Abs. 1 Richtlinie 2006/112/EG)',
  ),
  'reverse-charge': legal('Btw verlegd', 'Reverse charge', 'Steuerschuldnerschaft des Leistungsempfängers'),
  export: legal(
    'Uitvoer, 0% btw (artikel 146 Richtlijn 2006/112/EG)',
    'Export, 0% VAT (Article 146 of Directive 2006/112/EC)',
    'Steuerfreie Ausfuhrlieferung (Art. 146 Richtlinie 2006/112/EG)',
  ),
  'small-business': legal(
    'Vrijgesteld van btw: regeling voor kleine ondernemingen (artikel 284 Richtlijn 2006/112/EG)',
    'Exempt from VAT: small business scheme (Article 284 of Directive 2006/112/EC)',
    'Steuerfrei: Regelung für Kleinunternehmen (Art. 284 Richtlinie 2006/112/EG)',
  ),
  'margin-second-hand': legal(
    'Bijzondere regeling - gebruikte goederen',
    'Margin scheme - second-hand goods',
    'Gebrauchtgegenstände/Sonderregelung',
  ),
  'exempt-insurance': legal(
    'Verzekering: vrijgesteld van btw (artikel 135 lid 1 onder a Richtlijn 2006/112/EG)',
    'Insurance: exempt from VAT (Article 135(1)(a) of Directive 2006/112/EC)',
    'Versicherung: steuerfrei (Art. 135 Abs. 1 Buchst. a Richtlinie 2006/112/EG)',
  ),
  'outside-scope': legal(
    'Niet belast met btw van de EU: de plaats van levering of dienst ligt buiten de EU (artikelen 31, 44 en 54 Richtlijn 2006/112/EG)',
    'Not subject to EU VAT: the place of supply lies outside the EU (Articles 31, 44 and 54 of Directive 2006/112/EC)',
    'In der EU nicht steuerbar: der Ort der Leistung liegt außerhalb der EU (Art. 31, 44 und 54 Richtlinie 2006/112/EG)',
  ),
}

const nationalNotes: Readonly<Record<string, Partial<Record<Note, LegalText>>>> = {
  NL: {
    'small-business': legal(
      'Vrijgesteld van btw: kleineondernemersregeling (artikel 25 Wet OB 1968)',
      'Exempt from VAT: small business scheme (Article 25 of the Dutch VAT Act 1968)',
      'Steuerfrei: niederländische Kleinunternehmerregelung (Art. 25 Wet OB 1968)',
    ),
    'exempt-insurance': legal(
      'Verzekering: vrijgesteld van btw (artikel 11 Wet OB 1968)',
      'Insurance: exempt from VAT (Article 11 of the Dutch VAT Act 1968)',
      'Versicherung: steuerfrei (Art. 11 Wet OB 1968)',
    ),
  },
  // The wording that Belgium asks for on invoices under its scheme, article 56bis of its VAT Code.
  BE: {
    'small-business': legal(
      'Bijzondere vrijstellingsregeling kleine ondernemingen (artikel 56bis Btw-Wetboek)',
      'Special exemption scheme for small enterprises (Article 56bis of the Belgian VAT Code)',
      'Sonderregelung der Steuerbefreiung für Kleinunternehmen (Art. 56bis belgisches MwSt.-Gesetzbuch)',
    ),
  },
  DE: {
    'small-business': legal(
      'Geen btw berekend: Duitse regeling voor kleine ondernemers (§ 19 UStG)',
      'No VAT charged: German small business scheme (section 19 UStG)',
      'Keine Umsatzsteuer: Kleinunternehmer nach § 19 UStG',
    ),
  },
}

/** Every step of the decision, in the words of somebody who explains it to a colleague. */
export const traceRules: Record<TraceRule, Words> = {
  'place.eu': words(
    'Het adres ligt in {country}, binnen de EU.',
    'The address lies in {country}, inside the EU.',
  ),
  'place.northern-ireland': words(
    'Het adres ligt in Noord-Ierland: goederen tellen als binnen de EU.',
    'The address lies in Northern Ireland: goods count as inside the EU.',
  ),
  'place.outside': words(
    'Het adres ligt in {country}{postcode}, buiten het btw-gebied van de EU.',
    'The address lies in {country}{postcode}, outside the VAT area of the EU.',
  ),
  'number.none': words(
    'De zakelijke klant heeft geen btw-nummer.',
    'The business customer has no VAT number.',
  ),
  'number.accepted': words('Btw-nummer {number} is geldig.', 'VAT number {number} is valid.'),
  'number.last-valid': words(
    'Btw-nummer {number} is nu niet te controleren; het was geldig op {day} en dat telt op dit kanaal.',
    'VAT number {number} cannot be checked now; it was valid on {day}, which this channel accepts.',
  ),
  'number.unverified': words(
    'Btw-nummer {number} kon niet worden gecontroleerd en telt daarom nu niet.',
    'VAT number {number} could not be checked, so it does not count for now.',
  ),
  'number.invalid': words('Btw-nummer {number} is ongeldig.', 'VAT number {number} is invalid.'),
  'number.not-eu': words(
    'Btw-nummer {number} telt hier niet als een nummer van een EU-land.',
    'VAT number {number} does not count here as one of an EU country.',
  ),
  'threshold.within': words(
    'Verkoop aan consumenten in andere EU-landen: {total} dit jaar met deze bestelling, {lastYear} vorig jaar. Geen van beide is boven de drempel van {limit}.',
    'Sales to consumers in other EU countries: {total} this year with this order, {lastYear} last year. Neither is above the threshold of {limit}.',
  ),
  'threshold.passed': words(
    'Verkoop aan consumenten in andere EU-landen: {total} dit jaar met deze bestelling, {lastYear} vorig jaar. Dat is boven de drempel van {limit} per jaar.',
    'Sales to consumers in other EU countries: {total} this year with this order, {lastYear} last year. That is above the threshold of {limit} a year.',
  ),
  'threshold.not-for-this-seller': words(
    'De drempel geldt alleen voor wie in één EU-land is gevestigd en van daaruit verzendt; dit vertrekt uit {from}.',
    'The threshold is only for who is established in one EU country and ships from there; this leaves from {from}.',
  ),
  'line.as-invoiced': words(
    'Zoals op de gecrediteerde factuur: {treatment}.',
    'As on the credited invoice: {treatment}.',
  ),
  'line.insurance': words('Een verzekeringspremie is vrijgesteld.', 'An insurance premium is exempt.'),
  'line.margin': words(
    'Gebruikte goederen onder de margeregeling: btw van {country} over de marge, die niet op de factuur staat.',
    'Second-hand goods under the margin scheme: VAT of {country} over the margin, which the invoice does not show.',
  ),
  'line.margin-export': words(
    'Margegoederen die het btw-gebied van de EU verlaten, dragen geen btw.',
    'Margin goods that leave the VAT area of the EU bear no VAT.',
  ),
  'line.service-to-foreign-business': words(
    'Een dienst aan een ondernemer in {country}: de btw is verlegd, de klant geeft die daar zelf aan.',
    'A service to a business in {country}: reverse charge, the customer declares the VAT there.',
  ),
  'line.service-where-done': words(
    'De dienst wordt in {country} verricht en is daar belast.',
    'The service is done in {country} and taxed there.',
  ),
  'line.service-outside': words(
    'Een dienst aan een onderneming waarvan bewezen is dat zij buiten de EU is gevestigd: geen btw van de EU.',
    'A service to a business that is proven to be established outside the EU: no VAT of the EU.',
  ),
  'line.never-inside': words(
    'Dit gebeurt geheel buiten de EU: er is geen btw van een EU-land verschuldigd.',
    'This happens wholly outside the EU: no VAT of an EU country is due.',
  ),
  'line.import': words(
    'Een kleine zending van buiten de EU aan een consument in {country}, via de invoerregeling (IOSS): btw van dat land bij de verkoop.',
    'A small consignment from outside the EU to a consumer in {country}, through the import scheme (IOSS): VAT of that country at the sale.',
  ),
  'line.collected': words(
    'Afgehaald door de klant: btw van {country}, waar de goederen worden overhandigd.',
    'Collected by the customer: VAT of {country}, where the goods are handed over.',
  ),
  'line.collected-and-exported': words(
    'Afgehaald door een ondernemer met een btw-nummer van een ander EU-land; het vervoer naar {country} is bewezen: 0%.',
    'Collected by a business with a VAT number of another EU country; the transport to {country} is proven: 0%.',
  ),
  'line.export': words(
    'De goederen verlaten het btw-gebied van de EU: uitvoer, 0%.',
    'The goods leave the VAT area of the EU: export, 0%.',
  ),
  'line.same-country': words(
    'De goederen blijven in {country}: btw van dat land.',
    'The goods stay in {country}: VAT of that country.',
  ),
  'line.stock-abroad': words(
    'De goederen liggen in {country} en blijven daar: btw van dat land.',
    'The goods lie in {country} and stay there: VAT of that country.',
  ),
  'line.electronics': words(
    'Elektronica voor een bedrag vanaf de wettelijke grens, aan een ondernemer in {country}: de btw is verlegd naar de klant.',
    'Electronics worth the legal limit or more, for a business in {country}: the VAT is reversed to the customer.',
  ),
  'line.intra-community': words(
    'Goederen naar {country} voor een ondernemer met een geldig btw-nummer van een ander EU-land dan waaruit wij verzenden: 0%.',
    'Goods to {country} for a business with a valid VAT number of another EU country than we ship from: 0%.',
  ),
  'line.number-of-dispatch-state': words(
    'De klant gebruikt een btw-nummer van {country}, het land waaruit wij verzenden: btw van dat land.',
    'The customer uses a VAT number of {country}, the country that we ship from: VAT of that country.',
  ),
  'line.oss': words(
    'Verkoop op afstand via de OSS: btw van {country}, waar de goederen heen gaan.',
    'Distance sale through OSS: VAT of {country}, where the goods go.',
  ),
  'line.own-number': words(
    'Verkoop op afstand onder een eigen btw-nummer in {country}: btw van dat land.',
    'Distance sale under a VAT number of our own in {country}: VAT of that country.',
  ),
  'line.below-threshold': words(
    'Verkoop op afstand onder de drempel: btw van {country}, waar de goederen vandaan komen.',
    'Distance sale below the threshold: VAT of {country}, where the goods come from.',
  ),
  'line.unregistered': words(
    'Verkoop op afstand zonder OSS en zonder btw-nummer in {country}: btw van dat land is verschuldigd.',
    'Distance sale without OSS and without a VAT number in {country}: VAT of that country is due.',
  ),
  'line.small-business': words(
    'Wij vallen onder de kleineondernemersregeling: geen btw.',
    'We are under the small business scheme: no VAT.',
  ),
  'rate.found': words(
    'Tarief van {country}, {category}: {rate}, sinds {from} (bron: {source}).',
    'Rate of {country}, {category}: {rate}, since {from} (source: {source}).',
  ),
  'amount.vat-inside-price': words('De prijs bevat {rate} btw.', 'The price includes {rate} VAT.'),
  'amount.vat-on-top': words(
    'De prijs is exclusief btw; {rate} komt erbij.',
    'The price is without VAT; {rate} is added.',
  ),
  'amount.vat-taken-out': words(
    'De btw van de prijslijst ({country}, {contained}) is uit de prijs gehaald.',
    'The VAT of the price list ({country}, {contained}) was taken out of the price.',
  ),
  'amount.other-vat-in-price': words(
    'De btw van de prijslijst ({country}, {contained}) is eruit gehaald en {rate} erbij geteld.',
    'The VAT of the price list ({country}, {contained}) was taken out and {rate} added.',
  ),
  'amount.no-vat': words(
    'Er komt geen btw bij de prijs en er gaat geen btw af.',
    'No VAT is added to the price and none is taken off.',
  ),
  'discount.spread': words(
    'De korting van {amount} op de bestelling is naar waarde over de regels verdeeld.',
    'The order discount of {amount} is spread over the lines by value.',
  ),
  'shipping.follows-goods': words(
    'De verzendkosten van {amount} zijn naar waarde over de goederen verdeeld.',
    'The delivery costs of {amount} are spread over the goods by value.',
  ),
  'credit.remainder': words(
    'De creditnota sluit de factuur: per tarief wat er nog van over is.',
    'The credit note closes the invoice: what is left of each rate.',
  ),
  'cash.rounded': words(
    'Contant afgerond met {rounding}; de btw verandert niet.',
    'Rounded for cash by {rounding}; the VAT stays the same.',
  ),
  'uk.low-value': words(
    'De goederen zijn {pence} waard. Tot en met {limitPence} is Britse btw verschuldigd bij de verkoop.',
    'The goods are worth {pence}. Up to {limitPence} British VAT is due at the sale.',
  ),
  'import.low-value': words(
    'De goederen zijn {total} waard zonder btw en verzendkosten. Tot en met {limit} mag de btw via de invoerregeling.',
    'The goods are worth {total} without VAT and delivery costs. Up to {limit} the VAT may go through the import scheme.',
  ),
  'outside.shares-document': words(
    'Een e-factuur mag omzet buiten de btw niet met andere regels mengen; zij staat daarom bij de vrijgestelde regels, met haar eigen reden.',
    'An e-invoice may not mix sales outside the scope of VAT with other lines; they stand among the exempt lines, with their own reason.',
  ),
}

/**
 * One step in the reader's language, with its amounts and rates as people write them: what was charged in the currency
 * of the sale, the limits of the law in their own.
 */
export function explain({ rule, params }: TraceStep, lang: Lang, currency = 'EUR'): string {
  const shown = Object.entries(params).map(([name, value]) => [name, shownAs(name, value, lang, currency)])
  return say(traceRules[rule], lang, Object.fromEntries(shown))
}

function shownAs(name: string, value: string | number, lang: Lang, own: string): string {
  if (typeof value === 'string') return named(name, value, lang)
  const locale = lang === 'nl' ? 'nl-NL' : 'en-GB'
  const isRate = name === 'rate' || name === 'contained'
  if (isRate) return `${(value / 100).toLocaleString(locale, { maximumFractionDigits: 2 })}%`
  const isCharged = name === 'amount' || name === 'rounding'
  const currency = name === 'pence' || name === 'limitPence' ? 'GBP' : isCharged ? own : 'EUR'
  return (value / 100).toLocaleString(locale, { style: 'currency', currency })
}

function named(name: string, value: string, lang: Lang): string {
  if (value === '') return value
  const locale = lang === 'nl' ? 'nl-NL' : 'en-GB'
  switch (name) {
    case 'treatment':
      return say(treatments[value as Treatment], lang)
    case 'category':
      return say(categoryName(value), lang)
    case 'source':
      return say(sourceName(value), lang)
    case 'country':
      return say(countryWords(value), lang)
    case 'postcode':
      return ` ${value}`
    case 'from':
    case 'day':
      return isDay(value)
        ? new Date(`${value}T00:00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC', dateStyle: 'long' })
        : named('country', value, lang)
    default:
      return value
  }
}

export const refusals: Record<string, Words> = {
  'tax.unreadable-day': words(
    'De leverdatum {day} is geen datum. Vul een datum in als 2026-11-02.',
    'The day of supply {day} is not a date. Fill in a date such as 2026-11-02.',
  ),
  'tax.no-lines': words(
    'Zonder regels is er niets te berekenen. Voeg een regel toe.',
    'Without lines there is nothing to compute. Add a line.',
  ),
  'tax.negative-quantity': words(
    'Het aantal op regel {line} is negatief. Maak voor teruggenomen goederen een creditnota.',
    'The quantity on line {line} is negative. Make a credit note for returned goods.',
  ),
  'tax.negative-amount': words(
    'Een negatief bedrag kan hier niet. Gebruik een korting of een creditnota.',
    'A negative amount is not possible here. Use a discount or a credit note.',
  ),
  'tax.discount-out-of-range': words(
    'De korting op regel {line} moet tussen 0% en 100% liggen.',
    'The discount on line {line} must lie between 0% and 100%.',
  ),
  'tax.line-discount-too-large': words(
    'De korting op regel {line} is groter dan het regelbedrag. Verlaag de korting.',
    'The discount on line {line} is larger than the line amount. Lower the discount.',
  ),
  'tax.discount-too-large': words(
    'De korting op de bestelling is groter dan de waarde van de goederen. Verlaag de korting.',
    'The order discount is larger than the value of the goods. Lower the discount.',
  ),
  'tax.bad-cash-step': words(
    'De stap voor contante afronding moet ten minste één cent zijn.',
    'The step of cash rounding must be at least one cent.',
  ),
  'tax.unknown-country': words(
    'Land {country} is geen landcode van twee letters. Kies een land bij het adres.',
    'Country {country} is not a country code of two letters. Choose a country for the address.',
  ),
  'tax.unknown-category': words(
    'De btw-categorie {category} bestaat niet. Kies een andere categorie bij het artikel.',
    'VAT category {category} does not exist. Choose another category for the product.',
  ),
  'tax.no-rate': words(
    'Voor {category} in {country} geldt op {day, date} geen btw-tarief. Voeg het toe bij Instellingen, Btw-tabellen.',
    'There is no VAT rate for {category} in {country} on {day, date}. Add it in Settings, VAT tables.',
  ),
  'tax.no-limit': words(
    'Op {day, date} geldt er geen grensbedrag “{limit}”. Voeg het toe bij Instellingen, Btw-tabellen, Grenzen.',
    'There is no limit “{limit}” on {day, date}. Add it in Settings, VAT tables, Limits.',
  ),
  'tax.seller-outside-eu': words(
    'De verkoper is gevestigd in {country}, buiten de EU. Daarvoor zijn hier geen btw-regels.',
    'The seller is established in {country}, outside the EU. There are no VAT rules for that here.',
  ),
  'tax.dispatch-outside-eu': words(
    'De goederen komen uit {country} en worden in de EU ingevoerd. Zonder IOSS, boven de grens of voor een ondernemer wordt dat hier niet berekend; neem de btw van de invoeraangifte over.',
    'The goods come from {country} and are imported into the EU. Without IOSS, above the limit or for a business that is not computed here; take the VAT from the import declaration.',
  ),
  'tax.credit-of-other-rate': words(
    'De creditnota heeft een tarief dat niet op de factuur staat. Neem de regels van de factuur over.',
    'The credit note has a rate that is not on the invoice. Take over the lines of the invoice.',
  ),
  'tax.credit-leaves-rest': words(
    'De laatste creditnota laat een tarief van de factuur open. Voeg de regels van dat tarief toe.',
    'The last credit note leaves a rate of the invoice open. Add the lines of that rate.',
  ),
  'tax.credited-too-much': words(
    'Van deze factuur is al meer gecrediteerd dan erop staat. Controleer de eerdere creditnota’s.',
    'More was credited of this invoice than it holds. Check the earlier credit notes.',
  ),
}
