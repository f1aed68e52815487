/** Our own words for every mail, in German too where a customer reads it; used until a merchant writes others. */
import { invoiceLetters } from './invoice-letters.ts'
import { orderLetters } from './order-letters.ts'
import { quoteLetters } from './quote-letters.ts'
import type { MailBlock, MailEvent } from './schema.ts'

export type Letter = { readonly subject: string; readonly blocks: readonly MailBlock[] }

const text = (words: string): MailBlock => ({ kind: 'text', text: words })
const button = (words: string, link: string): MailBlock => ({ kind: 'button', text: words, link })

type Spoken = 'nl' | 'en' | 'de'

/** The language that our own words have for a reader: theirs when we speak it, English for everybody else. */
export const spokenFor = (event: MailEvent, language: string): Spoken =>
  language === 'nl' || (language === 'de' && defaultLetters[event].de) ? language : 'en'

export const usualLetter = (event: MailEvent, language: string): Letter =>
  defaultLetters[event][spokenFor(event, language)] ?? defaultLetters[event].en

export const defaultLetters: Readonly<
  Record<MailEvent, { readonly nl: Letter; readonly en: Letter; readonly de?: Letter }>
> = {
  ...orderLetters,
  ...invoiceLetters,
  ...quoteLetters,
  'user.invited': {
    nl: {
      subject: 'Je bent uitgenodigd voor {{ business.name }}',
      blocks: [
        text('Beste {{ user.name }},'),
        text(
          '{{ business.name }} geeft je toegang tot de backoffice. Kies met de knop hieronder je eigen wachtwoord. De link werkt één keer en blijft zeven dagen geldig.',
        ),
        button('Uitnodiging aannemen', '{{ link }}'),
        { kind: 'small', text: 'Verwachtte je deze e-mail niet? Dan hoef je niets te doen.' },
      ],
    },
    en: {
      subject: 'You have been invited to {{ business.name }}',
      blocks: [
        text('Dear {{ user.name }},'),
        text(
          '{{ business.name }} has given you access to its back office. Choose your own password with the button below. The link works once and is valid for seven days.',
        ),
        button('Accept the invitation', '{{ link }}'),
        { kind: 'small', text: 'If you did not expect this e-mail, you do not need to do anything.' },
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
          'A new password was requested for your account. Choose it with the button below. The link works once and expires soon.',
        ),
        button('Choose a new password', '{{ link }}'),
        {
          kind: 'small',
          text: 'If you did not request this, you do not need to do anything: your password stays as it is.',
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
          'You asked to sign in with this e-mail address from now on. Confirm it with the button below. The link works once and expires soon.',
        ),
        button('Confirm the address', '{{ link }}'),
        {
          kind: 'small',
          text: 'If you did not request this, you do not need to do anything: nothing changes.',
        },
      ],
    },
  },
}
