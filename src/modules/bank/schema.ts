/** The bank: statements and their lines, what each line paid, whose accounts we know, and the files we send. */
import { choice, currency, day, integer, link, money, text, textList, yesNo } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'

/** How a business collects and pays: which account, under which creditor identifier, in which version of the files. */
export const CollectionScheme = record('collection_schemes', 'Incasso-instelling', 'Collection setting', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  account: link('Bankrekening', 'Bank account', 'business_accounts'),
  creditorId: text('Incassant-ID', 'Creditor identifier', { max: 35 }),
  scheme: choice('Soort incasso', 'Kind of direct debit', {
    CORE: words('Standaard', 'Core'),
    B2B: words('Zakelijk', 'Business to business'),
  }).default('CORE'),
  directDebitVersion: choice('Incassobestand', 'Direct debit file', {
    '02': words('pain.008.001.02', 'pain.008.001.02'),
    '08': words('pain.008.001.08', 'pain.008.001.08'),
  }).default('08'),
  transferVersion: choice('Betaalbestand', 'Payment file', {
    '03': words('pain.001.001.03', 'pain.001.001.03'),
    '09': words('pain.001.001.09', 'pain.001.001.09'),
  }).default('09'),
  leadDays: integer('Dagen vooraf aanleveren', 'Days to deliver ahead', { min: 1, max: 14 }).default(2),
})
export type CollectionScheme = Row<typeof CollectionScheme>

export const BankStatement = record(
  'bank_statements',
  'Bankafschrift',
  'Bank statement',
  {
    account: link('Bankrekening', 'Bank account', 'business_accounts'),
    key: text('Sleutel', 'Key'),
    name: text('Kenmerk', 'Reference'),
    sequence: text('Volgnummer', 'Sequence number').nullable(),
    fromDay: day('Van', 'From').nullable(),
    toDay: day('Tot en met', 'To').nullable(),
    currency: currency('Valuta', 'Currency'),
    opening: money('Beginsaldo', 'Opening balance').nullable(),
    closing: money('Eindsaldo', 'Closing balance').nullable(),
    lineCount: integer('Aantal regels', 'Number of lines'),
    isBalanced: yesNo('Saldo klopt', 'Balance is right'),
    file: link('Bestand', 'File', 'files').nullable(),
  },
  { appendOnly: true },
)
export type BankStatement = Row<typeof BankStatement>

export const lineStates = {
  open: words('Te verwerken', 'To match'),
  matched: words('Verwerkt', 'Matched'),
  ignored: words('Overgeslagen', 'Ignored'),
}

/** One payment as the bank booked it; what came in is positive. */
export const BankLine = record('bank_lines', 'Bankregel', 'Bank line', {
  statement: link('Bankafschrift', 'Bank statement', 'bank_statements', { fixed: true }),
  account: link('Bankrekening', 'Bank account', 'business_accounts', { fixed: true }),
  number: integer('Nummer', 'Number', { fixed: true }),
  key: text('Sleutel', 'Key', { fixed: true }),
  amount: money('Bedrag', 'Amount', { fixed: true }),
  currency: currency('Valuta', 'Currency', { fixed: true }),
  bookingDay: day('Geboekt op', 'Booked on', { fixed: true }),
  valueDay: day('Rentedatum', 'Value date', { fixed: true }).nullable(),
  name: text('Naam', 'Name', { fixed: true }).nullable(),
  iban: text('Tegenrekening', 'Counter account', { fixed: true }).nullable(),
  reference: text('Kenmerk van de bank', 'Reference of the bank', { fixed: true }).nullable(),
  endToEnd: text('Kenmerk van de betaling', 'Reference of the payment', { fixed: true }).nullable(),
  mandate: text('Machtiging', 'Mandate', { fixed: true }).nullable(),
  batch: text('Batch', 'Batch', { fixed: true }).nullable(),
  structured: textList('Betalingskenmerk', 'Structured reference', { fixed: true }).default([]),
  text: text('Omschrijving', 'Description', { fixed: true, max: 2000 }).default(''),
  isReversal: yesNo('Terugboeking', 'Reversal', { fixed: true }).default(false),
  returnReason: text('Reden van terugkomst', 'Reason of return', { fixed: true }).nullable(),
  state: choice('Status', 'Status', lineStates, { derived: true }),
  allotted: money('Verwerkt bedrag', 'Matched amount', { derived: true }).default(0),
  reason: text('Reden', 'Reason', { derived: true, max: 500 }).nullable(),
})
export type BankLine = Row<typeof BankLine>

/** What a line paid of an invoice or an order; a correction is a second one with the sign turned. */
export const BankAllotment = record(
  'bank_allotments',
  'Verwerking',
  'Allotment',
  {
    line: link('Bankregel', 'Bank line', 'bank_lines'),
    invoice: link('Factuur', 'Invoice', 'invoices').nullable(),
    orderId: link('Bestelling', 'Order', 'orders').nullable(),
    amount: money('Bedrag', 'Amount'),
    day: day('Datum', 'Date'),
    how: choice('Hoe', 'How', {
      automatic: words('Automatisch', 'Automatic'),
      hand: words('Met de hand', 'By hand'),
    }),
    why: textList('Waarom', 'Why').default([]),
  },
  { appendOnly: true },
)
export type BankAllotment = Row<typeof BankAllotment>

export const BankPayer = record('bank_payers', 'Bekende rekening', 'Known account', {
  iban: text('IBAN', 'IBAN', { fixed: true }),
  contact: link('Klant', 'Customer', 'contacts', { fixed: true }).nullable(),
  organisation: link('Organisatie', 'Organisation', 'organisations', { fixed: true }).nullable(),
  times: integer('Aantal keren', 'Number of times').default(1),
})
export type BankPayer = Row<typeof BankPayer>

export const Refund = record('refunds', 'Terugbetaling', 'Refund', {
  creditNote: link('Creditnota', 'Credit note', 'invoices', { fixed: true }),
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  holder: text('Tenaamstelling', 'Account holder', { max: 70 }),
  iban: text('IBAN', 'IBAN', { max: 42 }),
  amount: money('Bedrag', 'Amount', { fixed: true }),
  text: text('Omschrijving', 'Description', { max: 140 }),
  state: choice('Status', 'Status', {
    approved: words('Goedgekeurd', 'Approved'),
    sent: words('In betaalbestand', 'In a payment file'),
    paid: words('Betaald', 'Paid'),
    withdrawn: words('Ingetrokken', 'Withdrawn'),
  }).default('approved'),
  approvedBy: text('Goedgekeurd door', 'Approved by', { fixed: true }),
})
export type Refund = Row<typeof Refund>

export const BankFile = record('bank_files', 'Bankbestand', 'Bank file', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }),
  account: link('Bankrekening', 'Bank account', 'business_accounts', { fixed: true }),
  kind: choice(
    'Soort',
    'Kind',
    { 'direct-debit': words('Incasso', 'Direct debit'), transfer: words('Betaling', 'Transfer') },
    { fixed: true },
  ),
  format: text('Formaat', 'Format', { fixed: true }),
  messageId: text('Kenmerk', 'Reference', { fixed: true }),
  total: money('Totaal', 'Total', { fixed: true }),
  count: integer('Aantal', 'Count', { fixed: true }),
  state: choice('Status', 'Status', {
    made: words('Gemaakt', 'Made'),
    sent: words('Naar de bank', 'Sent to the bank'),
    withdrawn: words('Ingetrokken', 'Withdrawn'),
  }).default('made'),
  file: link('Bestand', 'File', 'files', { fixed: true }),
})
export type BankFile = Row<typeof BankFile>

/** One payment in a file of ours: an invoice that is collected or a refund that is paid. */
export const BankFileItem = record('bank_file_items', 'Regel van bankbestand', 'Item of a bank file', {
  bankFile: link('Bankbestand', 'Bank file', 'bank_files', { fixed: true }),
  about: link('Waarover', 'About', '*', { fixed: true }),
  endToEnd: text('Kenmerk', 'Reference', { fixed: true }),
  batch: text('Batch', 'Batch', { fixed: true }),
  name: text('Naam', 'Name', { fixed: true }),
  iban: text('IBAN', 'IBAN', { fixed: true }),
  mandate: text('Machtiging', 'Mandate', { fixed: true }).nullable(),
  amount: money('Bedrag', 'Amount', { fixed: true }),
  day: day('Datum', 'Date', { fixed: true }),
  state: choice('Status', 'Status', {
    sent: words('In bestand', 'In the file'),
    booked: words('Geboekt', 'Booked'),
    returned: words('Teruggekomen', 'Returned'),
    withdrawn: words('Ingetrokken', 'Withdrawn'),
  }).default('sent'),
})
export type BankFileItem = Row<typeof BankFileItem>

/** Why a line is thought to pay something. */
export const matchReasons = {
  reference: words('Betalingskenmerk', 'Structured reference'),
  number: words('Nummer in de omschrijving', 'Number in the description'),
  amount: words('Bedrag', 'Amount'),
  iban: words('Bekende rekening', 'Known account'),
  name: words('Naam', 'Name'),
  batch: words('Batch van ons bankbestand', 'Batch of our bank file'),
}

export const rights: Record<string, Words> = {
  'bank.see': words('Bankregels bekijken', 'View bank lines'),
  'bank.match': words('Bankafschriften inlezen en verwerken', 'Import and match bank statements'),
  'bank.collect': words('Incasso- en betaalbestanden maken', 'Make direct debit and payment files'),
  'refunds.approve': words('Terugbetalingen goedkeuren', 'Approve refunds'),
}

export const events: Record<string, Words> = {
  'bank-statement.imported': words('Bankafschrift ingelezen', 'Bank statement imported'),
  'bank-line.matched': words('Bankregel verwerkt', 'Bank line matched'),
  'bank-line.taken-back': words('Verwerking van bankregel teruggedraaid', 'Match of a bank line taken back'),
  'bank-line.ignored': words('Bankregel overgeslagen', 'Bank line ignored'),
  'bank-line.reopened': words('Bankregel heropend', 'Bank line reopened'),
  'collection-scheme.changed': words('Incasso-instelling gewijzigd', 'Collection setting changed'),
  'refund.approved': words('Terugbetaling goedgekeurd', 'Refund approved'),
  'refund.withdrawn': words('Terugbetaling ingetrokken', 'Refund withdrawn'),
  'bank-file.made': words('Bankbestand gemaakt', 'Bank file created'),
  'bank-file.sent': words('Bankbestand naar de bank gestuurd', 'Bank file sent to the bank'),
  'bank-file.withdrawn': words('Bankbestand ingetrokken', 'Bank file withdrawn'),
}

export const tasks: Record<string, Words> = {
  'bank.sums-wrong': words(
    'Afschrift {name} klopt niet: beginsaldo {opening, money} plus de regels is niet het eindsaldo {closing, money}. Vraag de bank om het hele bestand.',
    'Statement {name} is wrong: its opening balance {opening, money} plus its lines is not its closing balance {closing, money}. Ask the bank for the whole file.',
  ),
  'bank.direct-debit-returned': words(
    'De incasso van factuur {number} is teruggekomen: {reason}.',
    'The direct debit of invoice {number} came back: {reason}.',
  ),
}

export const refusals: Record<string, Words> = {
  'bank-file.too-large': words(
    'Dit bestand is groter dan {most} MB. Vraag de bank om een kortere periode.',
    'This file is larger than {most} MB. Ask the bank for a shorter period.',
  ),
  'bank-file.declares-entities': words(
    'Dit bestand bevat een DOCTYPE of eigen verkortingen; die staan niet in bankbestanden en kunnen schade doen. Download het bestand opnieuw bij de bank.',
    'This file holds a DOCTYPE or entities of its own; bank files have none and they can do harm. Download the file from the bank again.',
  ),
  'bank-file.too-many-elements': words(
    'Dit bestand heeft te veel regels om in één keer te lezen. Vraag de bank om een kortere periode.',
    'This file has too many lines to read at once. Ask the bank for a shorter period.',
  ),
  'bank-file.too-deep': words(
    'Dit bestand is dieper genest dan een bankafschrift ooit is. Download het opnieuw bij de bank.',
    'This file is nested deeper than a bank statement ever is. Download it from the bank again.',
  ),
  'bank-file.unreadable': words(
    'Dit is geen leesbaar XML-bestand; misschien is het niet helemaal binnengekomen. Download het opnieuw bij de bank.',
    'This is no readable XML file; perhaps it did not arrive whole. Download it from the bank again.',
  ),
  'bank-file.not-a-statement': words(
    'Dit is geen bankafschrift (CAMT.053) maar {found}. Kies bij de bank het formaat CAMT.053.',
    'This is no bank statement (CAMT.053) but {found}. Choose the format CAMT.053 at the bank.',
  ),
  'bank-file.no-statement': words(
    'Er staat geen afschrift in dit bestand. Kies bij de bank een periode met boekingen.',
    'There is no statement in this file. Choose a period with bookings at the bank.',
  ),
  'bank-file.incomplete': words(
    'In dit bestand ontbreekt {part}. Download het opnieuw bij de bank.',
    'This file lacks {part}. Download it from the bank again.',
  ),
  'bank-file.amount-wrong': words(
    '“{text}” in dit bestand is geen bedrag. Download het opnieuw bij de bank.',
    '“{text}” in this file is no amount. Download it from the bank again.',
  ),
  'bank-file.part-of-cent': words(
    'Dit afschrift telt in delen van een cent ({text}); dat kan niet worden geboekt. Vraag de bank ernaar.',
    'This statement counts in parts of a cent ({text}), which cannot be booked. Ask the bank about it.',
  ),
  'bank-file.other-account': words(
    'Dit afschrift is van rekening {iban}, en die is niet van een van uw bedrijven. Voeg de rekening eerst toe bij het bedrijf, of kies een ander bestand.',
    'This statement is of account {iban}, which belongs to none of your businesses. Add the account to the business first, or choose another file.',
  ),
  'bank-file.already-imported': words(
    'Afschrift {name} is al ingelezen. Er is niets gewijzigd.',
    'Statement {name} was imported already. Nothing was changed.',
  ),
  'bank-line.not-open': words(
    'Deze bankregel is al verwerkt of overgeslagen. Draai dat eerst terug.',
    'This bank line was matched or ignored already. Take that back first.',
  ),
  'bank-line.too-much': words(
    'Van deze bankregel is nog {most, money} te verdelen.',
    'Of this bank line {most, money} is left to divide.',
  ),
  'bank-line.more-than-due': words(
    'Van {number} staat nog {most, money} open. Verdeel de rest over andere facturen of laat die open.',
    'Of {number} {most, money} is still due. Divide the rest over other invoices, or leave it open.',
  ),
  'bank-line.wrong-way': words(
    '{number} past niet bij deze bankregel: geld dat binnenkomt betaalt een factuur, geld dat uitgaat een creditnota.',
    '{number} does not fit this bank line: money that comes in pays an invoice, money that goes out a credit note.',
  ),
  'bank-line.other-currency': words(
    '{number} is in {currency}, de bankregel niet.',
    '{number} is in {currency}, the bank line is not.',
  ),
  'bank-line.nothing-to-take-back': words(
    'Van deze bankregel is niets verwerkt.',
    'Nothing of this bank line was matched.',
  ),
  'bank.no-scheme': words(
    'Vul eerst incassant-ID en rekening in bij de incasso-instelling van dit bedrijf.',
    'First fill in creditor identifier and account in the collection setting of this business.',
  ),
  'bank.creditor-id-wrong': words(
    'Dit incassant-ID klopt niet: lengte of controlegetal past niet, zoals bij NL42ZZZ123456780001.',
    'This creditor identifier is wrong: its length or check number does not fit, as in NL42ZZZ123456780001.',
  ),
  'bank.account-of-other': words(
    'Deze rekening is niet van dit bedrijf. Kies een rekening van het bedrijf zelf.',
    'This account is not of this business. Choose an account of the business itself.',
  ),
  'bank.nothing-to-collect': words(
    'Er is niets te incasseren: geen open factuur van een klant met IBAN en machtiging.',
    'There is nothing to collect: no open invoice of a customer with an IBAN and a mandate.',
  ),
  'bank.nothing-to-pay': words(
    'Er is geen goedgekeurde terugbetaling die nog niet in een bestand staat.',
    'There is no approved refund that is not in a file yet.',
  ),
  'bank-file.is-withdrawn': words(
    'Dit bestand is ingetrokken en mag niet naar de bank. Maak een nieuw bestand.',
    'This file was withdrawn and must not go to the bank. Make a new one.',
  ),
  'bank-file.already-booked': words(
    'De bank heeft dit bestand al uitgevoerd; het kan niet meer worden ingetrokken.',
    'The bank has carried out this file already; it cannot be withdrawn any more.',
  ),
  'refund.no-account': words(
    'Deze factuur is niet vanaf een bankrekening betaald die Pakhuis kent. Vul het IBAN van de klant in.',
    'This invoice was not paid from a bank account that Pakhuis knows. Fill in the IBAN of the customer.',
  ),
  'refund.not-a-credit-note': words(
    'Terugbetalen kan alleen van een definitieve creditnota waarvan nog iets terug moet.',
    'Only a final credit note of which something is still to be paid back can be refunded.',
  ),
  'refund.already-approved': words(
    'Deze terugbetaling is al goedgekeurd.',
    'This refund was approved already.',
  ),
  'refund.not-open': words(
    'Deze terugbetaling staat al in een betaalbestand. Trek eerst dat bestand in.',
    'This refund is in a payment file already. Withdraw that file first.',
  ),
  'sepa.iban-wrong': words(
    'Het IBAN {iban} van {name} klopt niet. Neem het over van een bankafschrift.',
    'The IBAN {iban} of {name} is wrong. Copy it from a bank statement.',
  ),
  'sepa.country-closed': words(
    'De rekening van {name} ligt in {country}, en dat land doet niet mee aan SEPA. Betaal of incasseer op een andere manier.',
    'The account of {name} lies in {country}, which is not in SEPA. Pay or collect in another way.',
  ),
  'sepa.amount-wrong': words(
    'Het bedrag van {name} past niet in een bankbestand: het is minstens 0,01 en hooguit 999.999.999,99.',
    'The amount of {name} does not fit a bank file: it is at least 0.01 and at most 999,999,999.99.',
  ),
  'sepa.name-missing': words(
    'Bij rekening {iban} staat geen naam in letters die banken kennen. Vul de tenaamstelling in.',
    'Account {iban} has no name in letters that banks know. Fill in the account holder.',
  ),
}
