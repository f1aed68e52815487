/** The letter about invoices that are late: what it says by the law that it stands on, and how it is printed. */
import type { Day } from '../../../base/day.ts'
import type { Cents } from '../../../base/money.ts'
import { barcode } from '../../../platform/pdf/barcode.ts'
import { template, type RenderOptions } from '../../../platform/pdf/press.ts'
import { render } from '../../../platform/pdf/render.ts'
import {
  amountText,
  dayText,
  documentWords,
  longDayText,
  wordsIn,
  type DocumentLang,
} from '../../../platform/pdf/wording.ts'
import { epcQr } from '../e-invoice/epc-qr.ts'
import type { ReminderLetter, ReminderLevel } from '../schema/reminders.ts'

export type LateInvoice = {
  readonly number: string
  /** What the invoice asked to be mentioned with its payment. */
  readonly reference: string
  readonly day: Day
  readonly dueDay: Day
  readonly total: Cents
  readonly due: Cents
}

export type Claim = {
  readonly level: ReminderLevel
  readonly letter: ReminderLetter
  readonly lang: DocumentLang
  readonly currency: string
  readonly invoices: readonly LateInvoice[]
  readonly totalDue: Cents
  readonly costs: Cents
  readonly costsVat: Cents
  /** Statutory interest up to and with the day of the letter, stated beside what is asked; zero says nothing. */
  readonly interest: Cents
  readonly day: Day
  /** A business is told which law binds it; Dutch law is only named to who lives under it. */
  readonly country: string
}

export type PrintedReminder = Claim & {
  readonly seller: {
    readonly name: string
    readonly address: readonly string[]
    readonly contact: readonly string[]
    /** PNG, JPEG or SVG. */
    readonly logo: Uint8Array | null
    readonly numbers: readonly string[]
    readonly iban: string | null
    readonly bic: string | null
    readonly holder: string
  }
  readonly buyer: readonly string[]
}

/** What a letter says, sentence by sentence, in the customer's language; the last one is what follows when nothing is paid. */
export function reminderText(claim: Claim): {
  subject: string
  opening: string
  notice: string
  closing: string
} {
  const { lang, level } = claim
  const words = wordsIn(letterWords, lang)
  return {
    subject: words[`subject${level}`],
    opening: words[`opening${level}`],
    notice: filled(noticeOf(claim) + interestOf(claim), claim),
    closing: words.closing,
  }
}

function noticeOf({ letter, level, lang, country, costsVat }: Claim): string {
  const words = wordsIn(noticeWords, lang)
  if (letter === 'friendly') return words.friendly
  if (letter === 'plain') return level === 2 ? words.plain : words.plainLast
  const vat = costsVat > 0 ? ` ${words.withVat}` : ''
  if (letter === 'fourteen-days') return words.fourteenDays + vat
  if (letter === 'costs-due') return words.costsDue + vat
  const law = country === 'NL' ? words.dutchLaw : words.unionLaw
  return (level === 2 ? words.business : words.businessLast).replace('{law}', () => law) + vat
}

function interestOf({ interest, letter, lang }: Claim): string {
  if (interest === 0) return ''
  const { interestTrade, interestConsumer } = wordsIn(noticeWords, lang)
  return ` ${letter === 'business' ? interestTrade : interestConsumer}`
}

const filled = (text: string, claim: Claim): string => {
  const { totalDue, costs, costsVat, interest, day, currency, lang } = claim
  const amount = (cents: Cents) => amountText(cents, currency, lang)
  return text
    .replaceAll('{total}', () => amount(totalDue))
    .replaceAll('{costs}', () => amount(costs + costsVat))
    .replaceAll('{vat}', () => amount(costsVat))
    .replaceAll('{interest}', () => amount(interest))
    .replaceAll('{day}', () => longDayText(day, lang))
    .replaceAll('{all}', () => amount(totalDue + costs + costsVat))
}

/** What the customer is to pay now: costs are only named in the letters before the last. */
export const claimedNow = ({ letter, level, totalDue, costs, costsVat }: Claim): Cents =>
  letter === 'costs-due' || (letter === 'business' && level === 3) ? totalDue + costs + costsVat : totalDue

export function printReminder(reminder: PrintedReminder, options: RenderOptions): Promise<Uint8Array> {
  return render(page, viewOf(reminder), options)
}

const page = template<ReturnType<typeof viewOf>>(new URL('reminder.typ', import.meta.url))

function viewOf(reminder: PrintedReminder) {
  const { lang, currency, seller, invoices, totalDue } = reminder
  const words = wordsIn(letterWords, lang)
  const amount = (cents: Cents) => amountText(cents, currency, lang)
  const now = claimedNow(reminder)
  const reference = joined(invoices)
  return {
    lang,
    words: {
      number: words.number,
      day: words.day,
      dueDay: words.dueDay,
      total: words.total,
      due: words.due,
      page: words.page,
    },
    text: reminderText(reminder),
    date: longDayText(reminder.day, lang),
    seller: {
      name: seller.name,
      address: [...seller.address, ...seller.contact],
      logo: seller.logo,
      numbers: seller.numbers,
    },
    buyer: reminder.buyer,
    invoices: invoices.map((one) => ({
      number: one.number,
      day: dayText(one.day, lang),
      dueDay: dayText(one.dueDay, lang),
      total: amount(one.total),
      due: amount(one.due),
    })),
    sums: [
      [words.open, amount(totalDue)],
      ...(now > totalDue
        ? [
            [words.costs, amount(now - totalDue)],
            [words.toPay, amount(now)],
          ]
        : []),
    ],
    payment: seller.iban
      ? words.transfer
          .replace('{amount}', () => amount(now))
          .replace('{iban}', () => seller.iban!.replaceAll(/(.{4})(?=.)/g, '$1 '))
          .replace('{holder}', () => seller.holder)
          .replace('{reference}', () => reference)
      : null,
    qr: currency === 'EUR' && seller.iban ? qrOf(reminder, now, reference) : null,
  }
}

const mostSigns = 140

/** As many as fit whole in the text of one transfer: half a reference would name another invoice or none. */
const joined = (invoices: readonly LateInvoice[]): string =>
  invoices.reduce((all, { reference }) => {
    const longer = all ? `${all}, ${reference}` : reference
    return longer.length > mostSigns ? all : longer
  }, '')

function qrOf({ seller }: PrintedReminder, cents: Cents, reference: string): Uint8Array | null {
  const text = epcQr({
    name: seller.holder,
    iban: seller.iban!,
    bic: seller.bic,
    cents,
    reference,
  })
  return text ? barcode('qrcode', text) : null
}

const letterWords = {
  subject1: documentWords('Herinnering', 'Reminder', 'Zahlungserinnerung'),
  subject2: documentWords('Tweede herinnering', 'Second reminder', 'Zweite Zahlungserinnerung'),
  subject3: documentWords('Laatste aanmaning', 'Last notice', 'Letzte Mahnung'),
  opening1: documentWords(
    'Onze administratie laat zien dat de betaling hieronder nog niet binnen is. Misschien is het je ontgaan.',
    'Our books show that the payment below has not come in yet. It may have slipped your mind.',
    'Nach unseren Büchern ist die folgende Zahlung noch nicht eingegangen. Vielleicht ist es Ihnen entgangen.',
  ),
  opening2: documentWords(
    'Eerder herinnerden wij je aan de betaling hieronder. Wij hebben haar nog niet ontvangen.',
    'Earlier we reminded you of the payment below. We have not received it yet.',
    'Wir haben Sie bereits an die folgende Zahlung erinnert. Sie ist noch nicht eingegangen.',
  ),
  opening3: documentWords(
    'Ondanks onze eerdere brieven hebben wij de betaling hieronder niet ontvangen.',
    'In spite of our earlier letters we have not received the payment below.',
    'Trotz unserer früheren Schreiben ist die folgende Zahlung nicht eingegangen.',
  ),
  closing: documentWords(
    'Heb je intussen betaald, of ben je het niet eens met een factuur? Laat het ons weten; dan kijken we er samen naar.',
    'Have you paid in the meantime, or do you dispute an invoice? Let us know and we will look at it together.',
    'Haben Sie inzwischen bezahlt oder sind Sie mit einer Rechnung nicht einverstanden? Sagen Sie uns Bescheid, dann sehen wir es uns gemeinsam an.',
  ),
  number: documentWords('Factuur', 'Invoice', 'Rechnung'),
  day: documentWords('Datum', 'Date', 'Datum'),
  dueDay: documentWords('Vervaldatum', 'Due date', 'Fällig am'),
  total: documentWords('Bedrag', 'Amount', 'Betrag'),
  due: documentWords('Openstaand', 'Due', 'Offen'),
  open: documentWords('Totaal openstaand', 'Total due', 'Insgesamt offen'),
  costs: documentWords('Incassokosten', 'Collection costs', 'Inkassokosten'),
  toPay: documentWords('Te betalen', 'To pay', 'Zu zahlen'),
  transfer: documentWords(
    'Wil je {amount} overmaken op {iban} van {holder}, met vermelding van {reference}?',
    'Please transfer {amount} to {iban} of {holder}, stating {reference}.',
    'Bitte überweisen Sie {amount} auf {iban}, {holder}, unter Angabe von {reference}.',
  ),
  page: documentWords('Pagina {page} van {pages}', 'Page {page} of {pages}', 'Seite {page} von {pages}'),
} as const

/**
 * The fourteen days begin the day after the letter came, and the amount is named: otherwise the consumer owes no costs
 * (article 6:96 (6) of the Dutch Civil Code; Supreme Court, ECLI:NL:HR:2016:2704).
 */
const noticeWords = {
  friendly: documentWords(
    'Wil je {total} binnen zeven dagen overmaken?',
    'Please transfer {total} within seven days.',
    'Bitte überweisen Sie {total} innerhalb von sieben Tagen.',
  ),
  fourteenDays: documentWords(
    'Je hebt nog veertien dagen om {total} te betalen zonder kosten. Die termijn begint op de dag nadat deze brief bij je is bezorgd. Is je betaling dan niet binnen, dan ben je incassokosten verschuldigd van {costs} (artikel 6:96 van het Burgerlijk Wetboek en het Besluit vergoeding voor buitengerechtelijke incassokosten), en wettelijke rente.',
    'You still have fourteen days to pay {total} without costs. That period begins on the day after this letter was delivered to you. If your payment has not come in by then, you owe collection costs of {costs} (article 6:96 of the Dutch Civil Code and the decree on extrajudicial collection costs), and statutory interest.',
    'Sie haben noch vierzehn Tage Zeit, {total} ohne Kosten zu bezahlen. Die Frist beginnt am Tag nach der Zustellung dieses Schreibens. Ist Ihre Zahlung dann nicht eingegangen, schulden Sie Inkassokosten von {costs} (Artikel 6:96 des niederländischen Bürgerlichen Gesetzbuches und Verordnung über außergerichtliche Inkassokosten) sowie gesetzliche Zinsen.',
  ),
  costsDue: documentWords(
    'De veertien dagen uit onze vorige brief zijn voorbij. Je bent nu ook de incassokosten van {costs} verschuldigd, en wettelijke rente. Betaal {all} binnen zeven dagen; daarna geven wij de vordering uit handen.',
    'The fourteen days of our previous letter are over. You now owe the collection costs of {costs} as well, and statutory interest. Pay {all} within seven days; after that we will pass the claim on for collection.',
    'Die vierzehn Tage aus unserem vorigen Schreiben sind vorbei. Sie schulden nun auch die Inkassokosten von {costs} sowie gesetzliche Zinsen. Bezahlen Sie {all} innerhalb von sieben Tagen; danach geben wir die Forderung ab.',
  ),
  business: documentWords(
    'Je bent in verzuim. {law} Betaal je {total} binnen zeven dagen, dan brengen wij rente en kosten (nu {costs}) niet in rekening.',
    'You are in default. {law} If you pay {total} within seven days, we charge neither interest nor costs (now {costs}).',
    'Sie sind im Verzug. {law} Bezahlen Sie {total} innerhalb von sieben Tagen, dann berechnen wir weder Zinsen noch Kosten (derzeit {costs}).',
  ),
  businessLast: documentWords(
    'Je bent in verzuim. {law} Betaal {all}, waarvan {costs} incassokosten, binnen zeven dagen; daarna geven wij de vordering uit handen.',
    'You are in default. {law} Pay {all}, of which {costs} are collection costs, within seven days; after that we will pass the claim on for collection.',
    'Sie sind im Verzug. {law} Bezahlen Sie {all}, davon {costs} Inkassokosten, innerhalb von sieben Tagen; danach geben wir die Forderung ab.',
  ),
  dutchLaw: documentWords(
    'Sinds de vervaldatum loopt de wettelijke handelsrente (artikel 6:119a van het Burgerlijk Wetboek) en ben je incassokosten verschuldigd van ten minste € 40 (artikel 6:96 lid 4).',
    'Since the due date statutory commercial interest runs (article 6:119a of the Dutch Civil Code) and you owe collection costs of at least €40 (article 6:96 (4)).',
    'Seit der Fälligkeit laufen die gesetzlichen Handelszinsen (Artikel 6:119a des niederländischen Bürgerlichen Gesetzbuches), und Sie schulden Inkassokosten von mindestens 40 € (Artikel 6:96 Absatz 4).',
  ),
  unionLaw: documentWords(
    'Sinds de vervaldatum loopt de wettelijke rente en ben je een vergoeding van ten minste € 40 verschuldigd (Richtlijn 2011/7/EU).',
    'Since the due date statutory interest runs and you owe compensation of at least €40 (Directive 2011/7/EU).',
    'Seit der Fälligkeit laufen gesetzliche Zinsen, und Sie schulden eine Entschädigung von mindestens 40 € (Richtlinie 2011/7/EU).',
  ),
  plain: documentWords(
    'Wil je {total} binnen veertien dagen overmaken? Lukt dat niet, neem dan contact met ons op; dan zoeken we samen een oplossing.',
    'Please transfer {total} within fourteen days. If you cannot, contact us and we will look for a solution together.',
    'Bitte überweisen Sie {total} innerhalb von vierzehn Tagen. Ist das nicht möglich, melden Sie sich bei uns; dann finden wir gemeinsam eine Lösung.',
  ),
  plainLast: documentWords(
    'Betaal {total} binnen veertien dagen. Daarna geven wij de vordering uit handen.',
    'Pay {total} within fourteen days. After that we will pass the claim on for collection.',
    'Bezahlen Sie {total} innerhalb von vierzehn Tagen. Danach geben wir die Forderung ab.',
  ),
  interestConsumer: documentWords(
    'De wettelijke rente (artikel 6:119 van het Burgerlijk Wetboek) is tot en met {day} {interest}. Zij staat niet in het bedrag hierboven en loopt door tot je betaalt.',
    'Up to and including {day} the statutory interest (article 6:119 of the Dutch Civil Code) is {interest}. It is not in the amount above and runs on until you pay.',
    'Die gesetzlichen Zinsen (Artikel 6:119 des niederländischen Bürgerlichen Gesetzbuches) betragen bis einschließlich {day} {interest}. Sie sind im Betrag oben nicht enthalten und laufen bis zur Zahlung weiter.',
  ),
  interestTrade: documentWords(
    'De wettelijke handelsrente is tot en met {day} {interest}. Zij staat niet in het bedrag hierboven en loopt door tot je betaalt.',
    'Up to and including {day} the statutory commercial interest is {interest}. It is not in the amount above and runs on until you pay.',
    'Die gesetzlichen Handelszinsen betragen bis einschließlich {day} {interest}. Sie sind im Betrag oben nicht enthalten und laufen bis zur Zahlung weiter.',
  ),
  withVat: documentWords(
    'In de kosten zit {vat} btw, die wij niet kunnen aftrekken.',
    'The costs include {vat} of VAT, which we cannot deduct.',
    'In den Kosten sind {vat} Mehrwertsteuer enthalten, die wir nicht abziehen können.',
  ),
} as const
