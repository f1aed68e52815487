/** Our own words for the mails about invoices: the invoice itself, credit notes, deposits and reminders, in Dutch, English and German. */
import type { MailBlock, MailEvent, MailTemplate } from './schema.ts'

type Letter = Pick<MailTemplate, 'subject' | 'blocks'>

const text = (words: string): MailBlock => ({ kind: 'text', text: words })
const letter = (subject: string, ...lines: readonly string[]): Letter => ({
  subject,
  blocks: lines.map(text),
})

type InvoiceEvent = Extract<MailEvent, `invoice.${string}`>

const nl = {
  dear: 'Beste {{ customer.name }},',
  ask: 'Heb je een vraag? Beantwoord dan deze e-mail.',
  order: '{% if order.number %} Hij hoort bij bestelling {{ order.number }}.{% endif %}',
  list: '{% for one in reminder.invoices %}Factuur {{ one.number }} van {{ one.day }}: {{ one.due }}, vervallen op {{ one.dueOn }}, betalingskenmerk {{ one.reference }}\n{% endfor %}',
  crossed:
    'Heb je intussen betaald? Dan kun je deze e-mail als niet verzonden beschouwen. Klopt er iets niet, laat het ons dan weten.',
}
const en = {
  dear: 'Dear {{ customer.name }},',
  ask: 'Do you have a question? Just reply to this e-mail.',
  order: '{% if order.number %} It belongs to order {{ order.number }}.{% endif %}',
  list: '{% for one in reminder.invoices %}Invoice {{ one.number }} of {{ one.day }}: {{ one.due }}, due on {{ one.dueOn }}, payment reference {{ one.reference }}\n{% endfor %}',
  crossed:
    'Have you paid in the meantime? Then please disregard this e-mail. If something is not right, let us know.',
}
const de = {
  dear: 'Guten Tag {{ customer.name }},',
  ask: 'Haben Sie eine Frage? Antworten Sie einfach auf diese E-Mail.',
  order: '{% if order.number %} Sie gehört zu Bestellung {{ order.number }}.{% endif %}',
  list: '{% for one in reminder.invoices %}Rechnung {{ one.number }} vom {{ one.day }}: {{ one.due }}, fällig am {{ one.dueOn }}, Verwendungszweck {{ one.reference }}\n{% endfor %}',
  crossed:
    'Haben Sie inzwischen bezahlt? Dann betrachten Sie diese E-Mail bitte als gegenstandslos. Wenn etwas nicht stimmt, sagen Sie uns Bescheid.',
}

export const invoiceLetters: Readonly<
  Record<InvoiceEvent, { readonly nl: Letter; readonly en: Letter; readonly de: Letter }>
> = {
  'invoice.sent': {
    nl: letter(
      'Factuur {{ invoice.number }}',
      nl.dear,
      `In de bijlage vind je factuur {{ invoice.number }} van {{ invoice.day }}, voor {{ invoice.total }}.${nl.order}`,
      '{% if invoice.due %}Er staat nog {{ invoice.due }} open.{% if invoice.dueOn %} Betaal je uiterlijk op {{ invoice.dueOn }}?{% endif %}{% else %}Deze factuur is al betaald.{% endif %}',
      nl.ask,
    ),
    en: letter(
      'Invoice {{ invoice.number }}',
      en.dear,
      `Please find attached invoice {{ invoice.number }} of {{ invoice.day }}, for {{ invoice.total }}.${en.order}`,
      '{% if invoice.due %}{{ invoice.due }} is still outstanding.{% if invoice.dueOn %} Please pay by {{ invoice.dueOn }}.{% endif %}{% else %}This invoice has been paid.{% endif %}',
      en.ask,
    ),
    de: letter(
      'Rechnung {{ invoice.number }}',
      de.dear,
      `im Anhang finden Sie Rechnung {{ invoice.number }} vom {{ invoice.day }} über {{ invoice.total }}.${de.order}`,
      '{% if invoice.due %}Davon sind noch {{ invoice.due }} offen.{% if invoice.dueOn %} Bitte zahlen Sie bis zum {{ invoice.dueOn }}.{% endif %}{% else %}Diese Rechnung ist bereits bezahlt.{% endif %}',
      de.ask,
    ),
  },
  'invoice.credited': {
    nl: letter(
      'Creditnota {{ invoice.number }}',
      nl.dear,
      `In de bijlage vind je creditnota {{ invoice.number }} van {{ invoice.day }}, voor {{ invoice.total }}.${nl.order}`,
      '{% if invoice.due %}Je krijgt {{ invoice.due }} van ons terug.{% else %}Het bedrag is verrekend: je hoeft niets te doen.{% endif %}',
      nl.ask,
    ),
    en: letter(
      'Credit note {{ invoice.number }}',
      en.dear,
      `Please find attached credit note {{ invoice.number }} of {{ invoice.day }}, for {{ invoice.total }}.${en.order}`,
      '{% if invoice.due %}We will refund you {{ invoice.due }}.{% else %}The amount has been settled: you do not need to do anything.{% endif %}',
      en.ask,
    ),
    de: letter(
      'Rechnungskorrektur {{ invoice.number }}',
      de.dear,
      `im Anhang finden Sie Rechnungskorrektur {{ invoice.number }} vom {{ invoice.day }} über {{ invoice.total }}.${de.order}`,
      '{% if invoice.due %}Sie erhalten {{ invoice.due }} von uns zurück.{% else %}Der Betrag ist verrechnet: Sie brauchen nichts zu tun.{% endif %}',
      de.ask,
    ),
  },
  'invoice.deposit': {
    nl: letter(
      'Aanbetaling voor bestelling {{ order.number }}: factuur {{ invoice.number }}',
      nl.dear,
      'In de bijlage vind je factuur {{ invoice.number }} voor de aanbetaling op bestelling {{ order.number }}: {{ invoice.total }}.',
      '{% if invoice.due %}Betaal je {{ invoice.due }}{% if invoice.dueOn %} uiterlijk op {{ invoice.dueOn }}{% endif %}? Op de eindfactuur gaat de aanbetaling van het totaal af.{% else %}De aanbetaling is binnen. Op de eindfactuur gaat zij van het totaal af.{% endif %}',
      nl.ask,
    ),
    en: letter(
      'Deposit for order {{ order.number }}: invoice {{ invoice.number }}',
      en.dear,
      'Please find attached invoice {{ invoice.number }} for the deposit on order {{ order.number }}: {{ invoice.total }}.',
      '{% if invoice.due %}Please pay {{ invoice.due }}{% if invoice.dueOn %} by {{ invoice.dueOn }}{% endif %}. The final invoice deducts the deposit from the total.{% else %}The deposit has come in. The final invoice deducts it from the total.{% endif %}',
      en.ask,
    ),
    de: letter(
      'Anzahlung für Bestellung {{ order.number }}: Rechnung {{ invoice.number }}',
      de.dear,
      'im Anhang finden Sie Rechnung {{ invoice.number }} über die Anzahlung für Bestellung {{ order.number }}: {{ invoice.total }}.',
      '{% if invoice.due %}Bitte zahlen Sie {{ invoice.due }}{% if invoice.dueOn %} bis zum {{ invoice.dueOn }}{% endif %}. Die Schlussrechnung zieht die Anzahlung vom Gesamtbetrag ab.{% else %}Die Anzahlung ist eingegangen. Die Schlussrechnung zieht sie vom Gesamtbetrag ab.{% endif %}',
      de.ask,
    ),
  },
  'invoice.reminder-1': {
    nl: letter(
      'Herinnering: er staat nog {{ reminder.total }} open',
      nl.dear,
      'Misschien is het aan je aandacht ontsnapt: deze betaling hebben we nog niet ontvangen.',
      nl.list,
      'Maak je {{ reminder.total }} over? De brief met onze rekening vind je in de bijlage.',
      nl.crossed,
    ),
    en: letter(
      'Reminder: {{ reminder.total }} is still outstanding',
      en.dear,
      'It may have slipped your mind: we have not received this payment yet.',
      en.list,
      'Please transfer {{ reminder.total }}. The letter with our account is attached.',
      en.crossed,
    ),
    de: letter(
      'Erinnerung: {{ reminder.total }} sind noch offen',
      de.dear,
      'vielleicht ist es Ihnen entgangen: diese Zahlung ist bei uns noch nicht eingegangen.',
      de.list,
      'Bitte überweisen Sie {{ reminder.total }}. Das Schreiben mit unserem Konto finden Sie im Anhang.',
      de.crossed,
    ),
  },
  'invoice.reminder-2': {
    nl: letter(
      'Tweede herinnering: er staat nog {{ reminder.total }} open',
      nl.dear,
      'Op onze eerdere herinnering hebben we geen betaling ontvangen.',
      nl.list,
      '{{ reminder.notice }}',
      'De hele brief vind je in de bijlage.',
      nl.crossed,
    ),
    en: letter(
      'Second reminder: {{ reminder.total }} is still outstanding',
      en.dear,
      'We have received no payment after our earlier reminder.',
      en.list,
      '{{ reminder.notice }}',
      'The whole letter is attached.',
      en.crossed,
    ),
    de: letter(
      'Zweite Erinnerung: {{ reminder.total }} sind noch offen',
      de.dear,
      'auf unsere frühere Erinnerung ist keine Zahlung eingegangen.',
      de.list,
      '{{ reminder.notice }}',
      'Das vollständige Schreiben finden Sie im Anhang.',
      de.crossed,
    ),
  },
  'invoice.reminder-3': {
    nl: letter(
      'Laatste aanmaning: er staat nog {{ reminder.total }} open',
      nl.dear,
      'Ook na onze eerdere herinneringen hebben we geen betaling ontvangen.',
      nl.list,
      '{{ reminder.notice }}',
      'De hele brief vind je in de bijlage.',
      nl.crossed,
    ),
    en: letter(
      'Last notice: {{ reminder.total }} is still open',
      en.dear,
      'We have received no payment after our earlier reminders either.',
      en.list,
      '{{ reminder.notice }}',
      'The whole letter is attached.',
      en.crossed,
    ),
    de: letter(
      'Letzte Mahnung: {{ reminder.total }} sind noch offen',
      de.dear,
      'auch auf unsere früheren Erinnerungen ist keine Zahlung eingegangen.',
      de.list,
      '{{ reminder.notice }}',
      'Das vollständige Schreiben finden Sie im Anhang.',
      de.crossed,
    ),
  },
}
