/** Mail to customers and users: when it is sent, from whom, in which words, and the outbox with every mail that was made. */
import {
  choice,
  email,
  integer,
  json,
  language,
  link,
  longText,
  moment,
  text,
  textList,
  yesNo,
} from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { words, type Words } from '../../base/words.ts'

/** What a mail can be about; each has our own words in Dutch and English. */
export const mailEvents = {
  'order.received': words('Bestelling ontvangen', 'Order received'),
  'order.paid': words('Betaling ontvangen', 'Payment received'),
  'order.planned': words('Op voorraad en gepland', 'In stock and planned'),
  'order.delayed': words('Levering duurt langer', 'Delivery delayed'),
  'order.ready': words('Klaar om af te halen', 'Ready for pickup'),
  'order.shipped': words('Verzonden', 'Shipped'),
  'order.cancelled': words('Geannuleerd', 'Cancelled'),
  'invoice.sent': words('Factuur', 'Invoice'),
  'invoice.credited': words('Creditnota', 'Credit note'),
  'invoice.deposit': words('Factuur van een aanbetaling', 'Deposit invoice'),
  'invoice.reminder-1': words('Herinnering', 'Reminder'),
  'invoice.reminder-2': words('Tweede herinnering', 'Second reminder'),
  'invoice.reminder-3': words('Laatste aanmaning', 'Last notice'),
  'quote.sent': words('Offerte', 'Quote'),
  'quote.reminder': words('Herinnering aan een offerte', 'Quote reminder'),
  'quote.accepted': words('Bevestiging van een offerte', 'Quote confirmation'),
  'user.invited': words('Uitnodiging voor een gebruiker', 'User invitation'),
  'user.reset': words('Nieuw wachtwoord voor een gebruiker', 'New password for a user'),
  'user.email': words('Ander e-mailadres van een gebruiker', 'New e-mail address for a user'),
}
export type MailEvent = keyof typeof mailEvents

export const policies = {
  off: words('Niet versturen', 'Do not send'),
  ask: words('Alleen als iemand het aanvinkt', 'Only when ticked'),
  automatic: words('Altijd versturen', 'Always send'),
}
export type Policy = keyof typeof policies

/** What is ticked beside a change: send its mail, or skip it; without an answer the policy decides. */
export const mailChoices = ['send', 'skip'] as const
export type MailChoice = (typeof mailChoices)[number]

/** When a mail goes out; without a row the usual policy of the program holds. A row of a channel goes before one of all. */
export const MailPolicy = record('mail_policies', 'Mailbeleid', 'Mail policy', {
  event: choice('Wanneer', 'When', mailEvents, { fixed: true }),
  channel: link('Verkoopkanaal', 'Sales channel', 'channels', { fixed: true }).nullable(),
  policy: choice('Versturen', 'Send', policies),
})
export type MailPolicy = Row<typeof MailPolicy>

/** Who mails come from: of a channel, of a business, or of everything else (S1-5a). */
export const MailSender = record('mail_senders', 'Afzender', 'Sender', {
  business: link('Bedrijf', 'Business', 'businesses', { fixed: true }).nullable(),
  channel: link('Verkoopkanaal', 'Sales channel', 'channels', { fixed: true }).nullable(),
  name: text('Naam', 'Name', { max: 120 }).default(''),
  address: email('E-mailadres', 'E-mail address').nullable(),
  replyTo: email('Antwoord aan', 'Reply to').nullable(),
  bcc: email('Kopie aan', 'Copy to').nullable(),
  undoSeconds: integer('Bedenktijd in seconden', 'Seconds to think again', {
    min: 0,
    max: 3600,
    help: words(
      'Zo lang wacht een mail, zodat u hem nog kunt tegenhouden.',
      'E-mails wait this long, so that you can still stop them.',
    ),
  }).default(60),
})
export type MailSender = Row<typeof MailSender>

/** A piece of text of the merchant's own for mails and invoices (S1-3c). */
export const TextBlock = record('text_blocks', 'Tekstblok', 'Text block', {
  name: text('Naam', 'Name', { max: 60, fixed: true }),
  language: language('Taal', 'Language', {
    fixed: true,
    help: words(
      'Maak dezelfde naam in elke taal van uw klanten. Ontbreekt er een, dan staat er de Engelse of anders de Nederlandse tekst.',
      'Make the same name in each language of your customers. Where one is missing, the English text is used, or else the Dutch one.',
    ),
  }),
  text: longText('Tekst', 'Text', { max: 5000 }),
})
export type TextBlock = Row<typeof TextBlock>

/** A piece of a mail. Texts may hold Liquid such as `{{ order.number }}`. */
export type MailBlock =
  | { readonly kind: 'heading' | 'text' | 'small'; readonly text: string }
  | { readonly kind: 'button'; readonly text: string; readonly link: string }
  | { readonly kind: 'order-lines' | 'address' | 'shipments' | 'divider' }
  | { readonly kind: 'text-block'; readonly name: string }
  | { readonly kind: 'mjml'; readonly source: string }

export const blockKinds: Record<MailBlock['kind'], Words> = {
  heading: words('Kop', 'Heading'),
  text: words('Tekst', 'Text'),
  small: words('Kleine tekst', 'Small text'),
  button: words('Knop', 'Button'),
  'order-lines': words('Bestelde artikelen', 'Ordered products'),
  address: words('Adres', 'Address'),
  shipments: words('Track & trace', 'Track & trace'),
  divider: words('Lijn', 'Divider'),
  'text-block': words('Eigen tekstblok', 'Text block'),
  mjml: words('Eigen MJML', 'Custom MJML'),
}

/** A template that a merchant wrote; compiled when it is saved. */
export const MailTemplate = record('mail_templates', 'E-mailsjabloon', 'Mail template', {
  event: choice('Wanneer', 'When', mailEvents, { fixed: true }),
  channel: link('Verkoopkanaal', 'Sales channel', 'channels', { fixed: true }).nullable(),
  language: language('Taal', 'Language', { fixed: true }),
  subject: text('Onderwerp', 'Subject', { max: 300 }),
  blocks: json<readonly MailBlock[]>('Inhoud', 'Content'),
  html: longText('HTML', 'HTML', { derived: true }),
  plain: longText('Platte tekst', 'Plain text', { derived: true }),
  isActive: yesNo('In gebruik', 'In use').default(true),
  revision: integer('Versie', 'Revision', { derived: true }).default(1),
})
export type MailTemplate = Row<typeof MailTemplate>

/** What a template said before. */
export const MailTemplateVersion = record(
  'mail_template_versions',
  'Versie van een sjabloon',
  'Version of a template',
  {
    template: link('Sjabloon', 'Template', 'mail_templates'),
    revision: integer('Versie', 'Revision'),
    subject: text('Onderwerp', 'Subject', { max: 300 }),
    blocks: json<readonly MailBlock[]>('Inhoud', 'Content'),
    writtenBy: text('Door', 'By'),
  },
  { appendOnly: true },
)

/**
 * The states of a mail (states D.18): queued may still be stopped, sending may not; kept is ready and stays here,
 * for there is no mail server; failed waits for a person.
 */
export const messageStates = {
  queued: words('Wordt zo verstuurd', 'About to be sent'),
  sending: words('Wordt verstuurd', 'Being sent'),
  sent: words('Verstuurd', 'Sent'),
  failed: words('Niet aangekomen', 'Not delivered'),
  cancelled: words('Tegengehouden', 'Stopped'),
  kept: words('Bewaard, geen mailserver', 'Kept, no mail server'),
}
export type MessageState = keyof typeof messageStates

export type MessageAttachment = { readonly file: string; readonly name: string }

export const Message = record('messages', 'E-mail', 'Mail', {
  event: text('Soort', 'Kind', { fixed: true }),
  state: choice('Status', 'Status', messageStates, { derived: true }),
  about: link('Waarover', 'About', '*', { fixed: true }),
  aboutKind: text('Soort onderwerp', 'Kind of subject', { fixed: true }),
  channel: link('Verkoopkanaal', 'Sales channel', 'channels', { fixed: true }).nullable(),
  template: link('Sjabloon', 'Template', 'mail_templates', { fixed: true }).nullable(),
  revision: integer('Versie van het sjabloon', 'Revision of the template', { fixed: true }).default(0),
  language: language('Taal', 'Language', { fixed: true }),
  fromName: text('Naam van de afzender', "Sender's name", { fixed: true }).default(''),
  fromAddress: email('Afzender', 'Sender', { fixed: true }).nullable(),
  replyTo: email('Antwoord aan', 'Reply to', { fixed: true }).nullable(),
  bcc: email('Kopie aan', 'Copy to', { fixed: true }).nullable(),
  toName: text('Naam van de ontvanger', "Recipient's name").default(''),
  toAddress: email('Ontvanger', 'Recipient'),
  cc: textList('Ook aan', 'Also to', { fixed: true, max: 254 }).default([]),
  subject: text('Onderwerp', 'Subject', { fixed: true, max: 300 }),
  html: longText('HTML', 'HTML', { fixed: true }),
  plain: longText('Platte tekst', 'Plain text', { fixed: true }),
  attachments: json<readonly MessageAttachment[]>('Bijlagen', 'Attachments', { fixed: true }).default([]),
  sealed: text('Geheime link', 'Secret link', { secret: true, derived: true }).nullable(),
  dedupe: text('Sleutel', 'Key', { derived: true, max: 500 }),
  sendAt: moment('Versturen om', 'Send at', { derived: true }),
  sentAt: moment('Verstuurd op', 'Sent at', { derived: true }).nullable(),
  messageId: text('Message-ID', 'Message-ID', { derived: true }).nullable(),
  attempts: integer('Pogingen', 'Attempts', { derived: true }).default(0),
  error: text('Wat de mailserver zei', 'What the mail server said', { derived: true, max: 600 }).nullable(),
})
export type Message = Row<typeof Message>

export const rights: Record<string, Words> = {
  'messages.see': words('E-mails bekijken', 'View e-mails'),
  'messages.send': words('E-mails versturen en tegenhouden', 'Send and stop e-mails'),
  'messages.manage': words('Sjablonen en afzenders beheren', 'Manage templates and senders'),
}

export const events: Record<string, Words> = {
  'message.made': words('E-mail klaargezet', 'E-mail queued'),
  'message.sent': words('E-mail verstuurd', 'E-mail sent'),
  'message.failed': words('E-mail niet aangekomen', 'E-mail not delivered'),
  'message.cancelled': words('E-mail tegengehouden', 'E-mail stopped'),
  'message.kept': words('E-mail bewaard zonder te versturen', 'E-mail kept without sending'),
  'mail-policy.set': words('Mailbeleid gewijzigd', 'Mail policy changed'),
  'mail-sender.created': words('Afzender gemaakt', 'Sender created'),
  'mail-sender.changed': words('Afzender gewijzigd', 'Sender changed'),
  'mail-template.saved': words('E-mailsjabloon gewijzigd', 'Mail template changed'),
  'text-block.created': words('Tekstblok gemaakt', 'Text block created'),
  'text-block.changed': words('Tekstblok gewijzigd', 'Text block changed'),
}

export const refusals: Record<string, Words> = {
  'message.too-late': words(
    'Deze e-mail is al verstuurd en is niet meer tegen te houden.',
    'This e-mail has already been sent and can no longer be stopped.',
  ),
  'message.on-its-way': words(
    'Deze e-mail is al onderweg of verstuurd.',
    'This e-mail is on its way or has been sent.',
  ),
  'message.over': words(
    'De link in deze e-mail is verlopen. Maak een nieuwe.',
    'The link in this e-mail has expired. Create a new one.',
  ),
  'message.no-address': words(
    'Bij bestelling {number} staat geen e-mailadres. Vul er eerst een in.',
    'Order {number} has no e-mail address. Fill one in first.',
  ),
  'message.same-before': words(
    'Deze e-mail is al eerder voor {number} gemaakt.',
    'This e-mail has already been created for {number}.',
  ),
  'message.not-in-use': words(
    'Het sjabloon van deze e-mail is niet in gebruik.',
    'The template of this mail is not in use.',
  ),
  'template.faulty': words(
    'Het sjabloon klopt niet: {error}. Verbeter het en sla opnieuw op.',
    'There is an error in the template: {error}. Correct it and save again.',
  ),
  'template.unknown-variable': words(
    'Het invulveld {name} bestaat niet. Kies er een uit de lijst met invulvelden.',
    'There is no variable {name}. Choose one from the list of variables.',
  ),
  'template.not-closed': words(
    '{tag} is niet afgesloten. Vul aan wat er ontbreekt en sla opnieuw op.',
    '{tag} is not closed. Add what is missing and save again.',
  ),
  'template.not-found': words('Dit sjabloon heeft deze versie niet.', 'This template has no such version.'),
}

export const tasks: Record<string, Words> = {
  'message.refused': words(
    'De e-mail aan {to} is geweigerd: {error}. Verbeter het adres en verstuur opnieuw.',
    'The e-mail to {to} was rejected: {error}. Correct the address and send it again.',
  ),
  'message.stuck': words(
    'De e-mail aan {to} komt al een dag niet weg: {error}. Controleer de mailserver en probeer opnieuw.',
    'The e-mail to {to} has been stuck for a day: {error}. Check the mail server and try again.',
  ),
}
