/** Why a system outside gave no answer, as a sentence with the way out; what the other side said itself stays as it is. */
import { words, type Words } from '../../base/words.ts'

/** The names by which Node tells it (errno(3), and `X509_V_ERR_…` of OpenSSL). */
const reasons: readonly { readonly of: RegExp; readonly words: Words }[] = [
  {
    of: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/,
    words: words(
      'Op {host} antwoordt niets. Controleer het adres en de poort, en kijk of het systeem aanstaat.',
      'Nothing answers at {host}. Check the address and the port, and see that the system is running.',
    ),
  },
  {
    of: /^(ENOTFOUND|EAI_AGAIN)$/,
    words: words(
      'Het adres {host} is niet te vinden. Controleer de spelling.',
      'The address {host} cannot be found. Check the spelling.',
    ),
  },
  {
    of: /^(no answer in time|ETIMEDOUT|ECONNRESET|EPIPE|socket hang up)$/,
    words: words(
      '{host} gaf geen antwoord of brak het af. Probeer het over een paar minuten opnieuw.',
      '{host} gave no answer or broke it off. Try again in a few minutes.',
    ),
  },
  {
    of: /CERT|SSL|TLS|SIGNATURE/i,
    words: words(
      'Het beveiligingscertificaat van {host} klopt niet of is verlopen. Vraag de beheerder van dat systeem om het te vernieuwen.',
      'The security certificate of {host} is wrong or has expired. Ask the administrator of that system to renew it.',
    ),
  },
]

/** Said by our own program, when a connection's secrets were sealed with a key that is gone. */
const lostKey = words(
  'De sleutel waarmee de geheimen van deze koppeling zijn bewaard, is er niet meer. Vul ze bij Instellingen opnieuw in.',
  'The key that this connection’s secrets were stored with is gone. Enter them again under Settings.',
)

export function troubleText(
  told: string,
  say: (text: Words, params?: Record<string, unknown>) => string,
): string {
  if (/^the key \S+ is not among the keys/.test(told)) return say(lostKey)
  const [, host, why] = /^(\S+): (.+)$/.exec(told) ?? []
  const reason = why && reasons.find(({ of }) => of.test(why))
  return reason ? say(reason.words, { host }) : told
}
